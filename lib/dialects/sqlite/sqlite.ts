import { existsSync, statSync, unlinkSync } from 'node:fs'
import { basename, extname } from 'node:path'
import type { Knex } from 'knex'
import type { Table } from '../../schema/table.ts'
import type {
  Build,
  ConnectionSettings,
  Database,
  Dialect,
  Findings,
  IndexRebuild,
  Load,
  LoadPlan,
  OpenOptions,
  OtherObjects,
  Snapshot,
  Trial,
} from '../dialect.ts'
import { beginBuild, recoverBuild } from './build.ts'
import { checkFile, openKnex, SqliteConnection } from './connection.ts'
import { ddl } from './ddl.ts'
import { dropAll } from './drop-all.ts'
import { introspect } from './introspect.ts'
import { SqliteLoad } from './load.ts'
import { lockDatabase } from './lock-database.ts'
import { readOtherObjects } from './other-objects.ts'
import { keyCollation, refuseKeyCollations } from './own-collation.ts'
import { quoteName } from './quote.ts'
import { rebuildIndexes } from './rebuild-indexes.ts'
import { SqliteSnapshot } from './snapshot.ts'
import { translateTables } from './translate.ts'
import { SqliteTrial } from './trial.ts'
import { unionAll } from './union-all.ts'

/** SQLite files. Reading never makes, changes or recovers a file that is whole. */
export const sqlite: Dialect = {
  engine: 'sqlite',
  ddl,
  async open(settings, options = {}) {
    const exists = checkFile(settings, options.createFile === true)
    const hadLog = hasLog(settings)
    const reader = exists
      ? await openReader(settings, options)
      : await SqliteConnection.open(settings, 'rwc', options)
    const [row] = await reader.all('SELECT sqlite_version() AS version')
    return new SqliteDatabase(settings, options, reader, String(row!.version), { isNew: !exists, hadLog })
  },
  lock: lockDatabase,
}

/**
 * A connection that cannot write. After a kill in the middle of a transaction the first one to open the file must
 * be able to: SQLite then restores the state before.
 */
async function openReader(settings: ConnectionSettings, options: OpenOptions): Promise<SqliteConnection> {
  try {
    return await SqliteConnection.open(settings, 'ro', options)
  } catch (error) {
    if (!isInterrupted(error)) throw error
    const restorer = await SqliteConnection.open(settings, 'rw', options)
    await restorer.close()
    return SqliteConnection.open(settings, 'ro', options)
  }
}

const hasLog = (settings: ConnectionSettings): boolean => existsSync(`${settings.filename}-wal`)

/**
 * A reader of a database in WAL mode makes the files of its log and cannot remove them; left behind, they could
 * belong to a user whom the application cannot write as. Whoever may write removes them by closing.
 */
async function removeLog(settings: ConnectionSettings): Promise<void> {
  try {
    const writer = await SqliteConnection.open(settings, 'rw', {})
    await writer.close()
  } catch {
    // Another process has the database, and will remove them.
  }
}

const isInterrupted = (error: unknown): boolean => /READONLY|CANTOPEN/.test(String((error as Error).cause))

class SqliteDatabase implements Database {
  readonly engine = 'sqlite'
  readonly capabilities = {
    nul: true,
    zeroDates: true,
    anyValue: true,
    sequences: false,
    transactionalDdl: true,
  }
  readonly version: string
  readonly name: string
  readonly settings: ConnectionSettings
  readonly #options: OpenOptions
  readonly #reader: SqliteConnection
  /** Whether this open made the file; where nothing came into it, it goes again. And what was beside it. */
  readonly #found: { isNew: boolean; hadLog: boolean }
  #knex: Knex | undefined
  #load: SqliteLoad | undefined
  #snapshot: Snapshot | undefined
  #trial: Trial | undefined

