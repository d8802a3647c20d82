import type { Knex } from 'knex'
import { exitCodes, TaskError } from '../../errors.ts'
import type { Sequence } from '../../schema/sequence.ts'
import type { Table } from '../../schema/table.ts'
import type {
  Build,
  Capabilities,
  ConnectionSettings,
  Database,
  Dialect,
  EngineName,
  Findings,
  IndexRebuild,
  Load,
  LoadOutcome,
  LoadPlan,
  OpenOptions,
  OtherObjects,
  Snapshot,
  TableLoad,
  TableLoadPlan,
  Trial,
} from '../dialect.ts'
import { emptiedAgain } from '../half-made.ts'
import { releaseLock, requireLock, takeLock } from './advisory-lock.ts'
import { beginBuild, finishBuild, recoverBuild, undoBuild } from './build.ts'
import { readTables } from './catalog.ts'
import { makeKnex } from './connect.ts'
import { ddlOf } from './ddl.ts'
import { dropAll } from './drop-all.ts'
import { asTaskError, isDenied } from './failure.ts'
import { hasJournal, settleJournal } from './journal.ts'
import { MysqlLoad } from './load.ts'
import { lockDatabase } from './lock-database.ts'
import { readOtherObjects } from './other-objects.ts'
import { rebuildIndexes } from './rebuild-indexes.ts'
import { readSequences } from './sequences.ts'
import { isConnectionLost, Session } from './session.ts'
import { MysqlSnapshot } from './snapshot.ts'
import { quoteName, quoteNames } from './sql-text.ts'
import { translateTables } from './translate.ts'
import { MysqlTrial } from './trial.ts'

/** MySQL 8.0 and later. A server of the other kind is recognised: `engine` of the database is what it is. */
export const mysql: Dialect = { engine: 'mysql', open: openDatabase, lock: lockDatabase, ddl: ddlOf('mysql') }

/** MariaDB 10.6 and later. */
export const mariadb: Dialect = {
  engine: 'mariadb',
  open: openDatabase,
  lock: lockDatabase,
  ddl: ddlOf('mariadb'),
}

async function openDatabase(settings: ConnectionSettings, options: OpenOptions = {}): Promise<Database> {
  options.signal?.throwIfAborted()
  if (settings.database === undefined || settings.database === '') {
    throw new TaskError(`${settings.display} names no database`, {
      exitCode: exitCodes.usage,
      hint: 'The URL ends with it: mysql://user@host/name',
    })
  }
  const session = await Session.open(settings, options.onStatement)
  return new MysqlDatabase(session, settings, options)
}

class MysqlDatabase implements Database {
  readonly engine: EngineName
  readonly capabilities: Capabilities
  readonly version: string
  readonly name: string
  readonly settings: ConnectionSettings
  readonly #session: Session
  readonly #options: OpenOptions
  #knex: Knex | undefined
  #load: Load | undefined
  #isClosed = false
  /** Resolves when an abort has ended the session. */
  #aborted: Promise<void> = Promise.resolve()
  readonly #onAbort = (): void => {
    this.#aborted = this.#kill('CONNECTION')
      .catch(() => undefined)
      .then(() => this.#session.close())
  }

