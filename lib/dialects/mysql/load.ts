import { randomUUID } from 'node:crypto'
import { exitCodes, TaskError } from '../../errors.ts'
import type { Column, Table } from '../../schema/table.ts'
import { isIdentity } from '../../schema/table.ts'
import type { Load, LoadOutcome, LoadPlan, TableLoad, TableLoadPlan } from '../dialect.ts'
import { releaseLock, requireLock, takeLock } from './advisory-lock.ts'
import { journalTable, readTables } from './catalog.ts'
import type { CellLimits } from './cell-writer.ts'
import { integerBits, parseNative } from './column-type.ts'
import { deferredIndexes } from './deferred-indexes.ts'
import { hasJournal, type JournalEntry, markLoaded, openJournal, settleJournal } from './journal.ts'
import { isRowTooLarge, makeLenient } from './lenient-table.ts'
import { countOrphans, type Reference, referencesOf, refuseOrphans, settleOrphans } from './references.ts'
import { createSequence } from './sequences.ts'
import { isConnectionLost, type Session } from './session.ts'
import { quoteName, quoteText } from './sql-text.ts'
import { tableStatements } from './table-ddl.ts'
import { MysqlTableLoad } from './table-load.ts'
import { refuseTargets } from './target-tables.ts'
import { shortName } from './translate.ts'
import { readTransport, type Transport } from './transport.ts'
import { quoteDefiner, readTriggers, type TriggerDefinition, type TriggerEvent } from './trigger.ts'
import { ServerError } from './wire-statement.ts'

/** How long a fresh connection waits until the server has rolled back what a lost one had done. */
const rollbackSeconds = 600

/** A transaction of records, with a journal around it of all that DDL did for it. */
export class MysqlLoad implements Load {
  readonly #session: Session
  readonly #reopen: () => Promise<Session>
  readonly #plan: LoadPlan
  readonly #database: string
  #transport: Transport = 'insert'
  #limits: CellLimits | undefined
  #tables: readonly Table[] = []
  #isJournaled = false
  #table: MysqlTableLoad | undefined
  #isOver = false

  private constructor(session: Session, database: string, plan: LoadPlan, reopen: () => Promise<Session>) {
    this.#session = session
    this.#database = database
    this.#plan = plan
    this.#reopen = reopen
  }

  static async begin(
    session: Session,
    database: string,
    plan: LoadPlan,
    reopen: () => Promise<Session>,
  ): Promise<MysqlLoad> {
    await requireLock(session, database)
    const load = new MysqlLoad(session, database, plan, reopen)
    try {
      await load.#prepare()
    } catch (error) {
      await load.rollback()
      throw error
    }
    return load
  }

  async table(plan: TableLoadPlan): Promise<TableLoad> {
    this.#table = new MysqlTableLoad(this.#session, plan, this.#transport, this.#limits!)
    return this.#table
  }

