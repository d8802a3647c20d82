import type { Column, ColumnType, Table } from '../../schema/table.ts'
import { quoteName } from './quote.ts'

/** Encodings whose bytes sort as the same text's UTF-8 does. SQL_ASCII has none; its bytes are taken as they are. */
const byteOrdered = new Set(['UTF8', 'LATIN1', 'SQL_ASCII'])

export const sortsByBytes = (encoding: string): boolean => byteOrdered.has(encoding)

/** Sorted by value as they are stored. */
const byValue: ReadonlySet<ColumnType> = new Set([
  'boolean',
  'integer',
  'decimal',
  'float',
  'binary',
  'date',
  'time',
  'timestamp',
  'timestamptz',
  'uuid',
])

/** Without a primary key these come last (docs/dump-format.md, "Order of records"). */
const lastTypes: ReadonlySet<ColumnType> = new Set(['json', 'array', 'range', 'geometry', 'other'])

/** Equal by value and yet not the same: 1.0 and 1.00, 0 and -0. */
const ambiguous = (column: Column): boolean =>
  column.type === 'float' || (column.type === 'decimal' && column.scale === undefined)

/**
 * The ORDER BY that docs/dump-format.md fixes; empty without columns.
 * `byteOrder` is whether text in the server's encoding sorts by bytes as it does in UTF-8.
 */
export function orderBy(table: Table, byteOrder: boolean): string {
  const terms = orderingColumns(table).map((column) => `${sortKey(column, byteOrder)}${nullsFirst(column)}`)
  if (table.primaryKey.length === 0) {
    terms.push(
      ...table.columns.filter(ambiguous).map((column) => `${quoteName(column.name)}::text COLLATE "C"`),
    )
  }
  return terms.length === 0 ? '' : ` ORDER BY ${terms.join(', ')}`
}

function orderingColumns({ columns, primaryKey }: Table): Column[] {
  if (primaryKey.length > 0) return primaryKey.map((name) => columns.find((column) => column.name === name)!)
  const isLast = (column: Column) => lastTypes.has(column.type)
  return [...columns.filter((column) => !isLast(column)), ...columns.filter(isLast)]
}

/** Left out where it changes nothing: an index in its usual order serves only without it. */
const nullsFirst = (column: Column): string => (column.nullable ? ' NULLS FIRST' : '')

function sortKey(column: Column, byteOrder: boolean): string {
  const name = quoteName(column.name)
  if (byValue.has(column.type)) return name
  const text = textOf(column, name)
  return byteOrder ? `${text} COLLATE "C"` : `pg_catalog.convert_to(${text}, 'UTF8')`
}

function textOf(column: Column, name: string): string {
  if (column.type === 'array' || column.type === 'set') return arrayText(column, name)
  // The cast of inet to text shows a netmask that the type's own text leaves out.
  if (column.type === 'inet' && column.native === 'inet') return `pg_catalog.abbrev(${name})`
  // An index on the column itself serves for these.
  if (/^(text|character varying(\(\d+\))?)$/.test(column.native)) return name
  return `${name}::text`
}

/** Elements that are bare in canonical JSON; those of other types are strings there. */
const bareTypes: ReadonlySet<ColumnType> = new Set(['boolean', 'integer', 'float'])

/** The canonical array, but for spellings of single elements. */
const arrayText = ({ element }: Column, name: string): string =>
  `pg_catalog.array_to_json(${name}${element !== undefined && bareTypes.has(element) ? '' : '::text[]'})::text`
