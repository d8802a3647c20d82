import type { ConnectionSettings, Database, Snapshot } from '../dialects/dialect.ts'
import { openDatabase } from '../dialects/open-database.ts'
import { TableDigest } from '../dump/digest.ts'
import { type DumpHead, type Integrity, noIntegrity } from '../dump/format.ts'
import type { DumpBatch, DumpTable } from '../dump/reader.ts'
import type { Table } from '../schema/table.ts'
import { headOf } from './head-of.ts'
import type { RecordSource, SourceOptions } from './record-source.ts'

/** A database as a source of records: what its dump would hold, without the dump. */
export async function openSnapshotSource(
  settings: ConnectionSettings,
  { digests = false, signal, onStatement }: SourceOptions,
): Promise<RecordSource> {
  const database = await openDatabase(settings, { signal, onStatement })
  try {
    const notes = await database.recover()
    const snapshot = await database.snapshot()
    const head = await headOf(database, snapshot)
    const estimates = await snapshot.estimates()
    return new SnapshotSource(
      database,
      snapshot,
      head,
      estimates,
      [...notes, ...(snapshot.notes ?? [])],
      digests,
    )
  } catch (error) {
    await database.close()
    throw error
  }
}

class SnapshotSource implements RecordSource {
  readonly name: string
  readonly head: DumpHead
  readonly notes: readonly string[]
  readonly mayBeDamaged = false
  readonly announced: Integrity
  readonly database: Database
  readonly #snapshot: Snapshot
  readonly #integrity = noIntegrity()
  readonly #digests: boolean

  constructor(
    database: Database,
    snapshot: Snapshot,
    head: DumpHead,
    estimates: ReadonlyMap<string, number>,
    notes: readonly string[],
    digests: boolean,
  ) {
    this.name = database.settings.display
    this.head = head
    this.notes = notes
    this.announced = Object.fromEntries([...estimates].map(([name, rows]) => [name, { rows, sha256: '' }]))
    this.database = database
    this.#snapshot = snapshot
    this.#digests = digests
  }

  async *tables(): AsyncGenerator<DumpTable> {
    for (const table of this.head.tables) yield { table, batches: () => this.#batches(table) }
  }

  async *#batches(table: Table): AsyncGenerator<DumpBatch> {
    const digest = this.#digests ? new TableDigest() : undefined
    let firstRecord = 1
    for await (const batch of this.#snapshot.read(table)) {
      if (batch.rows === 0) continue
      digest?.add(batch)
      yield { ...batch, firstLine: undefined, firstRecord }
      firstRecord += batch.rows
    }
    if (digest) this.#integrity[table.name] = digest.finish()
  }

  async finish(): Promise<{ integrity: Integrity; edited: string[] }> {
    return { integrity: this.#integrity, edited: [] }
  }

  async close(): Promise<void> {
    await this.#snapshot.close().catch(() => {})
    await this.database.close()
  }
}
