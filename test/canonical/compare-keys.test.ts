import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { compareSorted, sortedForms } from '../../lib/canonical/compare-keys.ts'
import { compareNumbers, normalNumber, sortedNumber } from '../../lib/canonical/compare-number.ts'
import { normalForms } from '../../lib/canonical/compare-values.ts'
import { RecordScanner, type ValueKind } from '../../lib/canonical/record-scanner.ts'
import type { EngineName } from '../../lib/dialects/dialect.ts'
import type { Column, Table } from '../../lib/schema/table.ts'
import { dumpOf, exportTo, importFrom } from '../records/moving.ts'
import { createDatabase, describeEachEngine, sql } from '../servers/servers.ts'

type Values = fc.Arbitrary<unknown>

const instant = (from: string, to: string) =>
  fc
    .tuple(
      fc.integer({ min: Date.parse(from) / 1000, max: Date.parse(to) / 1000 }),
      fc.constantFrom('', '.5', '.000001', '.25'),
    )
    .map(([seconds, fraction]) => `${new Date(seconds * 1000).toISOString().slice(0, 19)}${fraction}`)

const text = fc.oneof(
  fc.string({
    unit: fc.constantFrom('a', 'A', 'b', ' ', '\t', '\u0001', 'é', '\uffff', '𝄞', '"', '\\', 'ß', '~'),
  }),
  fc.constantFrom('', 'a', 'a ', 'a\t', '\ue000', '\u{10000}', '10', '9'),
)

const float = fc
  .oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(1e21, 1e-7, 5e-324, -1e300, 0.1, 9007199254740992),
  )
  .map((value) => (Object.is(value, -0) ? 0 : value))

/** Of each type, beside null. */
const common: Record<string, [Partial<Column> & Pick<Column, 'type'>, Values]> = {
  boolean: [{ type: 'boolean' }, fc.boolean()],
  integer: [
    { type: 'integer', bits: 64 },
    fc
      .oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.bigInt({ min: -9n, max: 9n }))
      .map((value) => (Number.isSafeInteger(Number(value)) ? Number(value) : String(value))),
  ],
  decimal: [
    { type: 'decimal', precision: 38, scale: 18 },
    fc
      .tuple(
        fc.constantFrom('', '-'),
        fc.bigInt({ min: 1n, max: 10n ** 20n - 1n }),
        fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }),
      )
      .map(([sign, whole, fraction]) => `${sign}${whole}.${String(fraction).padStart(18, '0')}`),
  ],
  float: [{ type: 'float', bits: 64 }, float],
  text: [{ type: 'text', length: 40 }, text.filter((value) => value.length <= 20)],
  binary: [
    { type: 'binary', length: 8 },
    fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  ],
  date: [{ type: 'date' }, instant('1000-01-01', '9999-12-31').map((value) => value.slice(0, 10))],
  time: [{ type: 'time', precision: 6 }, instant('2000-01-01', '2000-01-02').map((value) => value.slice(11))],
  timestamp: [{ type: 'timestamp', precision: 6 }, instant('1000-01-01', '9999-12-31')],
  timestamptz: [
    { type: 'timestamptz', precision: 6 },
    instant('1971-01-01', '2037-12-31').map((value) => `${value}Z`),
  ],
  uuid: [{ type: 'uuid' }, fc.uuid()],
  enum: [{ type: 'enum', values: ['b', 'a', 'Z', 'é'] }, fc.constantFrom('b', 'a', 'Z', 'é')],
}

/** What only some engines have, added to the above. */
const special: Partial<Record<EngineName, Record<string, Values>>> = {
  postgres: {
    float: fc.constantFrom('NaN', 'Infinity', '-Infinity'),
    date: fc.constantFrom(
      'infinity',
      '-infinity',
      '0044-03-15 BC',
      '0044-03-16 BC',
      '0045-03-15 BC',
      '10000-01-01',
    ),
    timestamp: fc.constantFrom(
      'infinity',
      '-infinity',
      '0044-03-15T10:00:00 BC',
      '0044-03-15T10:00:00.5 BC',
      '20000-01-01T00:00:00',
    ),
    time: fc.constantFrom('24:00:00'),
  },
  mysql: { time: fc.constantFrom('-838:59:59', '838:59:59', '-00:00:01', '-00:00:01.5', '100:00:00') },
  mariadb: { time: fc.constantFrom('-838:59:59', '838:59:59', '-00:00:01', '-00:00:01.5', '100:00:00') },
  sqlite: {
    float: fc.constantFrom('Infinity', '-Infinity'),
    date: fc.constantFrom('infinity', '-infinity', '0044-03-15 BC', '0045-03-15 BC', '10000-01-01'),
  },
}

