import { existsSync } from 'node:fs'
import type { ConnectionSettings, DatabaseLock } from '../dialects/dialect.ts'
import { lockDatabase } from '../dialects/lock-database.ts'
import { openDatabase } from '../dialects/open-database.ts'
import type { SchemaHistory } from '../dump/format.ts'
import { exitCodes, TaskError } from '../errors.ts'
import { listed, MigrationFailed } from '../migrations/migration-failed.ts'
import { type AppliedMigration, appliedWithBatches } from '../migrations/migration-history.ts'
import type { MigrationEvent } from '../migrations/run-migrations.ts'
import type { Store } from '../store/store.ts'
import { toolName } from '../version.ts'
import { migrationDigests } from './migration-digests.ts'
import { isSameSchema, readSchemaState, type SchemaState, schemaStateOf } from './schema-state.ts'
import {
  readUpdateState,
  type StatePlace,
  stateFormat,
  stateVersion,
  type UpdateState,
  writeUpdateState,
} from './update-state.ts'

/** Knex migrations; none where another framework's command migrates. */
export interface KnexDirectory {
  /** Absolute. */
  directory: string
  table?: string | undefined
}

export interface UpdateOptions {
  settings: ConnectionSettings
  /** Of the backups, and where they lie. */
  name: string
  store: Store
  migrations: KnexDirectory | undefined
  /** In their order. */
  titles: readonly string[]
  skipBackup?: boolean
  signal?: AbortSignal | undefined
  onNote?: ((note: string) => void) | undefined
  /** The run is over, however it ended. */
  onEnd?: (() => Promise<void>) | undefined
  /** What an error of a step that is no TaskError says to the user. */
  describe?: ((error: unknown) => { message: string; hint?: string | undefined }) | undefined
}

/** What became of the update before this one. */
export interface EarlierUpdate {
  state: UpdateState
  /** One that did not come to its end: this run goes on with it, or the schema is untouched and it begins anew. */
  unfinished?: 'goes on' | 'begins anew'
}

/**
 * One update of a database, which no other run updates at the same time. What it is about to do is written down
 * before it is done, so that a kill at any moment leaves the next run with the truth.
 */
export class UpdateRun {
  readonly lock: DatabaseLock
  readonly earlier: EarlierUpdate | undefined
  /** When it began, there was no table: nothing that could be backed up. */
  readonly isEmpty: boolean
  readonly #options: UpdateOptions
  readonly #place: StatePlace
  readonly #ddlCommits: boolean
  #state: UpdateState

  private constructor(
    options: UpdateOptions,
    lock: DatabaseLock,
    state: UpdateState,
    found: Found,
    earlier: EarlierUpdate | undefined,
  ) {
    this.#options = options
    this.#place = options
    this.lock = lock
    this.#state = state
    this.#ddlCommits = found.ddlCommits
    this.isEmpty = found.schema.isEmpty
    this.earlier = earlier
  }

  /** TaskError 13 while another run updates or migrates this database; TaskError 1 where a rollback was stopped. */
  static async begin(options: UpdateOptions): Promise<UpdateRun> {
    const lock = await lockDatabase(options.settings)
    try {
      const previous = await readUpdateState(options)
      if (previous?.phase === 'rolling back') throw inRollback(previous)
      const found = await look(options)
      const earlier = previous && judge(previous, found.schema)
      const state = earlier?.unfinished === 'goes on' ? previous! : freshState(options, found)
      const { error: _, ...kept } = { ...state, database: options.settings.display, tool: toolName }
      const run = new UpdateRun(options, lock, { ...kept, phase: 'running' }, found, earlier)
      await run.#write({})
      return run
    } catch (error) {
      await lock.release()
      await options.onEnd?.()
      throw error
    }
  }

  get state(): Readonly<UpdateState> {
    return this.#state
  }

  /** The step at this place, from 0. Where it fails, the update ends, and the error says where and what to do. */
  async step<Result>(index: number, work: () => Promise<Result>): Promise<Result> {
    const { titles, signal } = this.#options
    const title = titles[index] ?? ''
    try {
      signal?.throwIfAborted()
      await this.#write({ step: { position: index + 1, of: titles.length, title, began: now() } })
      return await work()
    } catch (error) {
      throw await this.#fail(error)
    }
  }

