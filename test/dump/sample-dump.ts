import { Readable } from 'node:stream'
import { dumpDocument } from '../../lib/dump/document.ts'
import { type DumpHead, formatName, type Integrity } from '../../lib/dump/format.ts'
import { openDump, type ReadOptions } from '../../lib/dump/reader.ts'
import type { Table } from '../../lib/schema/table.ts'

export type Records = Record<string, object[]>

const tableOf = (name: string, records: object[]): Table => ({
  name,
  columns: Object.keys(records[0] ?? { id: 0 }).map((column) => ({
    name: column,
    type: 'text',
    native: 'text',
    nullable: true,
  })),
  primaryKey: [],
  uniques: [],
  indexes: [],
  foreignKeys: [],
})

export const headOf = (records: Records): DumpHead => ({
  format: formatName,
  version: 1,
  created: '2026-11-20T03:00:00Z',
  tool: 'record-tasks test',
  source: { engine: 'sqlite', version: '3', database: 'test' },
  schema: null,
  tables: Object.entries(records).map(([name, rows]) => tableOf(name, rows)),
})

/** Writes a dump in batches of so many records. */
export async function write(
  records: Records,
  batchSize = 2,
): Promise<{ bytes: Buffer; integrity: Integrity }> {
  let integrity: Integrity = {}
  async function* batches(table: Table) {
    const lines = records[table.name]!.map((record) => `${JSON.stringify(record)}\n`)
    for (let i = 0; i < lines.length; i += batchSize) {
      const some = lines.slice(i, i + batchSize)
      yield { bytes: Buffer.from(some.join('')), rows: some.length }
    }
  }
  const chunks: Buffer[] = []
  for await (const chunk of dumpDocument(headOf(records), batches, (found) => {
    integrity = found
  })) {
    chunks.push(chunk)
  }
  return { bytes: Buffer.concat(chunks), integrity }
}

/** A stream that gives the bytes in pieces of so many. */
export function inPieces(bytes: Buffer, size: number): Readable {
  const pieces: Buffer[] = []
  for (let i = 0; i < bytes.length; i += size) pieces.push(bytes.subarray(i, i + size))
  return Readable.from(pieces, { objectMode: false, highWaterMark: size })
}

/** A damaged line is the reader's business only at the end, by its digest. */
function parseLine(line: string): object {
  try {
    return JSON.parse(line) as object
  } catch {
    return { damaged: line }
  }
}

/** Reads a whole dump back. */
export async function read(input: Readable | string, options: ReadOptions = {}) {
  const reader = await openDump(input, options)
  try {
    const records: Records = {}
    for await (const { table, batches } of reader.tables()) {
      const rows: object[] = []
      for await (const batch of batches()) {
        const lines = batch.bytes.toString('utf8').split('\n').slice(0, -1)
        if (lines.length !== batch.rows) throw new Error(`${lines.length} lines in a batch of ${batch.rows}`)
        rows.push(...lines.map(parseLine))
      }
      records[table.name] = rows
    }
    return { head: reader.head, records, ...(await reader.finish()) }
  } finally {
    await reader.close()
  }
}
