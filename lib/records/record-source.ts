import type { Readable } from 'node:stream'
import type { ConnectionSettings, Database } from '../dialects/dialect.ts'
import { type DumpReader, openDump } from '../dump/reader.ts'
import { openSnapshotSource } from './snapshot-source.ts'

/** Records on their way, from a dump or straight from a database: a head, then every table's batches once. */
export type RecordSource = Pick<DumpReader, 'name' | 'head' | 'announced' | 'tables' | 'finish' | 'close'> & {
  /** What the source says that it leaves out, a sentence each. */
  readonly notes: readonly string[]
  /** A dump may be cut or changed, which shows when it has been read; a snapshot is what it is. */
  readonly mayBeDamaged: boolean
  /** Of a snapshot: what its database is like. */
  readonly database?: Pick<Database, 'engine' | 'capabilities' | 'translate'>
}

/** Reads a source to its end, for what only shows there. */
export async function readWhole(
  source: Pick<RecordSource, 'tables' | 'finish'>,
): ReturnType<RecordSource['finish']> {
  for await (const table of source.tables()) for await (const batch of table.batches()) batch.release?.()
  return source.finish()
}

/** A path or a stream of a dump; or a database, read in one snapshot. */
export type SourceAddress = { file: string | Readable } | { database: ConnectionSettings }

export interface SourceOptions {
  /** Accept records of a dump that were changed after the export. */
  edited?: boolean | undefined
  /** Of a stream, for messages; `standard input` where it is left out. */
  name?: string | undefined
  /** Take the digests of a snapshot's tables, for finish(). A dump's are always taken. */
  digests?: boolean | undefined
  signal?: AbortSignal | undefined
  onStatement?: ((sql: string) => void) | undefined
}

export async function openSource(address: SourceAddress, options: SourceOptions = {}): Promise<RecordSource> {
  if ('database' in address) return openSnapshotSource(address.database, options)
  const { edited = false, name, signal } = options
  const reader = await openDump(address.file, { edited, name, signal })
  return Object.assign(reader, { notes: [], mayBeDamaged: true })
}
