import { ByteWriter } from '../../canonical/byte-writer.ts'
import { type Column, isComputed } from '../../schema/table.ts'
import type { FoundRecord } from '../dialect.ts'
import { cellSql } from './cell-sql.ts'
import type { SqliteConnection } from './connection.ts'
import { PageFinisher } from './page-finisher.ts'
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
  const all = [...key, ...columns]
  const cells = all.map((column, index) => `${foundSql(column)} AS v${index}`)
  const rows = await connection.all(
    `SELECT ${cells.join(', ')} FROM ${placeOf(place)} AS c WHERE ${condition} ORDER BY ${recordOrder(table, 'c').join(', ')} LIMIT ${most}`,
  )
  return rows.map((row) => {
    const value = (index: number) => plainValue(all[index]!, String(row[`v${index}`]))
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

const foundSql = (column: FoundColumn): string =>
  typeof column === 'string'
    ? `json_quote(CAST(${column} AS TEXT))`
    : `CAST(${cellSql(column, `c.${quoteName(column.name)}`)} AS TEXT)`

/** The canonical value, a string without its quotes. */
function plainValue(column: FoundColumn, found: string): string | null {
  const json = typeof column === 'string' ? found : canonicalCell(column, Buffer.from(found))
  if (json === 'null') return null
  return json.startsWith('"') ? (JSON.parse(json) as string) : json
}

function canonicalCell(column: Column, cell: Buffer): string {
  const out = new ByteWriter(cell.length)
  new PageFinisher([column]).cell(out, 0, cell, 0, cell.length)
  return out.take().toString('utf8')
}
