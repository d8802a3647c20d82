import type { ByteWriter } from '../../canonical/byte-writer.ts'
import { exitCodes, RecordRejected, TaskError } from '../../errors.ts'
import { isOversized, type RecordBatch } from '../../schema/record-batch.ts'
import type { Table } from '../../schema/table.ts'
import type { Load, LoadOutcome, LoadPlan, TableLoad, TableLoadPlan } from '../dialect.ts'
import { takeLock } from './advisory-lock.ts'
import { isBinary } from './binary-rows.ts'
import { make, makeError, makeTables } from './create.ts'
import { keyStatements } from './ddl.ts'
import { makeSequences, setLoadedSequences } from './load-sequences.ts'
import { type Location, locate, quoteLocation } from './location.ts'
import { refreshMaterializedViews } from './materialized-views.ts'
import { readOccupied } from './occupied.ts'
import { applyOrphanPolicy, refuseOrphans } from './orphans.ts'
import { quoteNames } from './quote.ts'
import { findReal, loadedTables, newReferences, type Reference, referencesOf } from './reference.ts'
import { rejection } from './rejection.ts'
import { RowDecoder } from './row-decoder.ts'
import { setSequences } from './sequences.ts'
import { type Session, serverError } from './session.ts'
import { readForeignKeys, readTouched, readTriggers, Suspension, type Touched } from './suspension.ts'
import { WriterPair } from './writer-pair.ts'

export interface LoadContext {
  session: Session
  schemas: readonly string[]
  serverVersion: number
  databaseName: string
  /** Of the server. */
  encoding: string
}

/** Begins an import's transaction: lock, new tables, foreign keys and triggers away, rows of `clear` deleted. */
export async function beginLoad(context: LoadContext, plan: LoadPlan): Promise<Load> {
  const { session } = context
  // Not READ WRITE: a database whose default is read-only was made so by someone who wants it to stay as it is.
  await session.execute('BEGIN ISOLATION LEVEL READ COMMITTED')
  try {
    await takeLock(session, context.databaseName)
    await makeSequences(session, plan.sequences ?? [], context.schemas)
    const created = await makeTables(session, plan.create, context.schemas)
    const suspension = await suspend(context, plan, created)
    await clear(context, plan)
    return new PostgresLoad(context, plan, created, suspension)
  } catch (error) {
    await session.executeLast('ROLLBACK')
    throw error
  }
}

async function suspend(context: LoadContext, plan: LoadPlan, created: readonly Table[]): Promise<Suspension> {
  const { session, schemas } = context
  const createdNames = new Set(created.map((table) => table.name))
  const targets = [...plan.clear, ...plan.loads.map((load) => load.target)]
  const existing = targets.filter((table) => !createdNames.has(table.name))
  const locations = existing.map((table) => locate(table, schemas))
  await lockTables(session, locations)
  const touched = await readTouched(session, locations)
  const suspension = new Suspension(
    session,
    touched.map(({ oid }) => oid),
    await readForeignKeys(session, touched, context.serverVersion),
    await readTriggers(session, touched),
  )
  requireOwnership(await readTouched(session, suspension.altered))
  await lockTables(session, suspension.neighbours)
  await suspension.begin()
  return suspension
}

/** All at once and in one order, so that two sessions cannot wait for each other. Partitions are locked with them. */
async function lockTables(session: Session, locations: readonly Location[]): Promise<void> {
  const names = [...new Set(locations.map(quoteLocation))].sort()
  if (names.length === 0) return
  await session.execute(`LOCK TABLE ${names.join(', ')} IN ACCESS EXCLUSIVE MODE`)
}

function requireOwnership(tables: readonly Touched[]): void {
  const foreign = tables.find((table) => !table.owned)
  if (!foreign) return
  throw new TaskError(
    `The table ${foreign.relation} has foreign keys or triggers, and only its owner ${foreign.owner} can put them aside for the load.`,
    { hint: `Connect as ${foreign.owner}, or GRANT ${foreign.owner} TO the user.` },
  )
}