  constructor(
    settings: ConnectionSettings,
    options: OpenOptions,
    reader: SqliteConnection,
    version: string,
    found: { isNew: boolean; hadLog: boolean },
  ) {
    this.settings = settings
    this.version = version
    this.#options = options
    this.#reader = reader
    this.#found = found
    const file = basename(settings.filename ?? '')
    this.name = file.slice(0, file.length - extname(file).length)
  }

  async sequences(): Promise<[]> {
    return []
  }

  tables(): Promise<Table[]> {
    return introspect(this.#reader, false)
  }

  otherObjects(): Promise<OtherObjects> {
    return readOtherObjects(this.#reader)
  }

  async snapshot(readers = 1): Promise<Snapshot> {
    const candidates: SqliteConnection[] = []
    while (candidates.length < readers - 1) {
      candidates.push(await SqliteConnection.open(this.settings, 'ro', this.#options))
    }
    this.#snapshot = await SqliteSnapshot.begin(this.#reader, candidates)
    return this.#snapshot
  }

  translate(source: readonly Table[], sourceEngine: string): { tables: Table[]; notes: string[] } {
    return translateTables(source, sourceEngine)
  }

  async load(plan: LoadPlan): Promise<Load> {
    refuseKeyCollations([...plan.clear, ...plan.loads.map(({ target }) => target)])
    this.#load = await SqliteLoad.begin(this.settings, this.#options, plan)
    return this.#load
  }

  async trial(plan: LoadPlan, findings: Findings): Promise<Trial> {
    refuseKeyCollations([...plan.clear, ...plan.loads.map(({ target }) => target)])
    const [row] = await this.#reader.all('PRAGMA encoding')
    const target = { settings: this.settings, tables: await this.tables(), encoding: String(row!.encoding) }
    this.#trial = await SqliteTrial.begin(target, this.#options, plan, findings)
    return this.#trial
  }

  /** A killed import leaves a journal that SQLite itself rolls back when the file is opened. */
  recover(): Promise<string[]> {
    return recoverBuild(this.settings)
  }

  async occupied(tables: readonly Table[]): Promise<Set<string>> {
    // Of others a load will say why it cannot reach them.
    const readable = tables.filter((table) => keyCollation(table) === undefined)
    if (readable.length === 0) return new Set()
    const selects = readable.map(
      (table, n) => `SELECT ${n} AS n WHERE EXISTS (SELECT 1 FROM main.${quoteName(table.name)})`,
    )
    const rows = await this.#reader.all(unionAll(selects))
    return new Set(rows.map((row) => readable[Number(row.n)]!.name))
  }

  async rows(table: Table, columns: readonly string[]): Promise<Record<string, string | null>[]> {
    const cells = columns.map((column, index) => `CAST(${quoteName(column)} AS TEXT) AS c${index}`)
    const rows = await this.#reader.all(`SELECT ${cells.join(', ')} FROM main.${quoteName(table.name)}`)
    return rows.map((row) =>
      Object.fromEntries(columns.map((column, index) => [column, row[`c${index}`] as string | null])),
    )
  }

  dropAll(): Promise<void> {
    return dropAll(this.settings, this.#options)
  }

  build(): Promise<Build> {
    return beginBuild(this.settings, this.#options, (settings, options) => sqlite.open(settings, options))
  }

  rebuildIndexes(table: Table): Promise<IndexRebuild> {
    return rebuildIndexes(this.settings, this.#options, table)
  }

  knex(): Knex {
    this.#knex ??= openKnex(this.settings, this.#options.createFile ? 'rwc' : 'rw')
    return this.#knex
  }

  async close(): Promise<void> {
    await this.#load?.rollback()
    await this.#snapshot?.close()
    await this.#trial?.close()
    await this.#knex?.destroy()
    this.#knex = undefined
    await this.#reader.close()
    if (this.#found.isNew) removeIfEmpty(this.settings.filename ?? '')
    else if (!this.#found.hadLog && hasLog(this.settings)) await removeLog(this.settings)
  }
}

function removeIfEmpty(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.size === 0) unlinkSync(path)
}
