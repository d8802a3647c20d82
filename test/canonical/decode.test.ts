import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { ByteWriter } from '../../lib/canonical/byte-writer.ts'
import {
  characterLength,
  decimalFits,
  fractionDigits,
  hasLoneSurrogate,
  toFixedNotation,
  writeFieldJson,
  writeFieldText,
} from '../../lib/canonical/decode.ts'

const content = (text: string): Buffer => Buffer.from(JSON.stringify(text).slice(1, -1))

/** Reads a field as COPY and LOAD DATA do. */
const unescapeField = (field: string): string =>
  field.replace(/\\(.)/gs, (_, letter: string) => ({ n: '\n', t: '\t', r: '\r', 0: '\0' })[letter] ?? letter)

const anyText = fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.toWellFormed())

describe('text from JSON', () => {
  const field = (source: Buffer): { sound: boolean; text: string } => {
    const out = new ByteWriter(1)
    const sound = writeFieldText(out, source, 0, source.length)
    return { sound, text: unescapeField(out.take().toString('utf8')) }
  }

  it('comes out as it went in', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const source = content(text)
        expect(field(source)).toEqual({ sound: !text.includes('\0'), text })
        expect(characterLength(source, 0, source.length, true)).toBe([...text].length)
      }),
    )
  })

  it('understands pairs of escaped surrogates, and finds lone ones', () => {
    const pair = Buffer.from('\\ud834\\udd1e\\u00e9')
    expect(field(pair)).toEqual({ sound: true, text: '𝄞é' })
    expect(hasLoneSurrogate(pair, 0, pair.length)).toBe(false)
    expect(hasLoneSurrogate(Buffer.from('\\ud834x'), 0, 7)).toBe(true)
  })

  it.each(['\\x', '\\u12', '\\u12G4', '\\u0000'])('is not sound as %s', (source) => {
    expect(field(Buffer.from(source)).sound).toBe(false)
  })

  it('that is a JSON document keeps its own escapes', () => {
    const out = new ByteWriter(1)
    const document = Buffer.from('{"a":"\\n\\\\"}')
    writeFieldJson(out, document, 0, document.length)
    expect(unescapeField(out.take().toString('utf8'))).toBe(document.toString())
  })
})

describe('decimals', () => {
  it.each([
    ['1.50', 3, 2, true],
    ['1.500', 3, 2, true],
    ['1.505', 3, 2, false],
    ['10.00', 3, 2, false],
    ['-0009.99', 3, 2, true],
    ['0', 1, 1, true],
    ['1', 1, 1, false],
    ['', 1, 0, true],
    ['1e2', 5, 0, false],
    ['NaN', 5, 0, false],
  ])('%s into decimal(%i,%i): %s', (text, precision, scale, fits) => {
    expect(decimalFits(Buffer.from(text), 0, text.length, precision, scale)).toBe(fits)
  })

  it('with an exponent come into fixed notation', () => {
    expect(['1e-7', '-1.5e+3', '1.25e1', '1e21', '12'].map(toFixedNotation)).toEqual([
      '0.0000001',
      '-1500',
      '12.5',
      '1000000000000000000000',
      '12',
    ])
  })
})

describe('fractions of a second', () => {
  it('are counted within the value only', () => {
    const source = Buffer.from('2026-01-05T10:00:00Z.123')
    expect(fractionDigits(source, 0, 20)).toBe(0)
    expect(fractionDigits(Buffer.from('10:00:00.120Z'), 0, 13)).toBe(3)
  })
})