/**
 * TRUNCATE is quick and undone by a rollback; where the privilege lacks, DELETE does. Not for empty tables: new
 * files and a dozen locks for each add up, and the server's room for locks is small.
 */
async function clear({ session, schemas }: LoadContext, plan: LoadPlan): Promise<void> {
  const locations = plan.clear.map((table) => locate(table, schemas))
  const tables = (await readTouched(session, locations)).filter((table) => table.depth === 0)
  const target = (table: Touched) => `${table.partitioned ? '' : 'ONLY '}${quoteLocation(table)}`
  const occupied = await readOccupied(session, tables)
  const truncated = tables.filter((table) => table.mayTruncate && occupied.has(table))
  if (truncated.length > 0) await session.execute(`TRUNCATE ${truncated.map(target).join(', ')}`)
  for (const table of occupied) {
    if (!table.mayTruncate) await session.execute(`DELETE FROM ${target(table)}`)
  }
}

class PostgresLoad implements Load {
  readonly #context: LoadContext
  readonly #plan: LoadPlan
  readonly #created: readonly Table[]
  readonly #suspension: Suspension
  readonly #writers = new WriterPair()
  #table: PostgresTableLoad | undefined
  #ended = false

  constructor(context: LoadContext, plan: LoadPlan, created: readonly Table[], suspension: Suspension) {
    this.#context = context
    this.#plan = plan
    this.#created = created
    this.#suspension = suspension
  }

  async table(plan: TableLoadPlan): Promise<TableLoad> {
    this.#table = new PostgresTableLoad(this.#context, plan, this.#writers)
    return this.#table
  }

  async finish(): Promise<LoadOutcome> {
    const { session, schemas } = this.#context
    // Deferred checks would stand in the way of every ALTER TABLE that follows.
    await this.#checked(() => make(session, 'SET CONSTRAINTS ALL IMMEDIATE', 'A constraint'))
    for (const table of this.#created) {
      for (const sql of keyStatements(table, quoteLocation(locate(table, schemas))))
        await this.#checked(() => make(session, sql, `A key or index of ${table.name}`))
    }
    const outcome = await this.#restoreForeignKeys()
    await setLoadedSequences(session, this.#plan.sequences ?? [], schemas)
    await setSequences(
      session,
      this.#plan.loads.map((plan) => ({ plan, location: locate(plan.target, schemas) })),
    )
    const views = await refreshMaterializedViews(session, this.#suspension.touched)
    return { ...outcome, ...(views.length === 0 ? {} : { notes: views }) }
  }

  /** A duplicate that shows only now is the user's to mend. */
  async #checked<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work()
    } catch (error) {
      const server = serverError(error)
      if (!server?.code.startsWith('23')) throw error
      const table = server.table === undefined ? '' : `${server.table}: `
      throw new TaskError(`${table}${server.message}. ${server.detail ?? ''}`.trim(), {
        hint: 'Nothing was changed. Mend the records in the source.',
        cause: error,
      })
    }
  }

  async #restoreForeignKeys(): Promise<LoadOutcome> {
    const { keys } = this.#suspension
    const find = findReal(loadedTables(this.#plan, this.#context.schemas))
    const old = new Map(keys.map((key) => [key, referencesOf([key], find)[0]]))
    const made = await newReferences(this.#context, this.#created, find)
    const references = [...old.values(), ...made.map(({ reference }) => reference)].filter(
      (reference) => reference !== undefined,
    )
    const { session } = this.#context
    const outcome = await this.#checked(() => applyOrphanPolicy(session, references, this.#plan.orphans))
    await this.#suspension.end((key, sql) => this.#addForeignKey(old.get(key), sql, key.validated))
    for (const { reference, sql, table } of made) {
      await this.#addForeignKey(reference, sql, true).catch((error) => {
        throw makeError(error, `The foreign key ${reference.name} of ${table}`)
      })
    }
    return outcome
  }

