import { type Column, isComputed } from '../../schema/table.ts'
import type { FoundRecord } from '../dialect.ts'
import { cellExpression } from './cell-sql.ts'
import type { Row, SqliteConnection } from './connection.ts'
import { PageMarks } from './page-marks.ts'
import { type PlacedTable, placeOf } from './placed-table.ts'
import { quoteName } from './quote.ts'
import { recordOrder } from './record-order.ts'

/** A column, or an expression of an index in SQL. */
export type FoundColumn = Column | string

/** The first `most` records, as `c`, under a condition: their keys and the values of some columns. */
export async function foundRecords(
  connection: SqliteConnection,
  place: PlacedTable,
  columns: readonly FoundColumn[],
  condition: string,
  most: number,
): Promise<FoundRecord[]> {
  const { table } = place
  const key = table.primaryKey.map((name) => columnNamed(place, name))
  const marks = new PageMarks()
  const cells = [...key, ...columns].map((column, index) => `${cellSql(column, marks)} AS v${index}`)
  const rows = await connection.all(
    `SELECT ${cells.join(', ')} FROM ${placeOf(place)} AS c WHERE ${condition} ORDER BY ${recordOrder(table, 'c').join(', ')} LIMIT ${most}`,
  )
  return rows.map((row) => {
    const value = (index: number) => plainValue(marks, row, index)
    return {
      key: Object.fromEntries(table.primaryKey.map((name, index) => [name, value(index)])),
      values: columns.map((_, index) => value(key.length + index)),
    }
  })
}

export const columnNamed = ({ table }: PlacedTable, name: string): Column =>
  table.columns.find((column) => column.name === name)!

/** Whether a reference in it may become null without harm. */
export const mayBecomeNull = ({ table }: PlacedTable, column: Column): boolean =>
  column.nullable && !isComputed(column) && !table.primaryKey.includes(column.name)

const cellSql = (column: FoundColumn, marks: PageMarks): string =>
  typeof column === 'string'
    ? `json_quote(CAST(${column} AS TEXT))`
    : cellExpression(column, `c.${quoteName(column.name)}`, marks)

/** The canonical value, a string without its quotes. */
function plainValue(marks: PageMarks, row: Row, index: number): string | null {
  const json = marks.finish(Buffer.from(String(row[`v${index}`]))).toString('utf8')
  if (json === 'null') return null
  return json.startsWith('"') ? (JSON.parse(json) as string) : json
}
