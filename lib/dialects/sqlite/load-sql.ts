import type { Column, Table } from '../../schema/table.ts'
import { quoteName } from './quote.ts'

/**
 * A value of a JSON array is found by counting from its start, and SQLite copies the array for it, so that reading all cells
 * of a record takes time that grows with the square of its columns. Records of more are arrays of arrays of so many.
 * Of 1,000 columns a cell took 3.5 µs, and takes 0.4.
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
  const isGrouped = columns.length > groupedColumns
  const cells = columns.map((column, index) => {
    const place = long.indexOf(index)
    if (place >= 0) return longCell(column, `?${place + 2}`)
    const group = isGrouped ? groupName(Math.floor(index / groupedColumns)) : 'value'
    return (tagged ? anyCell : cell)(column, group, index % groupedColumns)
  })
  const from = isGrouped ? groupsOf(Math.ceil(columns.length / groupedColumns)) : recordsOfArray
  return `INSERT OR ABORT INTO ${schema}.${quoteName(table.name)} (${names}) SELECT ${cells.join(', ')} FROM ${from}`
}

const recordsOfArray = 'jsonb_each(?1)'

const groupName = (group: number): string => `g${group}`

/** Both limits keep SQLite from putting the groups' expressions in place of their names. */
function groupsOf(count: number): string {
  const groups = Array.from(
    { length: count },
    (_, group) => `jsonb_extract(value, '$[${group}]') AS ${groupName(group)}`,
  )
  return `(SELECT ${groups.join(', ')} FROM ${recordsOfArray} LIMIT -1) LIMIT -1`
}

/** Documents of an array are checked by reading it; json() fails in the same words. */
function longCell(column: Column, bytes: string): string {
  const text = `CAST(${bytes} AS TEXT)`
  if (column.type === 'json') return `CASE WHEN json_valid(${text}) THEN ${text} ELSE json(${text}) END`
  return column.type === 'binary' ? bytes : text
}

function cell(column: Column, group: string, index: number): string {
  switch (column.type) {
    case 'json':
      return column.form === undefined ? `${group} -> '$[${index}][0]'` : `${group} ->> ${index}`
    case 'set':
    case 'array':
      return `${group} -> '$[${index}][0]'`
    case 'binary':
      return `unhex(${group} ->> ${index})`
    default:
      return `${group} ->> ${index}`
  }
}

function anyCell(column: Column, group: string, index: number): string {
  const value = `(${group} ->> '$[${index}][1]')`
  return `CASE WHEN json_type(${group}, '$[${index}][1]') IS NULL THEN ${cell(column, group, index)} ELSE CASE ${group} ->> '$[${index}][0]' \
WHEN 'i' THEN CAST(${value} AS INTEGER) WHEN 'r' THEN CAST(${value} AS REAL) WHEN 't' THEN ${value} \
WHEN 'b' THEN unhex(${value}) ELSE CAST(unhex(${value}) AS TEXT) END END`
}
