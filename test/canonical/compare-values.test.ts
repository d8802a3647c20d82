import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { cellAt } from '../../lib/canonical/cast-cell.ts'
import { normalJson } from '../../lib/canonical/compare-json.ts'
import { normalForms } from '../../lib/canonical/compare-values.ts'
import { misfit } from '../../lib/schema/fit.ts'
import { type Column, columnTypes } from '../../lib/schema/table.ts'

type Made = Partial<Column> & Pick<Column, 'type'>

const column = (made: Made): Column => ({ name: 'c', native: made.type, nullable: true, ...made })

const cell = (json: string) => {
  const bytes = Buffer.from(json)
  return cellAt(bytes, 0, bytes.length)
}

function isEqual(left: Made, a: string, right: Made, b: string, isSameEngine = false): boolean {
  const [one, other] = normalForms(column(left), column(right), isSameEngine)
  return one(cell(a)) === other(cell(b))
}

const equal: [Made, string, Made, string][] = [
  [{ type: 'boolean' }, 'true', { type: 'integer' }, '1'],
  [{ type: 'boolean' }, 'false', { type: 'bit', length: 1 }, '"0"'],
  [{ type: 'bit' }, '"0101"', { type: 'integer' }, '5'],
  [{ type: 'decimal', scale: 2 }, '"1.50"', { type: 'decimal', scale: 4 }, '"1.5000"'],
  [{ type: 'decimal', scale: 0 }, '"9007199254740993"', { type: 'integer' }, '"9007199254740993"'],
  [{ type: 'float' }, '1e+21', { type: 'decimal', scale: 1 }, '"1000000000000000000000.0"'],
  [{ type: 'float', bits: 32 }, '0.1', { type: 'float', bits: 64 }, '0.1'],
  [{ type: 'integer' }, '{"$real":1.5}', { type: 'decimal' }, '"1.50"'],
  [{ type: 'timestamp' }, '"2026-01-05T10:00:00.5"', { type: 'timestamptz' }, '"2026-01-05T10:00:00.5Z"'],
  [{ type: 'date' }, '"2026-01-05"', { type: 'timestamp' }, '"2026-01-05T00:00:00"'],
  [{ type: 'date' }, '"0044-03-15 BC"', { type: 'timestamp' }, '"0044-03-15T00:00:00 BC"'],
  [{ type: 'text' }, '"2026-01-05 10:00:00.500"', { type: 'timestamptz' }, '"2026-01-05T10:00:00.5Z"'],
  [{ type: 'time' }, '"10:00:00.5"', { type: 'interval' }, '"PT10H0.5S"'],
  [{ type: 'text' }, '"10:00:00.500"', { type: 'time' }, '"10:00:00.5"'],
  [{ type: 'time' }, '"-01:30:00"', { type: 'interval' }, '"PT-1H-30M"'],
  [
    { type: 'uuid' },
    '"01234567-89ab-cdef-0123-456789abcdef"',
    { type: 'text', length: 32 },
    '"0123456789abcdef0123456789abcdef"',
  ],
  [{ type: 'text', fixed: true }, '"ab"', { type: 'text' }, '"ab  "'],
  [{ type: 'set', values: ['b', 'a'] }, '["b","a"]', { type: 'array' }, '["a","b"]'],
  [{ type: 'set', values: ['b'] }, '["b"]', { type: 'text' }, '"[\\"b\\"]"'],
  [{ type: 'array' }, '[1,[2]]', { type: 'json' }, '[1,[2]]'],
  [{ type: 'json' }, '{"b":1.0,"a":[1e1]}', { type: 'json' }, '{"a":[10],"b":1}'],
  [{ type: 'json' }, '{"a":1,"a":2}', { type: 'json' }, '{"a":2}'],
  [{ type: 'json' }, '{"$json":{"$a":1}}', { type: 'text' }, '"{\\"$a\\": 1}"'],
  [{ type: 'json' }, '{"$json":null}', { type: 'text' }, '"null"'],
  [{ type: 'enum' }, '"\\u0041"', { type: 'text' }, '"A"'],
  [{ type: 'text' }, '{"$text":"x"}', { type: 'enum' }, '"x"'],
  [{ type: 'binary' }, '"AAE="', { type: 'binary' }, '{"$blob":"AAE="}'],
  [{ type: 'integer' }, '5', { type: 'other' }, '"5"'],
]

