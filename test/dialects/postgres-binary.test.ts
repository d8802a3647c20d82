import { beforeAll, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createDatabase, describeEachEngine, queryText, sql, type TestDatabase } from '../servers/servers.ts'
import { loadLines, withPostgres } from './postgres-support.ts'

const pad = (value: number, length = 2): string => String(value).padStart(length, '0')
const quoted = (arbitrary: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  arbitrary.map((text) => JSON.stringify(text))
const oneOf = (...cells: string[]): fc.Arbitrary<string> => fc.constantFrom(...cells)

const day = fc
  .oneof(
    fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    }),
    oneOf(
      '0001-01-01',
      '1714-10-20',
      '1899-12-31',
      '1999-12-31',
      '2000-02-29',
      '2285-03-15',
      '9999-12-31',
    ).map((text) => new Date(`${text}T00:00:00Z`)),
  )
  .map((date) => date.toISOString().slice(0, 10))
const fraction = fc.oneof(
  fc.constant(''),
  fc.integer({ min: 1, max: 999_999 }).map((value) => `.${pad(value, 6).replace(/0+$/, '')}`),
)
const time = fc
  .tuple(
    fc.integer({ min: 0, max: 23 }),
    fc.integer({ min: 0, max: 59 }),
    fc.integer({ min: 0, max: 59 }),
    fraction,
  )
  .map(([hours, minutes, seconds, digits]) => `${pad(hours)}:${pad(minutes)}:${pad(seconds)}${digits}`)
const moment = fc.tuple(day, time).map(([date, clock]) => `${date}T${clock}`)

const safe = BigInt(Number.MAX_SAFE_INTEGER)
const bigint = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
const jsonInteger = (value: bigint): string => (value >= -safe && value <= safe ? `${value}` : `"${value}"`)

