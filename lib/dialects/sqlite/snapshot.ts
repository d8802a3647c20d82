import type { RecordBatch } from '../../schema/record-batch.ts'
import type { Table } from '../../schema/table.ts'
import type { Snapshot } from '../dialect.ts'
import { noteLayouts } from '../note-layouts.ts'
import { SnapshotReaders } from '../snapshot-readers.ts'
import type { SqliteConnection } from './connection.ts'
import { introspect } from './introspect.ts'
import { quoteName } from './quote.ts'
import { readTable, rowidName } from './read-table.ts'
import { sampleDocuments } from './sample-documents.ts'
import { unionAll } from './union-all.ts'

/** One read transaction: all that is read in it is of the moment of its first statement. */
export class SqliteSnapshot implements Snapshot {
  readonly tables: readonly Table[]
  readonly notes: readonly string[]
  readonly #connection: SqliteConnection
  readonly #twins: readonly SqliteConnection[]
  readonly #readers: SnapshotReaders<SqliteConnection>
  readonly #encoding: string
  #isOpen = true

  private constructor(
    connection: SqliteConnection,
    twins: readonly SqliteConnection[],
    tables: readonly Table[],
    notes: readonly string[],
    encoding: string,
  ) {
    this.#connection = connection
    this.#twins = twins
    this.#readers = new SnapshotReaders([connection, ...twins])
    this.tables = tables
    this.notes = notes
    this.#encoding = encoding
  }

  /** @param candidates further connections to the file; closed with the snapshot, or at once where they do not see the same */
  static async begin(
    connection: SqliteConnection,
    candidates: readonly SqliteConnection[] = [],
  ): Promise<SqliteSnapshot> {
    for (const each of [connection, ...candidates]) await each.run('PRAGMA temp_store = FILE')
    const before = await dataVersions(candidates)
    await connection.run('BEGIN')
    try {
      const tables = await introspect(connection, true)
      const twins = await beginSame(candidates, before)
      const notes = [
        ...noteLayouts(await sampleDocuments(connection, tables)),
        ...(await noteVirtualTables(connection)),
      ]
      const [row] = await connection.all('PRAGMA encoding')
      return new SqliteSnapshot(connection, twins, tables, notes, String(row!.encoding))
    } catch (error) {
      for (const candidate of candidates) await candidate.close()
      await connection.undo('ROLLBACK')
      throw error
    }
  }

  get readers(): number {
    return this.#readers.count
  }

  read(table: Table): AsyncIterable<RecordBatch> {
    return this.#readers.use((connection) => readTable(connection, table, this.#encoding))
  }

  /** The highest rowid, which is at hand at once. Of tables without rowids nothing is known. */
  async estimates(): Promise<Map<string, number>> {
    const estimates = new Map<string, number>()
    const tables = this.tables.filter((table) => rowidName(table) !== undefined)
    if (tables.length === 0) return estimates
    const selects = tables.map(
      (table, n) =>
        `SELECT ${n} AS n, coalesce(max(${rowidName(table)}), 0) AS highest FROM main.${quoteName(table.name)}`,
    )
    for (const row of await this.#connection.all(unionAll(selects))) {
      estimates.set(tables[Number(row.n)]!.name, Math.max(0, Number(row.highest)))
    }
    return estimates
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return
    this.#isOpen = false
    for (const twin of this.#twins) await twin.close()
    await this.#connection.undo('ROLLBACK')
  }
}

/** Each differs from its last value where another connection has committed (https://sqlite.org/pragma.html#pragma_data_version). */
async function dataVersions(connections: readonly SqliteConnection[]): Promise<unknown[]> {
  const versions: unknown[] = []
  for (const connection of connections) {
    const [row] = await connection.all('PRAGMA data_version')
    versions.push(row!.data_version)
  }
  return versions
}

/**
 * Begins transactions on the candidates. Those that have seen no commit since `before` see what a transaction sees that
 * has begun since then; the others are closed.
 */
async function beginSame(
  candidates: readonly SqliteConnection[],
  before: readonly unknown[],
): Promise<SqliteConnection[]> {
  for (const candidate of candidates) {
    await candidate.run('BEGIN')
    await candidate.all('SELECT count(*) FROM sqlite_schema')
  }
  const now = await dataVersions(candidates)
  const same = candidates.filter((_, at) => now[at] === before[at])
  for (const candidate of candidates) if (!same.includes(candidate)) await candidate.close()
  return same
}

/** Full-text indexes and the like keep copies of records, or none that a plain table could take. */
async function noteVirtualTables(connection: SqliteConnection): Promise<string[]> {
  const rows = await connection.all(
    `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'virtual' ORDER BY name`,
  )
  return rows.map(({ name }) => `${name} is a virtual table: what it holds is not in the dump.`)
}