  async finish(): Promise<LoadOutcome> {
    const references = referencesOf(this.#tables, this.#plan)
    const { orphans = 'fail' } = this.#plan
    if (orphans === 'keep') return this.#keepOrphans(references)
    const outcome = await settleOrphans(this.#session, references, orphans)
    await refuseOrphans(this.#session, references)
    return outcome
  }

  async #keepOrphans(references: readonly Reference[]): Promise<LoadOutcome> {
    const loaded = references.filter(({ isLoaded }) => isLoaded)
    await refuseOrphans(
      this.#session,
      references.filter(({ isLoaded }) => !isLoaded),
    )
    return { nulled: 0, skipped: 0, kept: await countOrphans(this.#session, loaded) }
  }

  async commit(): Promise<void> {
    if (this.#isJournaled) await markLoaded(this.#session)
    try {
      await this.#session.run('COMMIT')
    } catch (error) {
      if (!isConnectionLost(error)) throw error
      return this.#findOut(error)
    }
    this.#isOver = true
    try {
      await this.#settle(this.#session)
    } catch (error) {
      if (!isConnectionLost(error)) throw error
      await this.#settleAnew()
    }
  }

  async rollback(): Promise<void> {
    if (this.#isOver) return
    this.#isOver = true
    await this.#table?.stop()
    try {
      await this.#session.run('ROLLBACK')
      await this.#settle(this.#session)
    } catch (error) {
      if (!isConnectionLost(error)) throw error
      await this.#settleAnew()
    }
  }

  /** The connection was lost while the server was committing: only the journal knows whether it did. */
  async #findOut(error: unknown): Promise<void> {
    this.#isOver = true
    const wasLoaded = this.#isJournaled && (await this.#settleAnew())
    if (!wasLoaded) throw error
  }

  /** On a fresh connection, once the server has given up the lost one. Gives whether the records are there. */
  async #settleAnew(): Promise<boolean> {
    const session = await this.#reopen()
    try {
      if (!(await takeLock(session, this.#database, rollbackSeconds))) {
        throw new TaskError('the server still holds the lost connection of this import', {
          hint: 'When it has let go, the next run of any task puts back what was changed.',
        })
      }
      const { wasLoaded } = await settleJournal(session)
      return wasLoaded
    } finally {
      session.close()
    }
  }

  async #settle(session: Session): Promise<void> {
    await settleJournal(session)
    await session.run('SET SESSION foreign_key_checks = 1')
    await releaseLock(session, this.#database)
  }

  async #prepare(): Promise<void> {
    const session = this.#session
    if (await hasJournal(session)) await settleJournal(session)
    await refuseTargets(session, this.#database, this.#plan)
    await session.run('SET SESSION foreign_key_checks = 0')
    const { transport, limits } = await readTransport(session)
    this.#transport = transport
    this.#limits = limits
    const mark = `record-tasks import ${randomUUID()}`
    const triggers = await this.#firingTriggers()
    const deferred = deferredIndexes(this.#plan)
    const entries: JournalEntry[] = [
      ...this.#plan.create.map(({ name }) => ({ kind: 'table' as const, table: name, mark })),
      ...this.#sequences(mark),
      ...(await this.#counters()),
      ...triggers.map((trigger) => ({ kind: 'trigger' as const, trigger })),
      ...deferred.map(({ table, names, make }) => ({ kind: 'indexes' as const, table, names, sql: make })),
    ]
    await this.#journal(entries)
    await this.#checkTriggersCanReturn(triggers)
    for (const { name } of triggers) await session.run(`DROP TRIGGER ${quoteName(name)}`)
    await this.#makeSequences(mark)
    await this.#makeTables(mark)
    for (const { drop } of deferred) await this.#dropIndexes(drop)
    this.#tables = await readTables(session)
    await session.run('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ')
    await session.run('START TRANSACTION')
    for (const { name } of this.#plan.clear) await session.run(`DELETE FROM ${quoteName(name)}`)
  }

  /** Before the tables, whose defaults may use them. */
  async #makeSequences(mark: string): Promise<void> {
    for (const { source, target } of this.#plan.sequences ?? []) {
      if (target === undefined) await this.#make(`the sequence ${source.name}`, createSequence(source, mark))
    }
  }

  #sequences(mark: string): JournalEntry[] {
    return (this.#plan.sequences ?? []).map(({ source, target }) => ({
      kind: 'sequence' as const,
      sequence: source.name,
      next: String(source.next),
      ...(target === undefined ? { mark } : {}),
    }))
  }

  async #makeTables(mark: string): Promise<void> {
    const taken = await this.#foreignKeyNames()
    for (const table of this.#plan.create) {
      const made = withFreeNames(table, taken)
      for (const sql of tableStatements(made, this.#session.flavor, mark))
        await this.#make(`the table ${table.name}`, sql)
    }
  }

  /** They were made with their table, so that one that cannot be is known before any record is in. */
  async #dropIndexes(sql: string): Promise<void> {
    try {
      await this.#session.run(sql)
    } catch (error) {
      // One that a table relies on after all stays, and is kept up.
      if (!(error instanceof ServerError)) throw error
    }
  }

  async #make(what: string, sql: string): Promise<void> {
    try {
      await makeLenient(this.#session, sql)
    } catch (error) {
      if (!(error instanceof ServerError)) throw error
      throw new TaskError(`${what} cannot be made: ${error.message}`, {
        exitCode: exitCodes.schemaMismatch,
        hint: isRowTooLarge(error)
          ? 'Import as a user with SESSION_VARIABLES_ADMIN, who may make such tables, or make the table by hand.'
          : `The statement was: ${error.statement}`,
        cause: error,
      })
    }
  }

  /** Those of the whole database, in lower case: a name may be there once. */
  async #foreignKeyNames(): Promise<Set<string>> {
    const rows = await this.#session.rows(
      'SELECT constraint_name AS name FROM information_schema.referential_constraints WHERE constraint_schema = DATABASE()',
    )
    return new Set(rows.map(({ name }) => name!.toLowerCase()))
  }

  async #firingTriggers(): Promise<TriggerDefinition[]> {
    const loaded = new Set(this.#plan.loads.map(({ target }) => target.name))
    const cleared = new Set(this.#plan.clear.map(({ name }) => name))
    const { orphans } = this.#plan
    const onLoaded = new Set<TriggerEvent>([
      'INSERT',
      ...(orphans === 'null' ? ['UPDATE' as const] : []),
      ...(orphans === 'skip' ? ['DELETE' as const] : []),
    ])
    return readTriggers(
      this.#session,
      (table, event) =>
        (loaded.has(table) && onLoaded.has(event)) || (cleared.has(table) && event === 'DELETE'),
    )
  }

  async #counters(): Promise<JournalEntry[]> {
    const made = new Set(this.#plan.create.map(({ name }) => name))
    const cleared = new Set(this.#plan.clear.map(({ name }) => name))
    const rows = await this.#session.rows(
      'SELECT table_name AS name, auto_increment AS next FROM information_schema.tables ' +
        'WHERE table_schema = DATABASE() AND auto_increment IS NOT NULL',
    )
    const next = new Map(rows.map((row) => [row.name!, row.next!]))
    return this.#plan.loads.flatMap(({ target, columns }) => {
      const identity = columns.find((column) => isIdentity(column.target))
      if (identity === undefined) return []
      const before = made.has(target.name) ? undefined : next.get(target.name)
      const after = identity.source.next
      return [
        {
          kind: 'counter' as const,
          table: target.name,
          ...(before === undefined ? {} : { before }),
          ...(after === undefined ? {} : { after: counterOf(after, identity.target) }),
          mayFall: made.has(target.name) || cleared.has(target.name),
        },
      ]
    })
  }

  /** A user who may only write rows can do without, where nothing but counters would move. */
  async #journal(entries: readonly JournalEntry[]): Promise<void> {
    try {
      await openJournal(this.#session, entries)
      this.#isJournaled = true
    } catch (error) {
      const isDenied = error instanceof ServerError && error.errno === 1142
      if (!isDenied) throw error
      if (entries.every(({ kind }) => kind === 'counter')) return
      throw new TaskError(`the user may not create the table ${journalTable}: ${error.message}`, {
        hint: 'An import that makes tables, meets triggers or sets sequences needs CREATE, ALTER, DROP and TRIGGER.',
        cause: error,
      })
    }
  }

  /** Before any is dropped: whether this user may make triggers of these definers. */
  async #checkTriggersCanReturn(triggers: readonly TriggerDefinition[]): Promise<void> {
    for (const definer of new Set(triggers.map((trigger) => trigger.definer))) {
      try {
        await this.#session.run(
          `CREATE DEFINER=${quoteDefiner(definer)} TRIGGER record_tasks_probe BEFORE INSERT ` +
            `ON ${quoteName(journalTable)} FOR EACH ROW SET @record_tasks_probe = 1`,
        )
      } catch (error) {
        const names = triggers.filter((trigger) => trigger.definer === definer).map(({ name }) => name)
        throw new TaskError(
          `the triggers ${names.join(', ')} could not be put back after the import: ${(error as Error).message}`,
          {
            exitCode: exitCodes.schemaMismatch,
            hint: `Import as ${quoteText(definer)}, or as a user who may create triggers in its name.`,
            cause: error,
          },
        )
      }
      await this.#session.run('DROP TRIGGER record_tasks_probe')
    }
  }
}

/** As the server keeps it: of a column that is full, at its highest; never below 1, from where it counts upwards. */
function counterOf(next: number | string, { native }: Column): string {
  const { base, unsigned } = parseNative(native)
  const bits = integerBits[base]
  const highest = bits === undefined ? 2n ** 64n - 1n : 2n ** BigInt(unsigned ? bits : bits - 1) - 1n
  if (BigInt(next) < 1n) return '1'
  return String(BigInt(next) < highest ? next : highest)
}

/** The table with its foreign keys under names that nobody has; adds them to `taken`. */
function withFreeNames(table: Table, taken: Set<string>): Table {
  const foreignKeys = table.foreignKeys.map((key) => {
    let name = key.name
    for (let i = 1; taken.has(name.toLowerCase()); i++) name = shortName(`${table.name}_${key.name}_${i}`)
    taken.add(name.toLowerCase())
    return { ...key, name }
  })
  return { ...table, foreignKeys }
}
