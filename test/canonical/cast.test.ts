import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { ByteWriter } from '../../lib/canonical/byte-writer.ts'
import { type CastTarget, castColumn } from '../../lib/canonical/cast.ts'
import { type CellConversion, cellAt } from '../../lib/canonical/cast-cell.ts'
import { type CastKind, castKinds } from '../../lib/canonical/cast-kinds.ts'
import type { Column, ColumnType } from '../../lib/schema/table.ts'

const column = (type: ColumnType, more: Partial<Column> = {}): Column => ({
  name: 'c',
  type,
  native: type,
  nullable: true,
  ...more,
})

const strict = (of: Column): CastTarget => ({ column: of, keepsAnyValue: false, isSameEngine: false })
const loose = (of: Column): CastTarget => ({ column: of, keepsAnyValue: true, isSameEngine: false })

function conversion(source: Column, kind: CastKind, target?: CastTarget): CellConversion {
  const cast = castColumn(source, kind, target)
  if (cast === 'unneeded' || 'problem' in cast) throw new Error(JSON.stringify(cast))
  return cast.convert
}

/** A cell's JSON in its new form, or the reason why it has none. */
function converted(convert: CellConversion, json: string): string {
  const bytes = Buffer.from(json)
  const out = new ByteWriter(64)
  return convert(out, cellAt(bytes, 0, bytes.length)) ?? out.take().toString('utf8')
}

const into = (source: Column, kind: CastKind, json: string, target?: CastTarget): string =>
  converted(conversion(source, kind, target), json)

/** What a conversion to the meaning and back gives. */
const thereAndBack = (plain: Column, kind: CastKind, meaning: Column, json: string): string =>
  into(meaning, kind, into(plain, kind, json, strict(meaning)), strict(plain))

const integer = column('integer', { bits: 64 })
const text = column('text')
const instant = column('timestamptz', { precision: 6 })

/** An integer as records have it. */
const integerJson = (value: bigint): string =>
  value > BigInt(Number.MAX_SAFE_INTEGER) || value < -BigInt(Number.MAX_SAFE_INTEGER)
    ? `"${value}"`
    : String(value)

const first = -62_135_596_800n
const last = 253_402_300_799n