  /** Its orphans, if there are any, are named: also those of a key that the server does not check. */
  async #addForeignKey(reference: Reference | undefined, sql: string, isChecked: boolean): Promise<void> {
    const { session } = this.#context
    await session.execute('SAVEPOINT foreign_key')
    try {
      await session.execute(sql)
    } catch (error) {
      if (!reference || (error as { code?: string }).code !== '23503') throw error
      await session.execute('ROLLBACK TO SAVEPOINT foreign_key')
      await refuseOrphans(this.#context, reference, this.#plan.orphans)
      throw error
    }
    await session.execute('RELEASE SAVEPOINT foreign_key')
    if (reference && !isChecked) await refuseOrphans(this.#context, reference, this.#plan.orphans)
  }

  async commit(): Promise<void> {
    try {
      await this.#context.session.execute('COMMIT')
      this.#ended = true
    } catch (error) {
      if (!this.#context.session.isLost) throw error
      throw new TaskError('The connection was lost while the import was being committed.', {
        exitCode: exitCodes.unreachable,
        hint: 'The target is either as it was or wholly loaded: look which, and run it again if need be.',
        cause: error,
      })
    }
  }

  async rollback(): Promise<void> {
    if (this.#ended) return
    this.#ended = true
    await this.#table?.settle()
    await this.#context.session.executeLast('ROLLBACK')
  }
}

interface Pending {
  batch: RecordBatch
  rows: Promise<number>
}

/** One COPY per batch: its answer says which record was refused, and comes while the next batch is being decoded. */
class PostgresTableLoad implements TableLoad {
  readonly #session: Session
  readonly #plan: TableLoadPlan
  readonly #decoder: RowDecoder
  readonly #table: string
  readonly #copySql: string
  readonly #writers: WriterPair
  #pending: Pending | undefined
  #rows = 0

  constructor({ session, schemas }: LoadContext, plan: TableLoadPlan, writers: WriterPair) {
    this.#session = session
    this.#plan = plan
    this.#writers = writers
    this.#decoder = new RowDecoder(plan)
    this.#table = quoteLocation(locate(plan.target, schemas))
    this.#copySql = `COPY ${this.#table} (${quoteNames(this.#decoder.targets)}) FROM STDIN`
  }

  async write(batch: RecordBatch): Promise<void> {
    const writer = this.#writers.next(this.#pending !== undefined)
    const refusal = this.#decode(writer, batch)
    await this.#answer()
    if (refusal !== undefined) throw refusal
    const rows = this.#send(writer, batch)
    rows.catch(() => {})
    this.#pending = { batch, rows }
    if (!isOversized(batch)) return
    await this.#answer()
    writer.recycle(writer.take())
  }

  /** COPY takes no empty list of columns: records without any value are inserted by their number. */
  async #send(writer: ByteWriter, { rows }: RecordBatch): Promise<number> {
    if (this.#decoder.targets.length > 0) {
      const rowBytes = writer.buffer.subarray(0, writer.length)
      return this.#session.copyIn(`${this.#copySql}${isBinary(rowBytes) ? ' (FORMAT binary)' : ''}`, rowBytes)
    }
    await this.#session.execute(
      `INSERT INTO ${this.#table} SELECT FROM pg_catalog.generate_series(1, ${rows})`,
    )
    return rows
  }

  #decode(writer: ByteWriter, batch: RecordBatch): unknown {
    try {
      this.#decoder.decode(writer, batch)
      return undefined
    } catch (error) {
      return error
    }
  }

  async end(): Promise<number> {
    await this.#answer()
    return this.#rows
  }

  /** Waits for what runs, whatever comes of it. */
  async settle(): Promise<void> {
    await this.#pending?.rows.catch(() => {})
  }

  async #answer(): Promise<void> {
    const pending = this.#pending
    if (!pending) return
    this.#pending = undefined
    try {
      this.#rows += await pending.rows
    } catch (error) {
      throw this.#explain(error, pending.batch)
    }
  }

  /** In a trial's words, where they are known without the server. */
  #explain(error: unknown, batch: RecordBatch): unknown {
    const rejected = rejection(error, this.#plan, batch)
    const isRecord = rejected instanceof RecordRejected && rejected.row !== undefined
    return (isRecord && this.#decoder.faultOf(batch, rejected.row!)) || rejected
  }
}
