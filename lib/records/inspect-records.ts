import type { Readable } from 'node:stream'
import { type DumpHead, type TableIntegrity, totalRows } from '../dump/format.ts'
import { openDump } from '../dump/reader.ts'
import type { OnRecordProgress } from './progress.ts'

export interface InspectOptions {
  from: string | Readable
  edited?: boolean
  signal?: AbortSignal | undefined
  onProgress?: OnRecordProgress | undefined
}

export interface InspectResult {
  head: DumpHead
  compression: string
  /** Bytes on disk; undefined for a stream. */
  size: number | undefined
  tables: ({ name: string; columns: number; bytes: number } & TableIntegrity)[]
  rows: number
  /** Tables whose records were changed after the export; empty unless `edited` accepts them. */
  edited: string[]
}

/** Reads a dump from end to end, and tells what it holds. A dump that is not whole is a TaskError 10. */
export async function inspectRecords(options: InspectOptions): Promise<InspectResult> {
  const reader = await openDump(options.from, { edited: options.edited ?? false, signal: options.signal })
  try {
    const bytes = new Map<string, number>()
    for await (const { table, batches } of reader.tables()) {
      const total = reader.announced?.[table.name]?.rows
      let rows = 0
      bytes.set(table.name, 0)
      for await (const batch of batches()) {
        options.signal?.throwIfAborted()
        rows += batch.rows
        bytes.set(table.name, bytes.get(table.name)! + batch.bytes.length)
        options.onProgress?.({ table: table.name, rows, total, finished: false })
      }
      options.onProgress?.({ table: table.name, rows, total: rows, finished: true })
    }
    const { integrity, edited } = await reader.finish()
    const tables = reader.head.tables.map(({ name, columns }) => ({
      name,
      columns: columns.length,
      bytes: bytes.get(name)!,
      ...integrity[name]!,
    }))
    const rows = totalRows(integrity)
    return { head: reader.head, compression: reader.compression, size: reader.size, tables, rows, edited }
  } finally {
    await reader.close()
  }
}