describe('numbers since 1970', () => {
  it.each<[CastKind, Column, string, string]>([
    ['epoch-milliseconds', integer, '1700000000123', '"2023-11-14T22:13:20.123Z"'],
    ['epoch-milliseconds', integer, '0', '"1970-01-01T00:00:00Z"'],
    ['epoch-milliseconds', integer, '-1', '"1969-12-31T23:59:59.999Z"'],
    ['epoch-milliseconds', integer, '{"$integer":1500}', '"1970-01-01T00:00:01.5Z"'],
    ['epoch-milliseconds', integer, '{"$real":1500.5}', '"1970-01-01T00:00:01.5005Z"'],
    ['epoch-milliseconds', text, '"1700000000123"', '"2023-11-14T22:13:20.123Z"'],
    ['epoch-milliseconds', integer, '253402300799999', '"9999-12-31T23:59:59.999Z"'],
    ['epoch-seconds', integer, '-62135596800', '"0001-01-01T00:00:00Z"'],
    ['epoch-seconds', integer, '951782400', '"2000-02-29T00:00:00Z"'],
    ['epoch-seconds', column('float'), '1700000000.123456', '"2023-11-14T22:13:20.123456Z"'],
    ['epoch-seconds', column('float'), '-0.5', '"1969-12-31T23:59:59.5Z"'],
    ['epoch-seconds', column('float'), '1e-7', 'has a fraction of a microsecond'],
    ['epoch-seconds', column('decimal', { scale: 3 }), '"1.500"', '"1970-01-01T00:00:01.5Z"'],
    ['epoch-microseconds', integer, '"253402300799999999"', '"9999-12-31T23:59:59.999999Z"'],
    ['epoch-days', integer, '19675', '"2023-11-14"'],
    ['epoch-days', integer, '-719162', '"0001-01-01"'],
    ['epoch-days', column('decimal', { scale: 2 }), '"1.00"', '"1970-01-02"'],
    ['epoch-milliseconds', integer, '{"$real":0.0005}', 'has a fraction of a microsecond'],
    ['epoch-milliseconds', integer, '253402300800000', 'is beyond the years 1 to 9999'],
    ['epoch-milliseconds', integer, '-62135596800001', 'is beyond the years 1 to 9999'],
    ['epoch-microseconds', integer, '"9223372036854775807"', 'is beyond the years 1 to 9999'],
    ['epoch-seconds', integer, `"${'9'.repeat(40)}"`, 'is beyond the years 1 to 9999'],
    ['epoch-seconds', column('float'), '1e+300', 'is beyond the years 1 to 9999'],
    ['epoch-days', integer, '2932897', 'is beyond the years 1 to 9999'],
    ['epoch-days', column('float'), '0.5', 'has a fraction of a day'],
    ['epoch-milliseconds', integer, '{"$text":"soon"}', 'is no number of milliseconds'],
    ['epoch-milliseconds', integer, '{"$blob":"AA=="}', 'is no number of milliseconds'],
    ['epoch-milliseconds', text, '"007"', 'is no number of milliseconds'],
    ['epoch-milliseconds', text, '"+5"', 'is no number of milliseconds'],
    ['epoch-milliseconds', text, '"1\\n"', 'is no number of milliseconds'],
    ['epoch-milliseconds', text, '""', 'is no number of milliseconds'],
    ['epoch-seconds', text, '"1.50"', 'is a number of seconds with zeros at its end, which would be lost'],
    ['epoch-seconds', column('float'), '-0', 'is -0, which is no number of seconds'],
    ['epoch-seconds', column('float'), '"NaN"', 'is no number of seconds'],
  ])('%s of %j: %s is %s', (kind, source, json, expected) => {
    expect(into(source, kind, json)).toBe(expected)
  })

  it.each<[CastKind, CastTarget, string, string]>([
    ['epoch-milliseconds', strict(integer), '"2023-11-14T22:13:20.123Z"', '1700000000123'],
    ['epoch-milliseconds', strict(integer), '"2023-11-14T22:13:20.1234Z"', 'has a fraction of a millisecond'],
    ['epoch-milliseconds', loose(integer), '"2023-11-14T22:13:20.1234Z"', '{"$real":1700000000123.4}'],
    ['epoch-seconds', strict(integer), '"1969-12-31T23:59:59.5Z"', 'has a fraction of a second'],
    ['epoch-seconds', strict(column('decimal', { scale: 3 })), '"1969-12-31T23:59:59.5Z"', '"-0.500"'],
    ['epoch-seconds', strict(column('float')), '"1969-12-31T23:59:59.5Z"', '-0.5'],
    [
      'epoch-seconds',
      strict(column('float')),
      '"9999-12-31T23:59:59.999999Z"',
      'has more digits than a float keeps',
    ],
    ['epoch-microseconds', strict(integer), '"9999-12-31T23:59:59.999999Z"', '"253402300799999999"'],
    ['epoch-milliseconds', loose(column('timestamp')), '"1970-01-01T00:00:01.5Z"', '{"$integer":1500}'],
    ['epoch-milliseconds', loose(column('date')), '"1970-01-01T00:00:01.5Z"', '{"$integer":1500}'],
    ['epoch-milliseconds', strict(text), '"1970-01-01T00:00:01.5Z"', '"1500"'],
    ['epoch-milliseconds', strict(integer), '"infinity"', 'is infinity, which no number says'],
    ['epoch-milliseconds', strict(integer), '"0044-03-15T00:00:00Z BC"', 'is beyond the years 1 to 9999'],
    ['epoch-milliseconds', strict(integer), '"10000-01-01T00:00:00Z"', 'is beyond the years 1 to 9999'],
    ['epoch-milliseconds', strict(integer), '"0000-00-00T00:00:00Z"', 'is no moment'],
    ['epoch-milliseconds', strict(integer), '"2024-02-30T00:00:00Z"', 'is no moment'],
  ])('%s into %j: %s is %s', (kind, target, json, expected) => {
    expect(into(instant, kind, json, target)).toBe(expected)
  })

  it('agree with the calendar of JavaScript', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('0001-01-01T00:00:00Z'),
          max: new Date('9999-12-31T23:59:59.999Z'),
          noInvalidDate: true,
        }),
        (date) => {
          const canonical = date
            .toISOString()
            .replace(/\.?0*Z$/, (end) => (end.includes('.') || date.getTime() % 1000 ? 'Z' : end))
          expect(into(integer, 'epoch-milliseconds', String(date.getTime()))).toBe(`"${canonical}"`)
        },
      ),
    )
  })

  it.each<[CastKind, bigint]>([
    ['epoch-seconds', 1n],
    ['epoch-milliseconds', 1000n],
    ['epoch-microseconds', 1_000_000n],
  ])('come back: %s', (kind, units) => {
    const moments = fc.bigInt({ min: first * units, max: (last + 1n) * units - 1n })
    for (const meaning of [instant, column('timestamp')]) {
      fc.assert(
        fc.property(moments, (value) => {
          expect(thereAndBack(integer, kind, meaning, integerJson(value))).toBe(integerJson(value))
          expect(thereAndBack(text, kind, meaning, `"${value}"`)).toBe(`"${value}"`)
        }),
      )
    }
  })

  it('with a fraction come back from floats, or are refused', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e15, max: 1e15 }), (value) => {
        const json = JSON.stringify(value / 1e6 || 0)
        const there = into(column('float'), 'epoch-seconds', json, strict(instant))
        if (!there.startsWith('"')) expect(there).toBe('has a fraction of a microsecond')
        else expect(into(instant, 'epoch-seconds', there, strict(column('float')))).toBe(json)
      }),
    )
  })

  it('come back: epoch-days', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (value) => {
        expect(thereAndBack(integer, 'epoch-days', column('date'), String(value))).toBe(String(value))
      }),
    )
  })

  it('are tagged in columns of moments where the source keeps any value, and moments there stay', () => {
    const convert = conversion(column('timestamp'), 'epoch-milliseconds', strict(instant))
    expect(converted(convert, '{"$integer":1500}')).toBe('"1970-01-01T00:00:01.5"')
    expect(converted(convert, '"2024-01-01T00:00:00"')).toBe('"2024-01-01T00:00:00"')
    const cast = castColumn(column('timestamp'), 'epoch-milliseconds', strict(instant))
    expect(cast).toMatchObject({ column: { type: 'timestamp' }, mark: Buffer.from('{"$') })
  })
})