  /** A backup was made. The first of a run is what --rollback brings back. */
  async backedUp(id: string): Promise<void> {
    // What is half done is nothing to go back to.
    if (this.#state.backup === undefined && this.earlier?.unfinished !== 'goes on')
      await this.#write({ backup: id })
  }

  /** Before each migration and after it. */
  async onMigration({ name, state, isOutsideTransaction }: MigrationEvent): Promise<void> {
    if (state === 'running')
      await this.#write({ migration: { name, isAtomic: !this.#ddlCommits && !isOutsideTransaction } })
    else await this.migrated()
  }

  /** Another framework's command is about to migrate, of which nobody knows what it does in one. */
  async onCommand(command: string): Promise<void> {
    await this.#write({ migration: { name: command, isAtomic: false } })
  }

  /** It has ended, and well. */
  async migrated(): Promise<void> {
    await this.#write({ migration: undefined })
  }

  /** Everything is done. */
  async finish(): Promise<{ before: SchemaHistory | null; after: SchemaHistory | null }> {
    try {
      const { history } = await schemaStateOf(this.#options.settings, this.#options.signal)
      await this.#write({ phase: 'done', after: history, step: undefined, migration: undefined })
      await this.#end()
      return { before: this.#state.before.history, after: history }
    } catch (error) {
      throw await this.#fail(error)
    }
  }

  async #end(): Promise<void> {
    await this.lock.release()
    await this.#options.onEnd?.()
  }

  async #write(changes: Partial<Record<keyof UpdateState, unknown>>): Promise<void> {
    this.#state = withoutUndefined({ ...this.#state, ...changes })
    await writeUpdateState(this.#place, this.#state)
  }

  /** What is to be told. A failure to write it down is not to hide the one that came first. */
  async #fail(error: unknown): Promise<unknown> {
    const { signal, describe = plainly } = this.#options
    const told = error instanceof TaskError ? error : describe(error)
    const { step } = this.#state
    await this.#write({ phase: 'failed', error: told.message }).catch(() => {})
    await this.#end()
    if (signal?.aborted) return error
    const where = step ? `Step ${step.position} of ${step.of}, ${JSON.stringify(step.title)}: ` : ''
    const hints = [...(error instanceof MigrationFailed ? this.#whatIsIn(error) : [told.hint]), this.#wayOn()]
    return new TaskError(`${where}${told.message}`, {
      exitCode: error instanceof TaskError ? error.exitCode : exitCodes.failed,
      hint: hints.filter((hint) => hint !== undefined).join(' '),
      cause: error,
    })
  }

  #whatIsIn({ migration, applied, notRun }: MigrationFailed): string[] {
    const isUndone = this.#state.migration?.isAtomic ?? false
    return [
      ...listed('In', applied),
      isUndone
        ? `What ${migration} did is undone.`
        : `What ${migration} did before it failed may still be there: it was not one transaction.`,
      ...listed('Not run', notRun),
    ]
  }

  #wayOn(): string {
    const { backup, before } = this.#state
    const back =
      backup !== undefined
        ? ` Or go back to the backup ${backup}: tasks update --rollback.`
        : before.isEmpty
          ? ' Or empty the database, which it was before: tasks update --rollback.'
          : ''
    return `Mend it and run tasks update again: it goes on.${back}`
  }
}

/** What is known of an update that is over or was stopped, in a sentence. */
export function describeEarlier({ state, unfinished }: EarlierUpdate): string | undefined {
  if (unfinished === undefined) return undefined
  const how = state.phase === 'failed' ? 'failed' : 'was killed'
  const where = state.step
    ? ` in step ${state.step.position} of ${state.step.of}, ${JSON.stringify(state.step.title)}, begun ${state.step.began}`
    : ''
  const why = state.error === undefined ? '' : ` (${state.error})`
  return [
    `The update that began ${state.run} ${how}${where}${why}.`,
    ...(state.migration && unfinished === 'goes on' ? [describeMigration(state.migration)] : []),
    unfinished === 'goes on'
      ? `This run goes on with it${state.backup === undefined ? '' : `; its backup ${state.backup} is what tasks update --rollback brings back`}.`
      : 'The schema is as it was before it: this run begins anew.',
  ].join(' ')
}

const describeMigration = ({ name, isAtomic }: NonNullable<UpdateState['migration']>): string =>
  isAtomic
    ? `What ${name} did until then is undone, unless it is recorded.`
    : `${name} was running, and not as one transaction: a part of it may be in.`

/** Of an earlier run, and whether this one is the rest of it. */
function judge(state: UpdateState, found: SchemaState): EarlierUpdate {
  if (state.phase !== 'running' && state.phase !== 'failed') return { state }
  const isUntouched = isSameSchema(state.before, found) && (state.migration?.isAtomic ?? true)
  return { state, unfinished: isUntouched ? 'begins anew' : 'goes on' }
}

interface Found {
  schema: SchemaState
  applied: AppliedMigration[]
  files: Record<string, string>
  ddlCommits: boolean
}

async function look({ settings, migrations, signal, onNote }: UpdateOptions): Promise<Found> {
  const isMissing = settings.filename !== undefined && !existsSync(settings.filename)
  const database = await openDatabase(settings, { signal, createFile: isMissing })
  try {
    for (const note of await database.recover()) onNote?.(note)
    const schema = await readSchemaState(database)
    const ddlCommits = !database.capabilities.transactionalDdl
    if (!migrations || schema.isEmpty) return { schema, applied: [], files: {}, ddlCommits }
    const applied = await appliedWithBatches(database.knex(), migrations.table)
    const files = await migrationDigests(
      migrations.directory,
      applied.map(({ name }) => name),
    )
    return { schema, applied, files, ddlCommits }
  } finally {
    await database.close()
  }
}

const freshState = ({ settings, skipBackup }: UpdateOptions, found: Found): UpdateState => ({
  format: stateFormat,
  version: stateVersion,
  run: now(),
  database: settings.display,
  tool: toolName,
  phase: 'running',
  before: found.schema,
  ...(skipBackup ? { skippedBackup: true } : {}),
  applied: found.applied,
  files: found.files,
})

const now = (): string => `${new Date().toISOString().slice(0, 19)}Z`

const plainly = (error: unknown): { message: string; hint?: string | undefined } => ({
  message: error instanceof Error ? error.message : String(error),
})

const inRollback = ({ run, rollback }: UpdateState): TaskError =>
  new TaskError(
    `The rollback of the update that began ${run} was stopped${rollback ? ` in its step ${JSON.stringify(rollback.step)}` : ''}`,
    { hint: 'The database is not whole before it is completed: tasks update --rollback.' },
  )

const withoutUndefined = (state: object): UpdateState =>
  Object.fromEntries(
    Object.entries(state).filter(([, value]) => value !== undefined),
  ) as unknown as UpdateState
