import type { Column, Table } from '../../schema/table.ts'
import { quoteName } from './quote.ts'

/**
 * A value of a JSON array is found by counting from its start, which for all cells of a record grows with the square of its
 * columns. Records of more are arrays of arrays of so many: of 1,000 columns a cell took 3.5 µs, and takes 0.6.
 */
export const groupedColumns = 32

/**
 * The INSERT that reads a JSON array of records, each an array of the columns' values, or of groups of them. jsonb_each
 * parses it once for all cells, three times as fast as json_each.
 * `tagged`: cells may be pairs of a storage class and a value (encode-cell.ts); slower.
 * `long`: places of columns whose cells are bound by themselves, after the array, which then is of one record.
 * ABORT overrules an ON CONFLICT clause of the table, which could skip or replace records in silence.
 */
export function insertSql(
  schema: string,
  table: Table,
  columns: readonly Column[],
  { tagged, long = [] }: { tagged: boolean; long?: readonly number[] },
): string {
  const names = columns.map((column) => quoteName(column.name)).join(', ')
  const cells = columns.map((column, index) => {
    const place = long.indexOf(index)
    if (place >= 0) return longCell(column, `?${place + 2}`)
    const path = pathOf(index, columns.length)
    return tagged ? anyCell(column, path) : cell(column, path)
  })
  return `INSERT OR ABORT INTO ${schema}.${quoteName(table.name)} (${names}) SELECT ${cells.join(', ')} FROM jsonb_each(?1)`
}

/** Documents of an array are checked by reading it; json() fails in the same words. */
function longCell(column: Column, bytes: string): string {
  const text = `CAST(${bytes} AS TEXT)`
  if (column.type === 'json') return `CASE WHEN json_valid(${text}) THEN ${text} ELSE json(${text}) END`
  return column.type === 'binary' ? bytes : text
}

/** Of a column's value in its record, without the end of a JSON path's literal. */
const pathOf = (index: number, columns: number): string =>
  columns <= groupedColumns
    ? `'$[${index}]`
    : `'$[${Math.floor(index / groupedColumns)}][${index % groupedColumns}]`

function cell(column: Column, path: string): string {
  switch (column.type) {
    case 'json':
      return column.form === undefined ? `value -> ${path}[0]'` : `value ->> ${path}'`
    case 'set':
    case 'array':
      return `value -> ${path}[0]'`
    case 'binary':
      return `unhex(value ->> ${path}')`
    default:
      return `value ->> ${path}'`
  }
}

function anyCell(column: Column, path: string): string {
  const value = `(value ->> ${path}[1]')`
  return `CASE WHEN json_type(value, ${path}[1]') IS NULL THEN ${cell(column, path)} ELSE CASE value ->> ${path}[0]' \
WHEN 'i' THEN CAST(${value} AS INTEGER) WHEN 'r' THEN CAST(${value} AS REAL) WHEN 't' THEN ${value} \
WHEN 'b' THEN unhex(${value}) ELSE CAST(unhex(${value}) AS TEXT) END END`
}