describe('durations', () => {
  const interval = column('interval')

  it.each<[CastKind, string, string]>([
    ['duration-microseconds', '0', '"PT0S"'],
    ['duration-microseconds', '1', '"PT0.000001S"'],
    ['duration-microseconds', '90061000001', '"P1DT1H1M1.000001S"'],
    ['duration-microseconds', '86400000000', '"P1D"'],
    ['duration-microseconds', '-500000', '"P-1DT23H59M59.5S"'],
    ['duration-microseconds', '"9223372036854775807"', '"P106751991DT4H54.775807S"'],
    ['duration-seconds', '3600', '"PT1H"'],
    ['duration-seconds', '99999999999999', '"P1157407407DT9H46M39S"'],
    ['duration-seconds', '"999999999999999"', 'is beyond the years 1 to 9999'],
  ])('%s: %s is %s', (kind, json, expected) => {
    expect(into(integer, kind, json)).toBe(expected)
  })

  it.each([
    ['"P1DT1H1M1.000001S"', '90061000001'],
    ['"P-1DT23H59M59.5S"', '-500000'],
    ['"PT36H"', 'would come back as P1DT12H: of a number, only days and a time of day can be made'],
    [
      '"PT-0.5S"',
      'would come back as P-1DT23H59M59.5S: of a number, only days and a time of day can be made',
    ],
    ['"P1M"', 'has months, which are no number of seconds'],
    ['"P1Y2DT1H"', 'has months, which are no number of seconds'],
    ['"1 day"', 'is no interval'],
  ])('of an interval %s, in microseconds: %s', (json, expected) => {
    expect(into(interval, 'duration-microseconds', json, strict(integer))).toBe(expected)
  })

  it('come back', () => {
    const micros = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
    fc.assert(
      fc.property(micros, (value) => {
        const json = integerJson(value)
        expect(thereAndBack(integer, 'duration-microseconds', interval, json)).toBe(json)
      }),
    )
  })
})

