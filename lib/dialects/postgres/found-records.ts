import { ByteWriter } from '../../canonical/byte-writer.ts'
import { decodeString } from '../../canonical/decode.ts'
import { RecordScanner, valueKind } from '../../canonical/record-scanner.ts'
import type { Column, Table } from '../../schema/table.ts'
import { type FoundRecord, mostFoundRecords } from '../dialect.ts'
import { contentsOf } from './copy-out.ts'
import { orderBy, sortsByBytes } from './record-order.ts'
import { RowEncoder } from './row-encoder.ts'
import { selectColumn } from './select-column.ts'
import type { Session } from './session.ts'

export interface FoundQuery {
  table: Table
  /** What is shown of a record beside its key. */
  values: readonly ShownValue[]
  /** `… WHERE …`, over the table's columns by their bare names. */
  from: string
  /** Of the server. */
  encoding: string
  most?: number
}

export interface ShownValue {
  column: Column
  sql: string
}

export const shownColumn = (column: Column): ShownValue => ({ column, sql: selectColumn(column) })

/** The first records of a query, in key order, with keys and values in canonical form. */
export async function readFound(session: Session, query: FoundQuery): Promise<FoundRecord[]> {
  const { table, values, from, encoding, most = mostFoundRecords } = query
  const key = table.primaryKey.map((name) => table.columns.find((column) => column.name === name)!)
  const shown = [...key.map(shownColumn), ...values]
  const order = orderBy(table, sortsByBytes(encoding))
  const select = shown.map(({ sql }) => sql).join(', ')
  const columns = shown.map(({ column }, index) => ({ ...column, name: String(index) }))
  const rows = await readRows(
    session,
    `COPY (SELECT ${select} FROM ${from}${order} LIMIT ${most}) TO STDOUT`,
    columns,
    encoding,
  )
  return rows.map((row) => ({
    key: Object.fromEntries(key.map(({ name }, index) => [name, row[index]!])),
    values: row.slice(key.length),
  }))
}

async function readRows(
  session: Session,
  sql: string,
  columns: readonly Column[],
  encoding: string,
): Promise<(string | null)[][]> {
  const chunks: Buffer[] = []
  for await (const messages of session.copyOut(sql)) chunks.push(...contentsOf(messages.bytes))
  const source = Buffer.concat(chunks)
  const encoder = new RowEncoder(columns, encoding === 'SQL_ASCII')
  const scanner = new RecordScanner(columns.map(({ name }) => name))
  const rows: (string | null)[][] = []
  const out = new ByteWriter(65_536)
  for (let at = 0; at < source.length; ) {
    out.clear()
    at = encoder.encode(out, source, at, source.length)
    scanner.scan(out.buffer.subarray(0, out.length), 0)
    rows.push(columns.map((_, index) => valueAt(scanner, out.buffer, index)))
  }
  return rows
}

function valueAt({ starts, ends, kinds }: RecordScanner, line: Buffer, index: number): string | null {
  const [start, end] = [starts[index]!, ends[index]!]
  if (kinds[index] === valueKind.null) return null
  if (kinds[index] === valueKind.escapedString) return decodeString(line, start, end)
  return line.toString('utf8', start, end)
}
