import type { Readable } from 'node:stream'
import { chooseBackup, partsOf, readCatalog } from '../backup/catalog.ts'
import type { Encryption, Keys } from '../backup/encryption.ts'
import { makeBackup } from '../backup/make-backup.ts'
import type { Manifest } from '../backup/manifest.ts'
import type { MediaDirectory } from '../backup/media-directory.ts'
import { verifyPart } from '../backup/read-part.ts'
import { type RecordsWay, restoreBackup } from '../backup/restore-backup.ts'
import type { ConnectionSettings, Database, DatabaseLock } from '../dialects/dialect.ts'
import { lockDatabase } from '../dialects/lock-database.ts'
import { openDatabase } from '../dialects/open-database.ts'
import { openDump } from '../dump/reader.ts'
import { exitCodes, TaskError } from '../errors.ts'
import { replayHistory } from '../migrations/replay-history.ts'
import { compareRecords } from '../records/compare-records.ts'
import { type ImportResult, importRecords } from '../records/import-records.ts'
import type { OnRecordProgress } from '../records/progress.ts'
import { readWhole } from '../records/record-source.ts'
import { readSchemaHistory } from '../records/schema-history.ts'
import type { Table } from '../schema/table.ts'
import type { Store } from '../store/store.ts'
import { refuseOtherFiles } from './refuse-other-files.ts'
import { isSameSchema, readSchemaState, schemaStateOf, shapeDifferences } from './schema-state.ts'
import type { KnexDirectory } from './update-run.ts'
import {
  type RollbackStep,
  type RollbackWay,
  readUpdateState,
  type UpdateState,
  writeUpdateState,
} from './update-state.ts'

export interface RollbackOptions {
  settings: ConnectionSettings
  /** Of the backups, and where they lie. */
  name: string
  store: Store
  migrations: KnexDirectory | undefined
  keys: Keys
  /** Come back too, where the backup has them. */
  media: readonly MediaDirectory[]
  encryption?: Encryption | undefined
  signal?: AbortSignal | undefined
  onProgress?: OnRecordProgress | undefined
  onStatement?: ((sql: string) => void) | undefined
  onStep?: ((step: RollbackStep) => void) | undefined
}

export interface RollbackPlan {
  state: UpdateState
  way: RollbackWay
  /** Of the backup that comes back. */
  manifest: Manifest | undefined
}

export interface RollbackResult {
  run: string
  way: RollbackWay
  /** Id of the backup that is back. */
  backup: string | undefined
  /** Id of the backup of what was replaced. */
  safetyId: string | undefined
  records: ImportResult | undefined
  media: { files: number; bytes: number } | undefined
  /** Records that were compared with those of the backup, and are equal. */
  compared: number
  /** What of the schema is not as it was, a sentence each. */
  differences: string[]
  /** Tables whose records are not in the backup, and not in the database any more. */
  without: string[]
  notes: string[]
}

/** What rollbackUpdate() would do. TaskError where it would refuse before anything is touched. Changes nothing. */
export async function planRollback(options: RollbackOptions): Promise<RollbackPlan> {
  const { settings, store, name, signal } = options
  const state = await readUpdateState(options)
  if (state === undefined) throw noUpdate(options)
  if (state.phase === 'rolled back')
    throw new TaskError(`The update that began ${state.run} was rolled back already`, {
      hint: 'tasks restore brings back a backup by its id: tasks list-backups shows them.',
    })
  if (state.backup === undefined) return planWithoutBackup(state)
  const catalog = await readCatalog(store, name)
  const { manifest } = chooseBackup(catalog, { id: state.backup }, store.display)
  if (isUnderWay(state)) return { state, manifest, way: 'schema' }
  const found = await schemaStateOf(settings, signal)
  if (isSameSchema(state.before, found)) return { state, manifest, way: 'records' }
  if (options.migrations === undefined || state.before.history?.kind !== 'knex' || state.applied.length === 0)
    throw onlyByHand(state, options)
  return { state, manifest, way: 'schema' }
}

/** The database is not what it was: it was emptied, and is not yet whole again. */
const isUnderWay = ({ phase, rollback }: UpdateState): boolean =>
  phase === 'rolling back' && rollback?.way === 'schema' && touching.includes(rollback.step)

const touching: readonly RollbackStep[] = ['empty', 'migrate', 'load', 'compare', 'media']

function planWithoutBackup(state: UpdateState): RollbackPlan {
  if (state.before.isEmpty) return { state, way: 'empty', manifest: undefined }
  const why = state.skippedBackup
    ? 'was made without a backup (-s)'
    : 'was stopped before its backup was made'
  throw new TaskError(`The update that began ${state.run} ${why}: there is none to go back to`, {
    hint: 'tasks list-backups shows earlier ones; tasks migrate --down undoes the last batch of knex migrations.',
  })
}

/**
 * Brings a database back to what it was before its last update, and proves it. Everything is checked before anything is
 * touched, and what is replaced is backed up first. One that is killed is completed by the next.
 * TaskError 12 where the schema has changed and only its framework can change it back; TaskError 1 without a backup.
 */