describe('UUIDs', () => {
  const uuid = column('uuid')
  const plain: [CastKind, Column, (canonical: string) => string][] = [
    ['uuid', column('text', { length: 36, fixed: true }), (it) => it],
    ['uuid', text, (it) => it],
    ['uuid', column('text', { length: 32, fixed: true }), (it) => it.replaceAll('-', '')],
    [
      'uuid',
      column('binary', { length: 16, fixed: true }),
      (it) => Buffer.from(it.replaceAll('-', ''), 'hex').toString('base64'),
    ],
    ['uuid-uppercase', text, (it) => it.toUpperCase()],
  ]

  it.each(plain)('come back: %s of %j', (kind, source, plainOf) => {
    fc.assert(
      fc.property(fc.uuid(), (value) => {
        expect(into(source, kind, JSON.stringify(plainOf(value)))).toBe(JSON.stringify(value))
        expect(into(uuid, kind, JSON.stringify(value), strict(source))).toBe(JSON.stringify(plainOf(value)))
      }),
    )
  })

  const some = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff'

  it.each<[CastKind, Column, string, string]>([
    [
      'uuid',
      text,
      some.toUpperCase(),
      'is a UUID in upper case, and would come back in lower case (the cast uuid-uppercase keeps it)',
    ],
    ['uuid', text, some.replaceAll('-', ''), 'is a UUID without hyphens, and would come back with'],
    ['uuid', column('text', { length: 32 }), some, 'is a UUID with hyphens, and would come back without'],
    ['uuid', text, `${some}0`, 'is no UUID'],
    ['uuid', text, '', 'is no UUID'],
    ['uuid', column('binary'), 'AAE=', 'has 2 bytes, where a UUID has 16'],
    ['uuid-uppercase', text, some, 'is no UUID in upper case'],
  ])('that would not come back are refused: %s of %j: %s', (kind, source, value, reason) => {
    expect(into(source, kind, JSON.stringify(value))).toBe(reason)
  })

  it('in upper case in a column of UUIDs are tagged', () => {
    const tagged = `{"$text":"${some.toUpperCase()}"}`
    expect(into(uuid, 'uuid-uppercase', tagged, strict(uuid))).toBe(`"${some}"`)
    expect(into(uuid, 'uuid-uppercase', `"${some}"`, loose(uuid))).toBe(tagged)
  })
})

