import type { DatabaseLock } from '../dialects/dialect.ts'
import { exitCodes, TaskError } from '../errors.ts'
import { announced } from './announced.ts'
import { explainLocked, freeDeadLock } from './knex-lock.ts'
import { freed } from './migrate.ts'
import { MigrationNotUndone } from './migration-failed.ts'
import { type MigrationFile, migrationFiles, stemOf } from './migration-files.ts'
import {
  appliedMigrations,
  appliedWithBatches,
  defaultTable,
  highestBatch,
  type Knex,
  type MigrationsOptions,
} from './migration-history.ts'
import { loadMigrations, type Migration, type MigrationSource, migrationSource } from './migration-source.ts'
import { type MigrationEvent, withLock } from './run-migrations.ts'

export interface MigrateDownOptions extends MigrationsOptions {
  /** As in migrate(). */
  lock?: DatabaseLock | undefined
  signal?: AbortSignal | undefined
  onMigration?: ((event: MigrationEvent) => unknown) | undefined
  onNote?: ((note: string) => void) | undefined
}

export interface MigrateDownResult {
  before: string[]
  /** In the order in which they were. */
  undone: string[]
  after: string[]
}

/** Names of the last batch's migrations, in the order in which migrateDown() would undo them. Changes nothing. */
export async function lastBatch({ database, table }: MigrationsOptions): Promise<string[]> {
  const applied = await appliedWithBatches(database.knex(), table)
  const last = highestBatch(applied)
  return applied
    .filter(({ batch }) => batch === last)
    .map(({ name }) => name)
    .reverse()
}

/**
 * Undoes the last batch, the last migration first, each in a transaction of its own with its record and knex's lock.
 * TaskError 2 before the first where one has no file or no function `down`; MigrationNotUndone where one fails.
 */
export async function migrateDown(options: MigrateDownOptions): Promise<MigrateDownResult> {
  const { database, directory, table = defaultTable, lock } = options
  const knex = database.knex()
  const before = await appliedMigrations(knex, table)
  const names = await lastBatch(options)
  if (names.length === 0) return { before, undone: [], after: before }
  const files = await migrationFiles(directory)
  const loaded = await loadMigrations(filesOf(names, files, directory))
  refuseOneWay(names, files, loaded)
  const undone = await announced(knex, options.onStatement, async () => {
    if (lock && (await freeDeadLock(knex, table, lock))) options.onNote?.(freed(table))
    const source = migrationSource(files, before, withLock(loaded, table, lock))
    return undoAll(knex, names, source, loaded, options)
  })
  return { before, undone, after: await appliedMigrations(knex, table) }
}

const fileOf = (name: string, files: readonly MigrationFile[]): MigrationFile | undefined =>
  files.find(({ stem }) => stem === stemOf(name))

function filesOf(
  names: readonly string[],
  files: readonly MigrationFile[],
  directory: string,
): MigrationFile[] {
  const missing = names.filter((name) => fileOf(name, files) === undefined)
  if (missing.length === 0) return names.map((name) => fileOf(name, files)!)
  throw new TaskError(`${directory} does not have ${missing.join(', ')}, of the last batch`, {
    exitCode: exitCodes.usage,
    hint: 'Only the files that made a change can undo it: take those of that version. Nothing was undone.',
  })
}

function refuseOneWay(
  names: readonly string[],
  files: readonly MigrationFile[],
  loaded: ReadonlyMap<string, Migration>,
): void {
  const oneWay = names.filter((name) => loaded.get(fileOf(name, files)!.name)!.isOneWay)
  if (oneWay.length === 0) return
  throw new TaskError(`There is no way back from ${oneWay.join(', ')}: no function down`, {
    exitCode: exitCodes.usage,
    hint: 'Write it, or restore a backup from before. Nothing was undone.',
  })
}

async function undoAll(
  knex: Knex,
  names: readonly string[],
  source: MigrationSource,
  loaded: ReadonlyMap<string, Migration>,
  options: MigrateDownOptions,
): Promise<string[]> {
  const { table = defaultTable, signal, onMigration } = options
  const files = await source.getMigrations()
  const undone: string[] = []
  for (const [index, name] of names.entries()) {
    signal?.throwIfAborted()
    const isOutsideTransaction = loaded.get(fileOf(name, files)!.name)!.config?.transaction === false
    const event = { name, position: index + 1, of: names.length, isOutsideTransaction }
    await onMigration?.({ ...event, state: 'running' })
    await undoOne(knex, source, name, table, isOutsideTransaction).catch((error: unknown) => {
      if (error instanceof TaskError) throw error
      throw new MigrationNotUndone(name, undone, names.slice(index), error)
    })
    undone.push(name)
    await onMigration?.({ ...event, state: 'done' })
  }
  return undone
}

/** Knex takes a migration back in one transaction and removes its record in another; within ours both are one. */
async function undoOne(
  knex: Knex,
  source: MigrationSource,
  name: string,
  table: string,
  isOutsideTransaction: boolean,
): Promise<void> {
  const down = (place: Knex) =>
    place.migrate.down({
      migrationSource: withoutConfig(source),
      tableName: table,
      name,
      // MySQL loses a savepoint at the first DDL statement.
      disableTransactions: true,
    })
  try {
    if (isOutsideTransaction) await down(knex)
    else await knex.transaction((transaction) => down(transaction))
  } catch (error) {
    throw explainLocked(error, table)
  }
}

const withoutConfig = (source: MigrationSource): MigrationSource => ({
  ...source,
  getMigration: async (file) => {
    const { config: _, ...rest } = await source.getMigration(file)
    return rest
  },
})
