import type { Column, Table } from '../lib/schema/table.ts'
import { mixedRecord, mixedTable } from './mixed-records.ts'
import { hex32, integerBelow, type Random, sentence, word } from './random.ts'

/** A kind of data that a database may consist of. */
export interface Shape {
  name: string
  /** For the table of results. */
  title: string
  /** Rows for a million of the mixed table: about as many bytes, or as much work. */
  share: number
  /** Given the number of rows in sum. */
  tables(rows: number): Table[]
  /** `at` is the table's number; `id` counts from 1 in each table. */
  record(id: number, random: Random, at: number): object
}

const id: Column = { name: 'id', type: 'integer', bits: 64, native: 'bigint', nullable: false }
const integer = (name: string): Column => ({
  name,
  type: 'integer',
  bits: 32,
  native: 'integer',
  nullable: true,
})
const text = (name: string, length?: number): Column =>
  length === undefined
    ? { name, type: 'text', native: 'text', nullable: true }
    : { name, type: 'text', length, native: `varchar(${length})`, nullable: true }
const decimal = (name: string): Column => ({
  name,
  type: 'decimal',
  precision: 12,
  scale: 2,
  native: 'numeric(12,2)',
  nullable: true,
})

const table = (name: string, columns: Column[], more: Partial<Table> = {}): Table => ({
  name,
  columns,
  primaryKey: ['id'],
  uniques: [],
  indexes: [],
  foreignKeys: [],
  ...more,
})

const wideColumns: Column[] = Array.from({ length: 100 }, (_, at) => {
  const name = `c${at}`
  return [integer(name), text(name, 40), decimal(name)][at % 3]!
})

const rowsOfSmallTable = 100

const smallTables = (rows: number): Table[] =>
  Array.from({ length: Math.max(1, Math.ceil(rows / rowsOfSmallTable)) }, (_, at) =>
    table(
      smallName(at),
      [id, text('name', 60), integer('count'), { ...id, name: 'parent', nullable: true }],
      {
        indexes: [{ name: `${smallName(at)}_name`, columns: ['name'] }],
        foreignKeys:
          at === 0
            ? []
            : [
                {
                  name: `${smallName(at)}_parent`,
                  columns: ['parent'],
                  references: { table: smallName(at - 1), columns: ['id'] },
                  onDelete: 'no action',
                  onUpdate: 'no action',
                },
              ],
      },
    ),
  )

const smallName = (at: number): string => `small_${String(at).padStart(5, '0')}`

export const shapes: readonly Shape[] = [
  {
    name: 'mixed',
    title: 'twelve mixed columns',
    share: 1,
    tables: () => [mixedTable],
    record: mixedRecord,
  },
  {
    name: 'wide',
    title: '101 columns',
    share: 0.1,
    tables: () => [table('wide', [id, ...wideColumns])],
    record: (id, random) => ({
      id,
      ...Object.fromEntries(wideColumns.map(({ name }, at) => [name, wideValue(random, at)])),
    }),
  },
  {
    name: 'narrow',
    title: 'three integers',
    share: 2,
    tables: () => [
      table('narrow', [id, integer('left_id'), integer('right_id')], {
        indexes: [{ name: 'narrow_left', columns: ['left_id'] }],
      }),
    ],
    record: (id, random) => ({
      id,
      left_id: integerBelow(random, 1e6),
      right_id: integerBelow(random, 1e6),
    }),
  },
  {
    name: 'text',
    title: 'texts of about 5 KB',
    share: 0.05,
    tables: () => [table('article', [id, text('title', 120), text('body')])],
    record: (id, random) => ({ id, title: `${word(random)} ${id}`, body: sentence(random, 700) }),
  },
  {
    name: 'json',
    title: 'JSON of about 600 bytes',
    share: 0.4,
    tables: () => [table('document', [id, { name: 'data', type: 'json', native: 'json', nullable: true }])],
    record: (id, random) => ({ id, data: document(random) }),
  },
  {
    name: 'blob',
    title: 'blobs of 32 KB',
    share: 0.008,
    tables: () => [table('blob', [id, { name: 'data', type: 'binary', native: 'bytea', nullable: true }])],
    record: (id, random) => ({ id, data: bytes(random, 32 * 1024) }),
  },
  {
    name: 'tables',
    title: 'tables of 100 rows',
    share: 0.05,
    tables: smallTables,
    record: (id, random, at) => ({
      id,
      name: `${word(random)} ${id}`,
      count: integerBelow(random, 1e6),
      parent: at === 0 ? null : 1 + integerBelow(random, rowsOfSmallTable),
    }),
  },
]

function wideValue(random: Random, at: number): unknown {
  if (random() < 0.1) return null
  if (at % 3 === 0) return integerBelow(random, 2e9)
  return at % 3 === 1 ? sentence(random, 2) : (random() * 1e6).toFixed(2)
}

const document = (random: Random): object => ({
  kind: word(random),
  tags: Array.from({ length: 8 }, () => word(random)),
  size: { width: integerBelow(random, 1000), height: random() * 100, unit: 'mm' },
  parts: Array.from({ length: 6 }, () => ({
    number: hex32(random),
    amount: integerBelow(random, 50),
    note: null,
  })),
})

function bytes(random: Random, length: number): string {
  const data = Buffer.allocUnsafe(length)
  for (let at = 0; at < length; at += 4) data.writeUInt32LE(integerBelow(random, 0x100000000), at)
  return data.toString('base64')
}

/** Rows of a shape where the mixed table has `rows`. */
export const rowsOf = ({ share }: Shape, rows: number): number => Math.max(1, Math.round(rows * share))

export function shapeNamed(name: string): Shape {
  const found = shapes.find((shape) => shape.name === name)
  if (found) return found
  throw new Error(`There is no shape ${name}; there are ${shapes.map((shape) => shape.name).join(', ')}`)
}