describe('other values', () => {
  const boolean = column('boolean', { native: 'tinyint(1)' })
  const decimal = column('decimal')

  it.each<[Column, CastKind, string, CastTarget | undefined, string]>([
    [boolean, 'integer', 'true', undefined, '1'],
    [boolean, 'integer', 'false', undefined, '0'],
    [boolean, 'integer', '-1', undefined, '-1'],
    [text, 'integer', '"-9223372036854775808"', undefined, '"-9223372036854775808"'],
    [text, 'integer', '"12"', undefined, '12'],
    [text, 'integer', '"1.0"', undefined, 'has a fraction'],
    [text, 'integer', '"012"', undefined, 'is no integer'],
    [column('decimal', { scale: 2 }), 'integer', '"5.00"', undefined, '5'],
    [column('decimal', { scale: 2 }), 'integer', '"5.01"', undefined, 'has a fraction'],
    [column('float'), 'integer', '1e+21', undefined, '"1000000000000000000000"'],
    [integer, 'integer', '1', strict(boolean), 'true'],
    [integer, 'integer', '2', strict(boolean), '2'],
    [integer, 'boolean', '1', undefined, 'true'],
    [integer, 'boolean', '2', undefined, 'is neither 0 nor 1'],
    [boolean, 'boolean', 'true', strict(integer), '1'],
    [text, 'decimal', '"1.50"', undefined, '"1.50"'],
    [text, 'decimal', '"1,50"', undefined, 'is no decimal'],
    [column('float'), 'decimal', '1e-7', undefined, '"0.0000001"'],
    [column('float'), 'decimal', '"NaN"', undefined, '"NaN"'],
    [decimal, 'decimal', '"0.1"', strict(column('float')), '0.1'],
    [
      decimal,
      'decimal',
      '"0.12345678901234567"',
      strict(column('float')),
      'has more digits than a float keeps',
    ],
    [
      decimal,
      'decimal',
      '"0.123456789"',
      strict(column('float', { bits: 32 })),
      'has more digits than a float of 32 bits keeps',
    ],
    [integer, 'text', '"9223372036854775807"', undefined, '"9223372036854775807"'],
    [integer, 'text', '5', undefined, '"5"'],
    [boolean, 'text', 'true', undefined, '"true"'],
    [column('json'), 'text', '{"a":[1.0,"\\n"]}', undefined, '"{\\"a\\":[1.0,\\"\\\\n\\"]}"'],
    [column('integer'), 'text', '{"$text":"a"}', undefined, 'is no integer'],
    [column('binary'), 'text', '{"$text":"a\\nb"}', undefined, '"a\\nb"'],
    [column('binary'), 'text', '{"$text":""}', strict(text), '""'],
    [column('binary'), 'text', '"YQ=="', undefined, 'is a blob, and no text'],
    [column('binary'), 'text', '{"$integer":1}', undefined, 'is a blob, and no text'],
    [text, 'text', '"a\\nb"', loose(column('binary')), '{"$text":"a\\nb"}'],
    [text, 'text', '"5"', strict(integer), '5'],
    [text, 'text', '"[1, 2]"', strict(column('array')), '[1,2]'],
    [text, 'json', '"{\\"b\\": 1.0, \\"a\\": [] , \\"a\\": 1e3}"', undefined, '{"b":1.0,"a":[],"a":1e3}'],
    [text, 'json', '"null"', undefined, '{"$json":null}'],
    [text, 'json', '"{\\"$text\\": 1}"', undefined, '{"$json":{"$text":1}}'],
    [text, 'json', '"{"', undefined, 'is no JSON'],
    [column('json'), 'json', '{"$json":null}', strict(text), '"null"'],
    [text, 'date', '"2026-01-05"', undefined, '"2026-01-05"'],
    [text, 'date', '"2026-02-29"', undefined, 'is no date'],
    [text, 'date', '"05.01.2026"', undefined, 'is no date'],
    [text, 'time', '"10:00"', undefined, '"10:00:00"'],
    [text, 'time', '"10:00:00.120"', undefined, '"10:00:00.12"'],
    [text, 'time', '"25:00"', undefined, 'is no time'],
    [text, 'timestamp', '"2026-01-05 10:00:00.120"', undefined, '"2026-01-05T10:00:00.12"'],
    [text, 'timestamp', '"2026-01-05T10:00Z"', undefined, 'has a zone, which only timestamptz keeps'],
    [text, 'timestamp', '"2026-01-05T10:00:00.0000001"', undefined, 'has a fraction of a microsecond'],
    [text, 'timestamp', '""', undefined, 'is no timestamp in ISO form'],
    [text, 'timestamptz', '"2026-01-05T00:30:00+02:00"', undefined, '"2026-01-04T22:30:00Z"'],
    [text, 'timestamptz', '"2026-01-05 00:30:00-0130"', undefined, '"2026-01-05T02:00:00Z"'],
    [text, 'timestamptz', '"0001-01-01T00:00:00+01:00"', undefined, 'is beyond the years 1 to 9999'],
    [
      column('timestamp'),
      'timestamptz',
      '{"$text":"2026-01-05T10:00:00+01"}',
      strict(instant),
      '"2026-01-05T09:00:00"',
    ],
    [instant, 'timestamptz', '"2026-01-05T09:00:00Z"', strict(text), '"2026-01-05T09:00:00Z"'],
  ])('%j as %s: %s into %j is %s', (source, kind, json, target, expected) => {
    expect(into(source, kind, json, target)).toBe(expected)
  })

  it('of any JSON come back from texts', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const document = JSON.stringify(JSON.stringify(value))
        expect(thereAndBack(text, 'json', column('json'), document)).toBe(document)
      }),
    )
  })

  it('of decimals come back from texts and floats', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const json = JSON.stringify(value)
        expect(thereAndBack(column('float'), 'decimal', decimal, json)).toBe(json)
      }),
    )
    fc.assert(
      fc.property(fc.stringMatching(/^-?[1-9][0-9]{0,40}(\.[0-9]{1,30})?$/), (value) => {
        expect(thereAndBack(text, 'decimal', decimal, `"${value}"`)).toBe(`"${value}"`)
      }),
    )
  })
})

describe('a cast', () => {
  it.each(castKinds)('%s is not needed where both columns are alike', (kind) => {
    for (const type of ['integer', 'text'] as const) {
      const both = column(type)
      const cast = castColumn(both, kind, strict(column(type)))
      expect(cast === 'unneeded' || 'problem' in cast).toBe(true)
    }
  })

  it('leaves what a database of the same engine keeps in another way than its type says', () => {
    const target = { column: column('timestamp'), keepsAnyValue: true, isSameEngine: true }
    expect(castColumn(column('timestamp'), 'epoch-milliseconds', target)).toBe('unneeded')
  })

  it('does not apply to every type', () => {
    expect(castColumn(column('binary', { native: 'blob' }), 'epoch-days', undefined)).toEqual({
      problem: 'epoch-days does not apply to a column of type binary (blob)',
    })
  })

  it('keeps nothing of the column but its name and whether it may be null', () => {
    const source = column('integer', { bits: 64, unsigned: true, nullable: false, default: { value: 5 } })
    expect(castColumn(source, 'epoch-milliseconds', undefined)).toMatchObject({
      column: { name: 'c', type: 'timestamptz', precision: 6, native: 'timestamptz', nullable: false },
    })
  })
})