  constructor(session: Session, settings: ConnectionSettings, options: OpenOptions) {
    this.#session = session
    this.#options = options
    this.settings = settings
    this.engine = session.flavor.engine
    this.capabilities = {
      nul: true,
      zeroDates: true,
      anyValue: false,
      transactionalDdl: false,
      sequences: session.flavor.hasSequences,
    }
    this.version = session.flavor.version
    this.name = settings.database!
    options.signal?.addEventListener('abort', this.#onAbort)
  }

  tables(): Promise<Table[]> {
    return this.#guard(() => readTables(this.#session))
  }

  sequences(): Promise<Sequence[]> {
    return this.#guard(() => readSequences(this.#session))
  }

  otherObjects(): Promise<OtherObjects> {
    return this.#guard(() => readOtherObjects(this.#session))
  }

  async snapshot(): Promise<Snapshot> {
    const stop = (): Promise<void> => this.#kill('QUERY')
    const snapshot = await this.#guard(() => MysqlSnapshot.begin(this.#session, stop))
    return new GuardedSnapshot(snapshot, (work) => this.#guard(work))
  }

  translate(source: readonly Table[], sourceEngine: string): { tables: Table[]; notes: string[] } {
    return translateTables(source, sourceEngine, this.#session.flavor)
  }

  async load(plan: LoadPlan): Promise<Load> {
    const reopen = (): Promise<Session> => Session.open(this.settings, this.#options.onStatement)
    const load = await this.#guard(() => MysqlLoad.begin(this.#session, this.name, plan, reopen))
    this.#load = new GuardedLoad(
      load,
      (work) => this.#guard(work),
      () => this.#aborted,
    )
    return this.#load
  }

  async trial(plan: LoadPlan, findings: Findings): Promise<Trial> {
    const trial = await this.#guard(() => MysqlTrial.begin(this.#session, this.name, plan, findings))
    return new GuardedTrial(
      trial,
      (work) => this.#guard(work),
      () => this.#aborted,
    )
  }

  recover(): Promise<string[]> {
    return this.#guard(async () => {
      if (await recoverBuild(this.#session, this.name)) return [emptiedAgain]
      if (!(await hasJournal(this.#session))) return []
      if (!(await takeLock(this.#session, this.name, 0))) return [underWay(this.name)]
      try {
        const { sentences } = await settleJournal(this.#session)
        await this.#session.run('SET SESSION foreign_key_checks = 1')
        return sentences
      } catch (error) {
        // To read, a user needs no more than to know it; its own import settles first, and so fails.
        if (isDenied(error)) return [leftUndone((error as Error).message)]
        throw error
      } finally {
        await releaseLock(this.#session, this.name)
      }
    })
  }

  async occupied(tables: readonly Table[]): Promise<Set<string>> {
    if (tables.length === 0) return new Set()
    const occupied = new Set<string>()
    // So many tables are open at once; the server's limit on a statement's tables is far above.
    for (let from = 0; from < tables.length; from += 50) {
      const some = tables.slice(from, from + 50)
      const sql = some.map(
        ({ name }, index) => `SELECT ${index} AS i, EXISTS(SELECT 1 FROM ${quoteName(name)}) AS e`,
      )
      const rows = await this.#guard(() => this.#session.rows(sql.join(' UNION ALL ')))
      for (const { i, e } of rows) if (e === '1') occupied.add(some[Number(i)]!.name)
    }
    return occupied
  }

  rows(table: Table, columns: readonly string[]): Promise<Record<string, string | null>[]> {
    return this.#guard(() =>
      this.#session.rows(`SELECT ${quoteNames(columns)} FROM ${quoteName(table.name)}`),
    )
  }

  dropAll(): Promise<void> {
    return this.#guard(async () => {
      await requireLock(this.#session, this.name)
      try {
        await dropAll(this.#session)
      } finally {
        await releaseLock(this.#session, this.name)
      }
    })
  }

  async build(): Promise<Build> {
    await this.#guard(() => beginBuild(this.#session, this.name))
    let isOver = false
    return {
      database: this,
      finish: async () => {
        await this.#guard(() => finishBuild(this.#session, this.name))
        isOver = true
      },
      undo: async () => {
        if (isOver) return
        isOver = true
        await this.#undoBuild()
      },
    }
  }

  /** Whatever became of this session: it lets go of the lock, or is gone with it. */
  async #undoBuild(): Promise<void> {
    await this.#aborted
    await releaseLock(this.#session, this.name).catch(() => this.#session.close())
    await this.#knex?.destroy()
    this.#knex = undefined
    const session = await Session.open(this.settings, this.#options.onStatement)
    try {
      await undoBuild(session, this.name)
    } finally {
      session.close()
    }
  }

  rebuildIndexes(table: Table): Promise<IndexRebuild> {
    return this.#guard(() => rebuildIndexes(this.#session, table))
  }

  knex(): Knex {
    this.#knex ??= makeKnex(this.settings)
    return this.#knex
  }

  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#options.signal?.removeEventListener('abort', this.#onAbort)
    try {
      await this.#load?.rollback()
    } finally {
      this.#session.close()
      await this.#knex?.destroy()
    }
  }

  /** From a second connection: the first is busy. */
  async #kill(what: 'CONNECTION' | 'QUERY'): Promise<void> {
    const other = await Session.open(this.settings)
    try {
      await other.run(`KILL ${what} ${this.#session.threadId}`)
    } finally {
      other.close()
    }
  }

  /** An aborted run fails with the signal's reason, whatever it was doing. */
  async #guard<T>(work: () => Promise<T>): Promise<T> {
    const { signal } = this.#options
    signal?.throwIfAborted()
    try {
      return await work()
    } catch (error) {
      signal?.throwIfAborted()
      throw asTaskError(error, this.settings)
    }
  }
}

const underWay = (database: string): string =>
  `Another import into ${database} is under way, or was stopped a moment ago: until it is over, triggers are missing.`

const leftUndone = (reason: string): string =>
  `A stopped import is still to be undone or finished, which this user may not do (${reason}): ` +
  'the next run of one who may does it.'

type Guard = <T>(work: () => Promise<T>) => Promise<T>

class GuardedSnapshot implements Snapshot {
  readonly #snapshot: Snapshot
  readonly #guard: Guard

  constructor(snapshot: Snapshot, guard: Guard) {
    this.#snapshot = snapshot
    this.#guard = guard
  }

  get tables(): readonly Table[] {
    return this.#snapshot.tables
  }

  get sequences(): readonly Sequence[] {
    return this.#snapshot.sequences ?? []
  }

  get notes(): readonly string[] {
    return this.#snapshot.notes ?? []
  }

  async *read(table: Table): ReturnType<Snapshot['read']> & AsyncGenerator {
    const batches = this.#snapshot.read(table)[Symbol.asyncIterator]()
    try {
      for (;;) {
        const next = await this.#guard(() => batches.next())
        if (next.done) return
        yield next.value
      }
    } finally {
      await batches.return?.()
    }
  }

  estimates(): Promise<Map<string, number>> {
    return this.#guard(() => this.#snapshot.estimates())
  }

  close(): Promise<void> {
    return this.#snapshot.close()
  }
}

class GuardedLoad implements Load {
  readonly #load: Load
  readonly #guard: Guard
  readonly #aborted: () => Promise<void>

  constructor(load: Load, guard: Guard, aborted: () => Promise<void>) {
    this.#load = load
    this.#guard = guard
    this.#aborted = aborted
  }

  async table(plan: TableLoadPlan): Promise<TableLoad> {
    const load = await this.#guard(() => this.#load.table(plan))
    return {
      write: (batch) => this.#guard(() => load.write(batch)),
      end: () => this.#guard(() => load.end()),
    }
  }

  finish(): Promise<LoadOutcome> {
    return this.#guard(() => this.#load.finish())
  }

  commit(): Promise<void> {
    return this.#guard(() => this.#load.commit())
  }

  /** Not while an abort is ending the session: what is put back on it could be lost halfway. */
  async rollback(): Promise<void> {
    await this.#aborted()
    await this.#load.rollback()
  }
}

class GuardedTrial implements Trial {
  readonly #trial: Trial
  readonly #guard: Guard
  readonly #aborted: () => Promise<void>

  constructor(trial: Trial, guard: Guard, aborted: () => Promise<void>) {
    this.#trial = trial
    this.#guard = guard
    this.#aborted = aborted
  }

  async table(plan: TableLoadPlan): Promise<TableLoad> {
    const load = await this.#guard(() => this.#trial.table(plan))
    return {
      write: (batch) => this.#guard(() => load.write(batch)),
      end: () => this.#guard(() => load.end()),
    }
  }

  finish(): Promise<void> {
    return this.#guard(() => this.#trial.finish())
  }

  /** What a lost session had is gone with it. */
  async close(): Promise<void> {
    await this.#aborted()
    await this.#trial.close().catch((error) => (isConnectionLost(error) ? undefined : Promise.reject(error)))
  }
}
