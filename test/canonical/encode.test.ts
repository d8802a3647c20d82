import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { ByteWriter } from '../../lib/canonical/byte-writer.ts'
import {
  writeBase64,
  writeBase64FromHex,
  writeDecimal,
  writeFloat,
  writeInteger,
  writeJson,
  writeString,
  writeTime,
  writeTimestamp,
} from '../../lib/canonical/encode.ts'

type Encoder = (out: ByteWriter, source: Buffer, start: number, end: number) => void

/** Encodes from the middle of a buffer into a writer that must grow, as a dialect does. */
function encode(encoder: Encoder, text: string | Buffer): string {
  const bytes = Buffer.from(text as string)
  const source = Buffer.concat([Buffer.from('"x'), bytes, Buffer.from('9"')])
  const out = new ByteWriter(4)
  out.ascii('-')
  encoder(out, source, 2, 2 + bytes.length)
  return out.take().toString('utf8').slice(1)
}

const anyText = fc.string({ unit: 'binary', maxLength: 80 }).map((text) => text.toWellFormed())

describe('text', () => {
  it('is written as JSON.stringify writes it', () => {
    fc.assert(fc.property(anyText, (text) => encode(writeString, text) === JSON.stringify(text)))
  })

  it.each(['', '\0', '\u001f\u007f', '\\N', 'a"b\\c/d', 'é𝄞\u2028'])('keeps %j', (text) => {
    expect(JSON.parse(encode(writeString, text))).toBe(text)
  })
})

describe('integers', () => {
  it.each([
    ['0', '0'],
    ['-5', '-5'],
    ['9007199254740991', '9007199254740991'],
    ['9007199254740992', '"9007199254740992"'],
    ['-9007199254740991', '-9007199254740991'],
    ['-9007199254740993', '"-9007199254740993"'],
    ['18446744073709551615', '"18446744073709551615"'],
  ])('%s is %s', (text, json) => {
    expect(encode(writeInteger, text)).toBe(json)
  })
})

describe('decimals', () => {
  it('keep their digits, and lose only the sign of zero', () => {
    expect(encode(writeDecimal, '1.50')).toBe('"1.50"')
    expect(encode(writeDecimal, '-0.00')).toBe('"0.00"')
    expect(encode(writeDecimal, '-0.01')).toBe('"-0.01"')
    expect(encode(writeDecimal, 'NaN')).toBe('"NaN"')
  })
})

describe('floats', () => {
  const double: Encoder = (out, source, start, end) => writeFloat(out, source, start, end, 64)
  const single: Encoder = (out, source, start, end) => writeFloat(out, source, start, end, 32)

  it('of 64 bits are the shortest that read back, however the engine writes them', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const expected = Object.is(value, -0) ? '-0' : String(value)
        const texts = [expected, value.toExponential(17), value.toPrecision(17)]
        return texts.every((text) => encode(double, Object.is(value, -0) ? '-0' : text) === expected)
      }),
    )
  })

  it('of 32 bits are the shortest that read back as the same single', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const json = encode(single, Object.is(value, -0) ? '-0' : value.toPrecision(17))
        const digits = json.replace(/e.*|[-.]/g, '').replace(/^0+|0+$/g, '').length
        const oneLess = digits > 1 ? Number(value.toPrecision(digits - 1)) : Number.NaN
        return Object.is(Math.fround(Number(json)), value) && Math.fround(oneLess) !== value
      }),
    )
  })

  it.each([
    ['3.4028234663852886e+38', '3.4028235e+38'],
    ['0.10000000149011612', '0.1'],
    ['16777216', '16777216'],
    ['1.401298464324817e-45', '1e-45'],
    ['123456792', '123456790'],
  ])('of 32 bits: %s is %s', (text, json) => {
    expect(encode(single, text)).toBe(json)
  })

  it('below a power of two find the shorter neighbour', () => {
    for (let exponent = -126; exponent < 128; exponent++) {
      const json = encode(single, (2 ** exponent).toPrecision(17))
      expect(Math.fround(Number(json))).toBe(2 ** exponent)
    }
  })

  it('that are no numbers are strings', () => {
    expect(['NaN', 'Infinity', '-Infinity'].map((text) => encode(double, text))).toEqual([
      '"NaN"',
      '"Infinity"',
      '"-Infinity"',
    ])
  })
})