const valuesOf = (engine: EngineName, name: string): fc.Arbitrary<unknown[]> => {
  const [, usual] = common[name]!
  const more = special[engine]?.[name]
  const value =
    more === undefined ? usual : fc.oneof({ arbitrary: usual, weight: 2 }, { arbitrary: more, weight: 1 })
  return fc.array(fc.option(value, { freq: 15 }), { minLength: 30, maxLength: 60 })
}

const names = Object.keys(common).sort()

const tableOf = (name: string): Table => ({
  name,
  columns: [{ name: 'v', native: name, nullable: true, ...common[name]![0] }],
  primaryKey: [],
  uniques: [],
  indexes: [],
  foreignKeys: [],
})

/** The lines of each table that are before the ones they should follow. */
function disorder(file: string): string[] {
  const dump = JSON.parse(readFileSync(file, 'utf8')) as {
    tables: Table[]
    records: Record<string, unknown[]>
  }
  const lines = readFileSync(file, 'utf8').split('\n')
  return dump.tables.flatMap((table) => {
    const start = lines.indexOf(`${JSON.stringify(table.name)}:[`) + 1
    return descents(table, lines.slice(start, start + dump.records[table.name]!.length))
  })
}

function descents(table: Table, lines: string[]): string[] {
  const column = table.columns[0]!
  const [form] = sortedForms([column, column], normalForms(column, column, true))!
  const scanner = new RecordScanner(table.columns.map(({ name }) => name))
  const values = lines.map((line) => {
    const bytes = Buffer.from(line.replace(/,$/, ''))
    scanner.scan(bytes, 0)
    return form({
      bytes,
      start: scanner.starts[0]!,
      end: scanner.ends[0]!,
      kind: scanner.kinds[0]! as ValueKind,
    })
  })
  return lines
    .slice(1)
    .flatMap((line, index) =>
      compareSorted(values[index]!, values[index + 1]!) > 0
        ? [`${table.name}: ${lines[index]} before ${line}`]
        : [],
    )
}

describeEachEngine('the order of an export', (engine) => {
  it('is that of the comparator, whatever the values', async () => {
    const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
    const all = fc.tuple(...names.map((name) => valuesOf(engine.engine, name)))
    for (const columns of fc.sample(all, { seed, numRuns: 3 })) {
      const database = await createDatabase(engine)
      const records = Object.fromEntries(
        names.map((name, index) => [name, columns[index]!.map((v) => ({ v }))]),
      )
      await importFrom(dumpOf(names.map(tableOf), records), database, { create: true })
      expect({ seed, found: disorder(await exportTo(database)) }).toEqual({ seed, found: [] })
    }
  })
})

describeEachEngine(
  'the order of an export',
  (engine) => {
    it.each(['integer', 'text', 'real', 'numeric', 'boolean', 'blob'])(
      'is that of the comparator in a column %s with values of every storage class',
      async (type) => {
        const database = await createDatabase(engine)
        const values = `(2), (-1.5), ('abc'), (''), (x'00ff'), (x''), (null), (1e300), ('Z'), (9007199254740993), ('10'), (10), (cast(x'ff41' as text))`
        await sql(database, [`create table t (v ${type})`, `insert into t values ${values}`])
        expect(disorder(await exportTo(database))).toEqual([])
      },
    )
  },
  ['sqlite'],
)

describe('numbers', () => {
  const digits = fc.tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 0, max: 40 }))
  const written = ([value, scale]: [bigint, number]): string => {
    const all = String(value < 0n ? -value : value).padStart(scale + 1, '0')
    const point = all.length - scale
    return `${value < 0n ? '-' : ''}${all.slice(0, point)}${scale > 0 ? `.${all.slice(point)}` : ''}`
  }

  it('of any length are in order by value, digit for digit', () => {
    fc.assert(
      fc.property(digits, digits, (a, b) => {
        const difference = a[0] * 10n ** BigInt(40 - a[1]) - b[0] * 10n ** BigInt(40 - b[1])
        const [left, right] = [a, b].map((each) => sortedNumber(normalNumber(written(each))!))
        expect(Math.sign(compareNumbers(left!, right!))).toBe(difference < 0n ? -1 : difference > 0n ? 1 : 0)
      }),
    )
  })

  it.each([
    ['-Infinity', '-1e400'],
    ['-1e400', '-1e309'],
    ['-9007199254740993', '-9007199254740992'],
    ['-1e-400', '0'],
    ['0', '1e-401'],
    ['1e-401', '1e-400'],
    ['9007199254740992', '9007199254740993'],
    ['1e309', '1e400'],
    ['1e400', 'Infinity'],
    ['Infinity', 'NaN'],
  ])('has %s before %s', (a, b) => {
    const [left, right] = [a, b].map((each) => sortedNumber(normalNumber(each)!))
    expect(compareNumbers(left!, right!)).toBeLessThan(0)
    expect(compareNumbers(right!, left!)).toBeGreaterThan(0)
  })
})
