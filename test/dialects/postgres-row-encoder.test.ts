import { describe, expect, it } from '@jest/globals'
import { ByteWriter } from '../../lib/canonical/byte-writer.ts'
import { RowEncoder } from '../../lib/dialects/postgres/row-encoder.ts'
import type { Column } from '../../lib/schema/table.ts'

type Sample = [type: Column['type'], field: string, json: string, more?: Partial<Column>]

/** A field of COPY's text format, and what it is in a record. */
const samples: Sample[] = [
  ['boolean', 't', 'true'],
  ['boolean', 'f', 'false'],
  ['boolean', '\\N', 'null'],
  ['integer', '-12', '-12'],
  ['integer', '9007199254740991', '9007199254740991'],
  ['integer', '-9007199254740992', '"-9007199254740992"'],
  ['decimal', '-0.50', '"-0.50"'],
  ['decimal', 'NaN', '"NaN"'],
  ['float', '0.1', '0.1'],
  ['float', '-0', '-0'],
  ['float', '1e+300', '1e+300'],
  ['float', '-Infinity', '"-Infinity"'],
  ['float', '16777216', '16777216', { bits: 32 }],
  ['date', '2026-01-05', '"2026-01-05"'],
  ['date', '0044-03-15 BC', '"0044-03-15 BC"'],
  ['time', '10:00:00.5', '"10:00:00.5"'],
  ['timestamp', '2026-01-05 10:00:00', '"2026-01-05T10:00:00"'],
  ['timestamp', '2026-01-05 10:00:00.123456', '"2026-01-05T10:00:00.123456"'],
  ['timestamp', 'infinity', '"infinity"'],
  ['timestamp', '12026-01-05 10:00:00', '"12026-01-05T10:00:00"'],
  ['timestamp', '0044-03-15 10:00:00 BC', '"0044-03-15T10:00:00 BC"'],
  ['timestamptz', '2026-01-05 10:00:00.5+00', '"2026-01-05T10:00:00.5Z"'],
  ['timestamptz', '-infinity', '"-infinity"'],
  ['timestamptz', '0044-03-15 10:00:00+00 BC', '"0044-03-15T10:00:00Z BC"'],
  ['uuid', '804e6bb2-f609-77ae-728d-0689bbdc8fe1', '"804e6bb2-f609-77ae-728d-0689bbdc8fe1"'],
  ['binary', '\\\\x', '""'],
  ['binary', '\\\\xff', '"/w=="'],
  ['binary', '\\\\xff00', '"/wA="'],
  ['binary', '\\\\xff0001', '"/wAB"'],
  [
    'binary',
    `\\\\x${'0aff'.repeat(1000)}`,
    `"${Buffer.from('0aff'.repeat(1000), 'hex').toString('base64')}"`,
  ],
  ['text', '', '""'],
  [
    'text',
    '\\\\N \\t\\n\\r\\b\\f\\v "q" \x01é螺\x7f',
    '"\\\\N \\t\\n\\r\\b\\f\\u000b \\"q\\" \\u0001é螺\x7f"',
  ],
  ['text', '\x01'.repeat(3000), `"${'\\u0001'.repeat(3000)}"`],
  ['text', 'ab  ', '"ab"', { fixed: true }],
  ['json', '{"a": "\\\\n"}', '{"a":"\\n"}'],
  ['bit', '0101', '"0101"'],
]

const columns = samples.map(
  ([type, , , more], index): Column => ({
    name: `c${index}`,
    type,
    native: type,
    nullable: true,
    ...(type === 'float' ? { bits: 64 } : {}),
    ...more,
  }),
)
const row = (fields: string[]): Buffer => Buffer.from(`${fields.join('\t')}\n`)

function encoded(source: Buffer, end: number, of = columns): string {
  const out = new ByteWriter(64)
  const position = new RowEncoder(of, false).encode(out, source, 0, end)
  expect(position).toBe(source.length)
  return out.take().toString()
}

describe('a row of COPY as a record', () => {
  const source = row(samples.map(([, field]) => field))
  const expected = `{${samples.map(([, , json], index) => `"c${index}":${json}`).join(',')}}\n`

  it('has each value in its canonical form', () => {
    expect(source.length).toBeLessThan(16 * 1024)
    expect(encoded(source, source.length)).toBe(expected)
  })

  it('has the same values where it is long', () => {
    expect(encoded(source, 1 << 20)).toBe(expected)
  })

  it.each(samples)('has a %s alone, %.40s, in a buffer that has to grow', (_type, field, json) => {
    const at = samples.findIndex((sample) => sample[1] === field)
    const [column] = columns.slice(at)
    const source = row([field])
    expect(encoded(source, source.length, [column!])).toBe(`{"c${at}":${json}}\n`)
  })

  it('without columns is an empty object', () => {
    expect(encoded(row([]), 1, [])).toBe('{}\n')
  })
})
