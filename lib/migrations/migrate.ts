import { isNativeError } from 'node:util/types'
import { exitCodes, TaskError } from '../errors.ts'
import { announced } from './announced.ts'
import { databaseReason } from './database-reason.ts'
import type { MigrationFile } from './migration-files.ts'
import { appliedMigrations, defaultTable, type Knex, type MigrationHistory } from './migration-history.ts'
import { loadMigrations, type MigrationSource, migrationSource } from './migration-source.ts'
import { type PendingOptions, plan } from './pending-migrations.ts'

export interface MigrateOptions extends PendingOptions {
  /** Once aborted, the running migration is finished, no further one begins, and the signal's reason is thrown. */
  signal?: AbortSignal | undefined
  onMigration?: ((event: MigrationEvent) => void) | undefined
}

export interface MigrationEvent {
  name: string
  state: 'running' | 'done'
  /** From 1. */
  position: number
  of: number
}

export interface MigrateResult {
  before: string[]
  applied: string[]
  after: string[]
}

/** A migration failed; those of this run before it are in. */
export class MigrationFailed extends TaskError {
  readonly migration: string
  readonly applied: readonly string[]
  readonly notRun: readonly string[]

  constructor(migration: string, applied: readonly string[], notRun: readonly string[], cause: unknown) {
    super(`Migration ${migration} failed: ${databaseReason(cause)}`, { cause, hint: wayOn(applied, notRun) })
    this.migration = migration
    this.applied = applied
    this.notRun = notRun
  }
}

/**
 * Runs the migrations that the database has not been through, each in a transaction of its own with its record
 * and knex's lock (docs/decisions/0001-migrations-one-by-one.md). Nothing is touched where none is pending.
 *
 * @throws MigrationFailed; TaskError 13 while another run holds knex's lock; TaskError 2 for a folder, file or
 * version that is wrong; TaskError 1 for an applied migration that the folder does not have.
 */
export async function migrate(options: MigrateOptions): Promise<MigrateResult> {
  const { history, wanted } = await plan(options)
  if (wanted.length === 0) return { before: history.applied, applied: [], after: history.applied }

  const knex = options.database.knex()
  const applied = await announced(knex, options.onStatement, () => runAll(knex, wanted, history, options))
  return { before: history.applied, applied, after: await appliedMigrations(knex, options.table) }
}

async function runAll(
  knex: Knex,
  wanted: readonly MigrationFile[],
  history: MigrationHistory,
  options: MigrateOptions,
): Promise<string[]> {
  const loaded = await loadMigrations(wanted)
  const source = migrationSource(history.files, history.applied, loaded)
  const applied: string[] = []
  for (const [index, { name }] of wanted.entries()) {
    options.signal?.throwIfAborted()
    const place = { name, position: index + 1, of: wanted.length }
    options.onMigration?.({ ...place, state: 'running' })
    await runOne(knex, source, name, options.table ?? defaultTable).catch((error: unknown) => {
      if (error instanceof TaskError) throw error
      const notRun = wanted.slice(index + 1).map((file) => file.name)
      throw new MigrationFailed(name, applied, notRun, error)
    })
    applied.push(name)
    options.onMigration?.({ ...place, state: 'done' })
  }
  return applied
}

async function runOne(knex: Knex, source: MigrationSource, name: string, table: string): Promise<void> {
  try {
    await knex.migrate.up({ migrationSource: source, tableName: table, name })
  } catch (error) {
    if (isNativeError(error) && error.name === 'MigrationLocked') throw locked(table, error)
    throw error
  }
}

const locked = (table: string, cause: Error): TaskError =>
  new TaskError(`Another migration is running, or one was killed: ${table}_lock is held`, {
    exitCode: exitCodes.locked,
    hint: `Wait for it. When none is running: UPDATE ${table}_lock SET is_locked = 0`,
    cause,
  })

const wayOn = (applied: readonly string[], notRun: readonly string[]): string =>
  [
    ...(applied.length === 0 ? [] : [`In: ${applied.join(', ')}.`]),
    ...(notRun.length === 0 ? [] : [`Not run: ${notRun.join(', ')}.`]),
    'Correct it and migrate again; MySQL and MariaDB keep what it had changed until then.',
  ].join(' ')