const digits = (most: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^[0-9]{1,${most}}$`))
const decimal = fc
  .tuple(fc.boolean(), digits(40), fc.option(digits(30), { nil: '' }))
  .map(([isNegative, whole, rest]) => `${isNegative ? '-' : ''}${whole}${rest === '' ? '' : `.${rest}`}`)
  .filter((text) => !/^-[0.]+$/.test(text))

const double = fc.double({ noNaN: true, noDefaultInfinity: true })
const shown = (value: number): string => (Object.is(value, -0) ? '-0' : String(value))

const text = fc
  .string({ unit: 'binary', maxLength: 80 })
  .filter((value) => value.isWellFormed() && !value.includes('\0'))
const document = fc
  .json({ noUnicodeString: false })
  .filter((value) => !value.includes('\\u0000') && !/\\ud[89a-f]/i.test(value) && !value.startsWith('{"$'))

/** A type, and cells that go to the server in binary. */
const usual: [native: string, cells: fc.Arbitrary<string>][] = [
  ['boolean', fc.boolean().map(String)],
  ['smallint', fc.integer({ min: -32_768, max: 32_767 }).map(String)],
  ['integer', fc.integer().map(String)],
  ['bigint', fc.oneof(bigint, fc.bigInt({ min: -safe, max: safe }), fc.constant(0n)).map(jsonInteger)],
  ['numeric', quoted(decimal)],
  [
    'numeric(12,2)',
    quoted(
      fc.integer({ min: -999_999_999, max: 999_999_999 }).map((value) => (value / 100).toFixed(2)),
    ).filter((cell) => cell !== '"-0.00"'),
  ],
  ['numeric(5,5)', oneOf('"0.00001"', '"-0.99999"', '"0.1"', '"0"')],
  ['double precision', fc.oneof(double, fc.integer(), fc.constantFrom(5e-324, 1e23, 2 ** 53)).map(shown)],
  [
    'real',
    fc
      .oneof(fc.float({ noNaN: true, noDefaultInfinity: true, min: 2 ** -126 }), fc.integer())
      .map((value) => shown(Math.fround(value)))
      .filter((cell) => Math.abs(Number(cell)) < 1e6 || /e/.test(cell)),
  ],
  ['text', quoted(text)],
  ['character varying(80)', quoted(text)],
  ['character varying(3)', oneOf('""', '"   "', '"é€😀"', '"a  "', '"\\t\\"\\\\"')],
  ['character(80)', quoted(text.filter((value) => !value.endsWith(' ')))],
  ['mood', oneOf('"sad"', '"happy \\"x\\""')],
  ['bytea', quoted(fc.uint8Array({ maxLength: 70 }).map((bytes) => Buffer.from(bytes).toString('base64')))],
  ['uuid', quoted(fc.uuid())],
  ['date', quoted(day)],
  ['time', quoted(time)],
  ['timestamp', quoted(moment)],
  ['timestamptz', quoted(moment.map((value) => `${value}Z`))],
  ['timestamp(3)', oneOf('"2026-01-05T10:00:00.123"', '"2026-01-05T10:00:00"')],
  ['json', document],
  ['jsonb', document.filter((value) => !/-0|e/i.test(value))],
]

/** A type, and a cell that needs the text format, or that the server refuses. */
const unusual: [native: string, cell: string][] = [
  ['boolean', '1'],
  ['boolean', '"yes"'],
  ['smallint', '32768'],
  ['smallint', '-32769'],
  ['integer', '2147483648'],
  ['integer', '-2147483649'],
  ['integer', '1.0'],
  ['integer', '1.5'],
  ['integer', '"x"'],
  ['integer', 'true'],
  ['bigint', '"9223372036854775808"'],
  ['bigint', '"-9223372036854775809"'],
  ['bigint', '"007"'],
  ['bigint', '"-"'],
  ['bigint', '-0'],
  ['bigint', '1e3'],
  ['numeric', '"NaN"'],
  ['numeric', '"-Infinity"'],
  ['numeric', '"-0.00"'],
  ['numeric', '"1e5"'],
  ['numeric', `"${'9'.repeat(300)}.5"`],
  ['numeric', '"1."'],
  ['numeric', '".5"'],
  ['numeric(12,2)', '"1.234"'],
  ['numeric(12,2)', '"1.2300"'],
  ['numeric(12,2)', '"12345678901.00"'],
  ['numeric(3,-2)', '"12300"'],
  ['double precision', '"NaN"'],
  ['double precision', '"-Infinity"'],
  ['double precision', '1e999'],
  ['double precision', '1e-999'],
  ['double precision', '0e5'],
  ['double precision', '0.000e-7'],
  ['real', '1e-46'],
  ['real', '1e-40'],
  ['real', '3.5e38'],
  ['real', '16777217'],
  ['real', '1.00000017881393432617187499'],
  ['text', '"a\\u0000b"'],
  ['text', '"\\ud800"'],
  ['text', '"\\ude00\\ud83d"'],
  ['text', '"\\ud83d\\ude00"'],
  ['text', '5'],
  ['character varying(3)', '"abcd"'],
  ['character varying(3)', '"abc "'],
  ['character(3)', '"a "'],
  ['mood', '"glad"'],
  ['bytea', '"AA="'],
  ['bytea', '"AB=="'],
  ['bytea', '"A?=="'],
  ['bytea', '"\\u0041A=="'],
  ['uuid', '"A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11"'],
  ['uuid', '"{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}"'],
  ['uuid', '"a0eebc999c0b4ef8bb6d6bb9bd380a11"'],
  ['uuid', '"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1g"'],
  ['date', '"infinity"'],
  ['date', '"2026-02-29"'],
  ['date', '"1900-02-29"'],
  ['date', '"2026-04-31"'],
  ['date', '"0000-01-01"'],
  ['date', '"2026-13-01"'],
  ['date', '"0044-03-15 BC"'],
  ['date', '"12026-01-05"'],
  ['date', '"2026-01-05T00:00:00"'],
  ['time', '"24:00:00"'],
  ['time', '"23:59:60"'],
  ['time', '"10:00"'],
  ['time(2)', '"10:00:00.123"'],
  ['timestamp', '"-infinity"'],
  ['timestamp', '"2026-02-29T10:00:00"'],
  ['timestamp', '"2026-01-05"'],
  ['timestamp', '"2026-01-05 10:00:00"'],
  ['timestamp', '"2026-01-05T10:00:00."'],
  ['timestamp', '"2026-01-05T10:00:00.1234567"'],
  ['timestamp', '"2026-01-05T24:00:00"'],
  ['timestamp', '"294276-12-31T23:59:59.999999"'],
  ['timestamptz', '"0044-03-15T10:00:00Z BC"'],
  ['timestamptz', '"2026-01-05T10:00:00+02"'],
  ['json', '{"$json":null}'],
  ['json', '{"$text":"x"}'],
  ['json', '{"a":nul}'],
  ['jsonb', '-0'],
  ['jsonb', '{"a":"\\u0000"}'],
  ['jsonb', '{"a":01}'],
]

const natives = [...new Set([...usual, ...unusual].map(([native]) => native))]
const nameOf = (native: string): string => `t${natives.indexOf(native)}`

/** A column of a type that always comes as text is beside the value in the second. */
const tables = natives.flatMap((native) => [
  `create table ${nameOf(native)}_binary (id integer primary key, v ${native})`,
  `create table ${nameOf(native)}_text (id integer primary key, v ${native}, net inet)`,
])

/** Loads the cells as one batch, replacing what was there; gives the formats, or what is wrong with the batch. */
async function load(database: TestDatabase, name: string, cells: readonly string[]): Promise<string> {
  const statements: string[] = []
  try {
    await withPostgres(
      database,
      async (open) => {
        const source = (await open.tables()).find((table) => table.name === name)!
        const net = source.columns.length > 2 ? ',"net":null' : ''
        const lines = cells.map((cell, id) => `{"id":${id},"v":${cell}${net}}`)
        await loadLines(open, [{ source, lines }], { clear: [name] })
      },
      { onStatement: (statement) => statements.push(statement) },
    )
  } catch (error) {
    return (error as Error).message
  }
  const copies = statements.filter((statement) => statement.startsWith('COPY'))
  return copies.map((statement) => (statement.endsWith('(FORMAT binary)') ? 'binary' : 'text')).join()
}

const differing = (database: TestDatabase, native: string): Promise<(string | null)[][]> =>
  queryText(
    database,
    `select id, b.v::text, t.v::text from ${nameOf(native)}_binary b full join ${nameOf(native)}_text t using (id)
      where b.v::text is distinct from t.v::text`,
  )

describeEachEngine(
  'records that PostgreSQL gets in binary',
  (engine) => {
    let database: TestDatabase
    beforeAll(async () => {
      database = await createDatabase(engine)
      await sql(database, [`create type mood as enum ('sad', 'happy "x"')`, ...tables])
    })

    it.each(usual)('%s: are those that it gets as text', async (native, cells) => {
      const batches = fc.array(cells, { minLength: 20, maxLength: 200 })
      await fc.assert(
        fc.asyncProperty(batches, async (batch) => {
          const all = [...batch, 'null']
          expect(await load(database, `${nameOf(native)}_binary`, all)).toBe('binary')
          expect(await load(database, `${nameOf(native)}_text`, all)).toBe('text')
          expect(await differing(database, native)).toEqual([])
        }),
        { numRuns: 5 },
      )
    })

    it.each(unusual)('%s: %s is what it is as text, or refused as it is there', async (native, cell) => {
      const [binary, text] = [
        await load(database, `${nameOf(native)}_binary`, [cell]),
        await load(database, `${nameOf(native)}_text`, [cell]),
      ]
      if (text === 'text') {
        expect(['binary', 'text']).toContain(binary)
        expect(await differing(database, native)).toEqual([])
      } else expect(binary.replaceAll('_binary', '_text')).toBe(text)
    })

    it('go as text from the third batch in a row on that has something unusual', async () => {
      const statements: string[] = []
      await withPostgres(
        database,
        async (open) => {
          const name = `${nameOf('date')}_binary`
          const target = (await open.tables()).find((table) => table.name === name)!
          const columns = target.columns.map((column) => ({ source: column, target: column }))
          const plan = { source: target, target, columns }
          const begun = await open.load({ create: [], clear: [target], loads: [plan] })
          const table = await begun.table(plan)
          const days = [
            '2026-01-05',
            'infinity',
            '2026-01-05',
            'infinity',
            'infinity',
            'infinity',
            '2026-01-05',
          ]
          for (const [id, date] of days.entries())
            await table.write({ bytes: Buffer.from(`{"id":${id},"v":"${date}"}\n`), rows: 1 })
          expect(await table.end()).toBe(days.length)
          await begun.rollback()
        },
        { onStatement: (statement) => statements.push(statement) },
      )
      const copies = statements.filter((statement) => statement.startsWith('COPY'))
      expect(copies.map((statement) => statement.endsWith('(FORMAT binary)'))).toEqual([
        true,
        false,
        true,
        false,
        false,
        false,
        false,
      ])
    })
  },
  ['postgres'],
)