export async function rollbackUpdate(options: RollbackOptions): Promise<RollbackResult> {
  const lock = await lockDatabase(options.settings)
  try {
    const plan = await planRollback(options)
    const rollback = new Rollback(options, plan, lock)
    return plan.way === 'empty' ? await rollback.empty() : await rollback.restore(plan.manifest!)
  } finally {
    await lock.release()
  }
}

class Rollback {
  readonly #options: RollbackOptions
  readonly #plan: RollbackPlan
  readonly #lock: DatabaseLock
  #state: UpdateState
  #tables: readonly Table[] = []
  #compared = 0
  #differences: string[] = []
  #without: string[] = []

  constructor(options: RollbackOptions, plan: RollbackPlan, lock: DatabaseLock) {
    this.#options = options
    this.#plan = plan
    this.#lock = lock
    this.#state = plan.state
  }

  async restore(manifest: Manifest): Promise<RollbackResult> {
    const { settings, name, store, keys, media, encryption, signal } = this.#options
    // After a kill the backup of what was there was made already; what is there now is nobody's.
    const isSecured = isUnderWay(this.#state) && this.#state.rollback?.safetyId !== undefined
    const known = new Set(manifest.media?.directories ?? [])
    const result = await restoreBackup({
      name,
      store,
      choice: { id: manifest.id },
      keys,
      database: settings,
      media: media.filter((each) => known.has(each.name)),
      recordsWay: this.#way(),
      safety: isSecured ? undefined : { encryption },
      signal,
      onPhase: (phase) => {
        if (phase === 'verify') this.#options.onStep?.('check')
        if (phase === 'safety') this.#options.onStep?.('safety')
        if (phase === 'swap') this.#options.onStep?.('media')
      },
    })
    return this.#done({ ...result, notes: [...result.leftOut, ...result.notes] })
  }

  /** It was empty before the update: there is no backup, and nothing to load. */
  async empty(): Promise<RollbackResult> {
    const { settings, signal } = this.#options
    const safetyId = this.#state.rollback?.safetyId ?? (await this.#secure())
    const database = await this.#open()
    try {
      await this.#dropAll(database, safetyId)
    } finally {
      await database.close()
    }
    const { isEmpty } = await schemaStateOf(settings, signal)
    if (!isEmpty) throw new TaskError(`${settings.display} is not empty after everything in it was dropped`)
    return this.#done({ safetyId, records: undefined, media: undefined, notes: [] })
  }

  async #done(result: {
    safetyId: string | undefined
    records: ImportResult | undefined
    media: RollbackResult['media']
    notes: string[]
  }): Promise<RollbackResult> {
    const { safetyId = this.#state.rollback?.safetyId, records, media, notes } = result
    const { rollback: _, step: _step, migration: _migration, error: _error, ...kept } = this.#state
    this.#state = { ...kept, phase: 'rolled back' }
    await writeUpdateState(this.#options, this.#state)
    return {
      run: this.#state.run,
      way: this.#plan.way,
      backup: this.#state.backup,
      safetyId,
      records,
      media,
      compared: this.#compared,
      differences: this.#differences,
      without: this.#without,
      notes,
    }
  }

  #way(): RecordsWay {
    return this.#plan.way === 'schema'
      ? {
          check: (open) => this.#checkSchema(open),
          load: (open, safetyId) => this.#remake(open, safetyId ?? this.#state.rollback?.safetyId),
        }
      : {
          check: async (open) => void (await this.#import(await open(), true)),
          load: async (open, safetyId) => {
            await this.#write('records', safetyId)
            const result = await this.#import(await open(), false)
            await this.#prove(open, safetyId)
            return result
          },
        }
  }

  /** The migrations are those that made the schema, and the dump is whole. */
  async #checkSchema(open: () => Promise<Readable>): Promise<void> {
    await refuseOtherFiles(this.#options.migrations!.directory, this.#state)
    const reader = await openDump(await open(), { signal: this.#options.signal })
    try {
      await readWhole(reader)
      this.#tables = reader.head.tables
    } finally {
      await reader.close()
    }
  }

  async #remake(open: () => Promise<Readable>, safetyId: string | undefined): Promise<ImportResult> {
    const { migrations, signal, onStatement } = this.#options
    const database = await this.#open()
    let made: readonly Table[]
    try {
      await this.#dropAll(database, safetyId)
      await this.#write('migrate', safetyId)
      await replayHistory({
        ...migrations!,
        database,
        applied: this.#state.applied,
        lock: this.#lock,
        signal,
        onStatement,
      })
      made = await recordTables(database)
    } finally {
      await database.close()
    }
    await this.#write('load', safetyId)
    const result = await this.#import(await open(), false)
    await this.#prove(open, safetyId)
    const names = new Set(this.#tables.map((table) => table.name))
    this.#without = made.map((table) => table.name).filter((name) => !names.has(name))
    return result
  }

  #import(from: Readable, dry: boolean): Promise<ImportResult> {
    const { settings, signal, onProgress, onStatement } = this.#options
    return importRecords({
      from,
      database: settings,
      clear: true,
      create: true,
      // They were there, and so they come back.
      onOrphan: 'keep',
      dry,
      signal,
      ...(dry ? {} : { onProgress, onStatement }),
    })
  }

  /** Records against the backup, record by record; the schema against what the backup says of it. */
  async #prove(open: () => Promise<Readable>, safetyId: string | undefined): Promise<void> {
    const { settings, signal } = this.#options
    await this.#write('compare', safetyId)
    const result = await compareRecords({
      left: { file: await open() },
      right: { database: settings },
      // Tables that were left out of the backup are in the database alone.
      ignoreNonexistent: true,
      signal,
    })
    const different = [
      ...result.tables.filter(({ equal }) => !equal).map(({ name }) => name),
      ...result.onlyLeft,
      ...result.tables
        .filter(
          ({ columnsOnlyLeft, columnsOnlyRight }) => columnsOnlyLeft.length + columnsOnlyRight.length > 0,
        )
        .map(({ name }) => name),
    ]
    if (!result.equal || different.length > 0) throw notEqual(different, this.#state, safetyId)
    this.#compared = result.rows
    const database = await this.#open()
    try {
      if (this.#tables.length > 0) {
        const names = new Set(this.#tables.map(({ name }) => name))
        const found = (await recordTables(database)).filter(({ name }) => names.has(name))
        this.#differences = shapeDifferences(this.#tables, found)
      }
      const { history } = await readSchemaState(database)
      if (JSON.stringify(history) !== JSON.stringify(this.#state.before.history))
        this.#differences.push('the history of migrations is another')
    } finally {
      await database.close()
    }
  }

  /** The backup of what is there, read back. Undefined where there is nothing but a history. */
  async #secure(): Promise<string | undefined> {
    const { settings, store, name, encryption, signal, onStep } = this.#options
    onStep?.('safety')
    const database = await this.#open()
    const tables = await recordTables(database).finally(() => database.close())
    if (tables.length === 0) return undefined
    const label = `before rolling back the update of ${this.#state.run}`
    const options = {
      name,
      store,
      database: settings,
      media: [],
      encryption,
      label,
      safety: true,
      floor: 0,
      signal,
    }
    const { manifest } = await makeBackup(options)
    for (const part of partsOf(manifest)) await verifyPart(store, part, { signal })
    return manifest.id
  }

  /** Where dropping is one transaction and failed, nothing has happened: the state is what it was. */
  async #dropAll(database: Database, safetyId: string | undefined): Promise<void> {
    const before = this.#state
    await this.#write('empty', safetyId)
    try {
      await database.dropAll()
    } catch (error) {
      if (database.capabilities.transactionalDdl) await writeUpdateState(this.#options, before)
      throw error
    }
  }

  async #open(): Promise<Database> {
    const { settings, signal, onStatement } = this.#options
    const database = await openDatabase(settings, { signal, onStatement, createFile: true })
    await database.recover()
    return database
  }

  async #write(step: RollbackStep, safetyId: string | undefined): Promise<void> {
    this.#options.onStep?.(step)
    this.#state = { ...this.#state, phase: 'rolling back', rollback: { way: this.#plan.way, step, safetyId } }
    await writeUpdateState(this.#options, this.#state)
  }
}

async function recordTables(database: Database): Promise<Table[]> {
  const all = await database.tables()
  const { historyTables } = await readSchemaHistory(database, all)
  return all.filter((table) => !historyTables.includes(table))
}

const noUpdate = ({ settings, store }: RollbackOptions): TaskError =>
  new TaskError(`No update of ${settings.display} is known in ${store.display}`, {
    hint: 'It is told by the address of the database and lies beside the backups: check -d and backup.location. tasks restore brings back any backup.',
  })

function onlyByHand({ before, backup }: UpdateState, { settings, migrations }: RollbackOptions): TaskError {
  const { history } = before
  const version = history?.versions.at(-1)
  const way =
    history === null
      ? `The schema was not made by migrations: make it in an empty database as it was made then`
      : migrations !== undefined
        ? `Its migrations are those of ${history.kind}, and migrations.directory has those of knex: take ${settings.display} back with ${history.kind}`
        : `Take ${settings.display} back to ${version ?? 'no migrations'} with the command of ${history.kind}, or migrate an empty database to that`
  return new TaskError(
    `The schema of ${settings.display} is not what it was, and only its own tool can take it back`,
    {
      exitCode: exitCodes.schemaMismatch,
      hint: `${way}; then tasks restore ${backup}. Nothing was changed.`,
    },
  )
}

const notEqual = (
  tables: readonly string[],
  { backup }: UpdateState,
  safetyId: string | undefined,
): TaskError =>
  new TaskError(
    `${backup} was brought back, and the database is not equal to it in ${[...new Set(tables)].join(', ')}`,
    {
      hint: `Something wrote into it meanwhile, or triggers did: stop the application and run tasks update --rollback again.${safetyId === undefined ? '' : ` What was replaced is in ${safetyId}.`}`,
    },
  )
