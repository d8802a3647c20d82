import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { BufferPool } from '../canonical/buffer-pool.ts'
import type { ConnectionSettings, Database, Snapshot } from '../dialects/dialect.ts'
import { openDatabase } from '../dialects/open-database.ts'
import { compressionOfName, compressor } from '../dump/compression.ts'
import { documentPool, dumpDocument } from '../dump/document.ts'
import { type DumpHead, type Integrity, totalRows } from '../dump/format.ts'
import { TaskError } from '../errors.ts'
import { checkTarget, writeAtomically } from '../files/atomic-file.ts'
import type { RecordBatch } from '../schema/record-batch.ts'
import type { Table } from '../schema/table.ts'
import { someNames } from '../some-of.ts'
import { headOf } from './head-of.ts'
import { noteLeftOut, takesSequences } from './plan-sequences.ts'
import type { OnRecordProgress } from './progress.ts'
import { type Selection, selectTables } from './select-tables.ts'
import { TablesAhead } from './tables-ahead.ts'

export interface ExportOptions extends Selection {
  database: ConnectionSettings
  /** A path, compressed by its ending; or a stream. */
  to: string | Writable
  /** Whether an existing file may be replaced. */
  overwrite?: boolean
  /** How many tables are read at a time, where the engine lets connections share a snapshot. */
  jobs?: number | undefined
  signal?: AbortSignal | undefined
  onProgress?: OnRecordProgress | undefined
  onStatement?: ((sql: string) => void) | undefined
}

export interface ExportResult {
  engine: string
  source: DumpHead['source']
  /** The application's migration history. */
  schema: DumpHead['schema']
  tables: number
  rows: number
  /** Of the file, compressed. */
  bytes: number
  integrity: Integrity
  notes: string[]
}

/** Writes the records of one consistent snapshot as a dump (docs/dump-format.md): all of it, or nothing. */
export async function exportRecords(options: ExportOptions): Promise<ExportResult> {
  const { to, signal, onStatement } = options
  if (typeof to === 'string') await checkTarget(to, options.overwrite ?? false)
  const database = await openDatabase(options.database, { signal, onStatement })
  try {
    const notes = await database.recover()
    const snapshot = await database.snapshot(options.jobs)
    try {
      return await exportSnapshot(database, snapshot, options, notes)
    } finally {
      await snapshot.close().catch(() => {})
    }
  } finally {
    await database.close()
  }
}

async function exportSnapshot(
  database: Database,
  snapshot: Snapshot,
  options: ExportOptions,
  notes: string[],
): Promise<ExportResult> {
  const { sequences = [], ...whole } = await headOf(database, snapshot)
  const tables = selectTables(whole.tables, options)
  refuseUnreadable(tables, snapshot)
  const head = takesSequences(options) ? { ...whole, tables, sequences } : { ...whole, tables }
  const leftOut = sequences.length > 0 && !takesSequences(options) ? [noteLeftOut(sequences)] : []
  const estimates = await snapshot.estimates()
  let integrity: Integrity = {}
  const ahead = new TablesAhead(snapshot, head.tables)
  const read = (table: Table) =>
    reportProgress(ahead.read(), table.name, estimates.get(table.name), options.onProgress)
  const pool = documentPool()
  const keep = (found: Integrity) => {
    integrity = found
  }
  const document = dumpDocument(head, read, keep, pool)
  const bytes = await writeDocument(document, pool, options).finally(() => ahead.close())
  return {
    engine: database.engine,
    source: head.source,
    schema: head.schema,
    tables: head.tables.length,
    rows: totalRows(integrity),
    bytes,
    integrity,
    notes: [...notes, ...leftOut, ...fewerReaders(snapshot, options), ...(snapshot.notes ?? [])],
  }
}

/** Before anything is read: a table may come after hours. */
function refuseUnreadable(tables: readonly Table[], { unreadable }: Snapshot): void {
  const names = tables.map(({ name }) => name).filter((name) => unreadable?.has(name))
  if (names.length === 0) return
  throw new TaskError(`This user may not read ${someNames(names, shownNames)}`, {
    hint: 'Grant SELECT on it, or leave it out with -x.',
  })
}

const shownNames = 5

function fewerReaders({ readers = 1 }: Snapshot, { jobs = 1 }: ExportOptions): string[] {
  if (readers >= jobs) return []
  return [
    `${readers === 1 ? 'One table was' : `${readers} tables were`} read at a time, not ${jobs}: no more connections could share one snapshot.`,
  ]
}

async function* reportProgress(
  batches: AsyncIterable<RecordBatch>,
  table: string,
  total: number | undefined,
  onProgress: OnRecordProgress | undefined,
): AsyncGenerator<RecordBatch> {
  let rows = 0
  onProgress?.({ table, rows, total, finished: false })
  for await (const batch of batches) {
    rows += batch.rows
    onProgress?.({ table, rows, total, finished: false })
    yield batch
  }
  onProgress?.({ table, rows, total, finished: true })
}

/** Pieces that wait between the engine and the file, besides those that the file lets wait: memory against stalls. */
const piecesAhead = 1

async function writeDocument(
  document: AsyncGenerator<Buffer>,
  pool: BufferPool,
  options: ExportOptions,
): Promise<number> {
  const { to, signal } = options
  const source = Readable.from(document, { highWaterMark: piecesAhead })
  if (typeof to !== 'string') return writeToStream(source, to, signal)
  const giveBack = (chunk: Buffer) => pool.give(chunk)
  const compress = compressor(compressionOfName(to), giveBack)
  return writeAtomically(to, compress ? [source, compress] : [source], {
    overwrite: options.overwrite ?? false,
    signal,
    ...(compress ? {} : { onWritten: giveBack }),
  })
}

async function writeToStream(
  source: Readable,
  to: Writable,
  signal: AbortSignal | undefined,
): Promise<number> {
  let bytes = 0
  const counted = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      bytes += chunk.length
      yield chunk
    }
  }
  await pipeline(source, counted, to, { end: false, ...(signal ? { signal } : {}) })
  return bytes
}