const different: [Made, string, Made, string][] = [
  [{ type: 'boolean' }, '2', { type: 'integer' }, '1'],
  [{ type: 'decimal' }, '"12345678901234567890.1"', { type: 'decimal' }, '"12345678901234567890.2"'],
  [{ type: 'float' }, '-0', { type: 'float' }, '0'],
  [{ type: 'float' }, '"NaN"', { type: 'decimal' }, '"Infinity"'],
  [{ type: 'timestamp' }, '"2026-01-05T10:00:00"', { type: 'timestamptz' }, '"2026-01-05T11:00:00Z"'],
  [{ type: 'time' }, '"24:00:00"', { type: 'interval' }, '"P1D"'],
  [{ type: 'text' }, '"a"', { type: 'text' }, '"a "'],
  [{ type: 'text' }, '"a"', { type: 'enum' }, '"A"'],
  [{ type: 'json' }, '[12345678901234567890]', { type: 'json' }, '[12345678901234567891]'],
  [{ type: 'json' }, '"1"', { type: 'json' }, '1'],
  [{ type: 'integer' }, '{"$text":"abc"}', { type: 'decimal' }, '"1"'],
  [{ type: 'text' }, '{"$integer":5}', { type: 'enum' }, '"5"'],
  [{ type: 'text' }, '{"$invalid":"/w=="}', { type: 'enum' }, '"/w=="'],
]

const title = '%j %s and %j %s'

describe('values of two columns', () => {
  it.each(equal)(`are equal: ${title}`, (left, a, right, b) => {
    expect(isEqual(left, a, right, b)).toBe(true)
    expect(isEqual(right, b, left, a)).toBe(true)
  })

  it.each(different)(`are different: ${title}`, (left, a, right, b) => {
    expect(isEqual(left, a, right, b)).toBe(false)
    expect(isEqual(right, b, left, a)).toBe(false)
  })

  it('of one native type of one engine are equal only digit for digit and key for key', () => {
    const isSame = (type: Column['type'], a: string, b: string) => isEqual({ type }, a, { type }, b, true)
    expect(isSame('json', '{"a":1,"b":1}', '{"b":1,"a":1}')).toBe(false)
    expect(isSame('decimal', '"1.0"', '"1.00"')).toBe(false)
    expect(isSame('text', '"\\u0041"', '"A"')).toBe(true)
  })

  it('have a form for every pair that an import allows', () => {
    for (const left of columnTypes) {
      for (const right of columnTypes) {
        if (misfit(column({ type: left }), column({ type: right })) !== undefined) continue
        const forms = normalForms(column({ type: left }), column({ type: right }), false)
        for (const form of forms)
          for (const json of ['"x"', '1', 'true', '[]', '{"$text":"x"}'])
            expect(typeof form(cell(json))).toBe('string')
      }
    }
  })
})

describe('a document by value', () => {
  it('is the same however its keys are ordered and its white space is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const turned = JSON.stringify(
          value,
          (_, each) =>
            each !== null && typeof each === 'object' && !Array.isArray(each)
              ? Object.fromEntries(Object.entries(each).reverse())
              : each,
          2,
        )
        expect(normalJson(turned)).toBe(normalJson(JSON.stringify(value)))
      }),
    )
  })

  it('is another where a value is another', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const isSame = JSON.stringify(a) === JSON.stringify(b)
        fc.pre(isSame || typeof a !== 'object' || typeof b !== 'object')
        expect(normalJson(JSON.stringify(a)) === normalJson(JSON.stringify(b))).toBe(isSame)
      }),
    )
  })
})