describe('binary', () => {
  it('is base64 also where it is long, whatever its length leaves over', () => {
    for (const length of [49_151, 49_152, 49_153, 98_305, 147_456, 200_002]) {
      const bytes = Buffer.from(Array.from({ length }, (_, i) => (i * 7 + (i >> 8)) & 255))
      const expected = JSON.stringify(bytes.toString('base64'))
      expect(encode(writeBase64, bytes)).toBe(expected)
      expect(encode(writeBase64FromHex, bytes.toString('hex'))).toBe(expected)
    }
  })

  it('is base64, from bytes and from hexadecimal digits', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (value) => {
        const bytes = Buffer.from(value)
        const expected = JSON.stringify(bytes.toString('base64'))
        expect(encode(writeBase64, bytes)).toBe(expected)
        expect(encode(writeBase64FromHex, bytes.toString('hex'))).toBe(expected)
      }),
    )
  })
})

describe('times', () => {
  const local: Encoder = (out, source, start, end) => writeTimestamp(out, source, start, end, false)
  const instant: Encoder = (out, source, start, end) => writeTimestamp(out, source, start, end, true)

  it.each([
    ['2026-01-05 10:00:00', '"2026-01-05T10:00:00"'],
    ['2026-01-05 10:00:00.000000', '"2026-01-05T10:00:00"'],
    ['2026-01-05 10:00:00.120000', '"2026-01-05T10:00:00.12"'],
    ['2026-01-05T10:00:00.123456', '"2026-01-05T10:00:00.123456"'],
    ['0044-03-15 10:00:00 BC', '"0044-03-15T10:00:00 BC"'],
    ['0000-00-00 00:00:00', '"0000-00-00T00:00:00"'],
    ['infinity', '"infinity"'],
  ])('without zone: %s is %s', (text, json) => {
    expect(encode(local, text)).toBe(json)
  })

  it.each([
    ['2026-01-05 10:00:00.5+00', '"2026-01-05T10:00:00.5Z"'],
    ['2026-01-05 10:00:00Z', '"2026-01-05T10:00:00Z"'],
    ['0044-03-15 10:00:00+00 BC', '"0044-03-15T10:00:00Z BC"'],
    ['-infinity', '"-infinity"'],
  ])('with zone: %s is %s', (text, json) => {
    expect(encode(instant, text)).toBe(json)
  })

  it('of the day lose the zeros at the end of the fraction', () => {
    expect(encode(writeTime, '-838:59:59.999000')).toBe('"-838:59:59.999"')
    expect(encode(writeTime, '24:00:00')).toBe('"24:00:00"')
  })
})

describe('json', () => {
  it('loses its white space and nothing else', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const document = JSON.stringify(value)
        const json = encode(writeJson, JSON.stringify(value, null, 3))
        return json === document || json === `{"$json":${document}}`
      }),
    )
  })

  it.each([
    ['{"a": 12345678901234567890, "a" : 1.0 }', '{"a":12345678901234567890,"a":1.0}'],
    ['"\\u00e9\\/\\u001F\\ud834\\udd1e\\n"', '"é/\\u001f𝄞\\n"'],
    ['"\\uD800"', '"\\ud800"'],
    ['"\\u0000"', '"\\u0000"'],
    ['null', '{"$json":null}'],
    ['{ "$text": 1}', '{"$json":{"$text":1}}'],
    ['{"\\u0024text":1}', '{"$json":{"$text":1}}'],
    ['{}', '{}'],
    ['[{"$text":1}]', '[{"$text":1}]'],
  ])('%s is %s', (text, json) => {
    expect(encode(writeJson, text)).toBe(json)
  })
})
