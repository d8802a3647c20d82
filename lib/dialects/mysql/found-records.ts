import { ByteWriter } from '../../canonical/byte-writer.ts'
import { decodeString } from '../../canonical/decode.ts'
import { RecordScanner, valueKind } from '../../canonical/record-scanner.ts'
import type { Column, Table } from '../../schema/table.ts'
import { type FoundRecord, mostFoundRecords } from '../dialect.ts'
import { recordOrder } from './record-order.ts'
import { RowTranscoder } from './row-transcoder.ts'
import type { Session } from './session.ts'

/** Of a table's records those with a fault in common, and which of their columns tell of it. */
export interface FoundQuery {
  table: Table
  /** What the fault is in: columns of the table, or expressions under a name that `rows` gives them. */
  values: readonly Column[]
  /** A SELECT of the columns named. */
  rows: (columns: readonly Column[]) => string
}

/** The first in key order, at most `limit`. */
export async function readFoundRecords(
  session: Session,
  { table, values, rows }: FoundQuery,
  limit = mostFoundRecords,
): Promise<FoundRecord[]> {
  const keys = table.primaryKey.map((name) => table.columns.find((column) => column.name === name)!)
  const columns = [...keys, ...values.filter((column) => !keys.includes(column))]
  const shown = { ...table, columns }
  const transcoder = new RowTranscoder(shown)
  const { orderBy } = recordOrder(shown, session.flavor)
  const found: FoundRecord[] = []
  const scanner = new RecordScanner(columns.map(({ name }) => name))
  await session.run(
    `SELECT ${transcoder.selectList} FROM (${rows(columns)}) record_tasks_found ORDER BY ${orderBy} LIMIT ${limit}`,
    {
      onRow: (buffer, start, end) => {
        const out = new ByteWriter(1024)
        transcoder.writeRow(out, buffer, start, end)
        const line = out.take()
        scanner.scan(line, 0)
        const texts = columns.map((_, index) => cellText(scanner, line, index))
        found.push({
          key: Object.fromEntries(keys.map(({ name }, index) => [name, texts[index]!])),
          values: values.map((column) => texts[columns.indexOf(column)]!),
        })
      },
    },
  )
  return found
}

/** A cell's canonical form, a text without its quotes. */
function cellText({ starts, ends, kinds }: RecordScanner, line: Buffer, index: number): string | null {
  const [start, end] = [starts[index]!, ends[index]!]
  if (kinds[index] === valueKind.null) return null
  const isEscaped = kinds[index] === valueKind.escapedString
  return isEscaped ? decodeString(line, start, end) : line.toString('utf8', start, end)
}
