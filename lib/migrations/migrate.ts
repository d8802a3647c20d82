import type { DatabaseLock } from '../dialects/dialect.ts'
import { announced } from './announced.ts'
import { freeDeadLock } from './knex-lock.ts'
import { appliedMigrations, defaultTable, nextBatch } from './migration-history.ts'
import { type PendingOptions, plan } from './pending-migrations.ts'
import { type MigrationEvent, runMigrations } from './run-migrations.ts'

export type { MigrationEvent } from './run-migrations.ts'

export interface MigrateOptions extends PendingOptions {
  /**
   * Of this database, held by the caller (lib/dialects/lock-database.ts). With it, knex's own lock is freed where a
   * killed run of this tool left it; without it that stays a TaskError 13.
   */
  lock?: DatabaseLock | undefined
  /** Once aborted, the running migration is finished, no further one begins, and the signal's reason is thrown. */
  signal?: AbortSignal | undefined
  /** Awaited. */
  onMigration?: ((event: MigrationEvent) => unknown) | undefined
  /** What was found and put right, a sentence each. */
  onNote?: ((note: string) => void) | undefined
}

export interface MigrateResult {
  before: string[]
  applied: string[]
  after: string[]
}

/**
 * Runs the migrations that the database has not been through, as one batch, each in a transaction of its own with its
 * record and knex's lock (docs/decisions/0001-migrations-one-by-one.md). Nothing is touched where none is pending.
 *
 * @throws MigrationFailed; TaskError 13 while another run holds knex's lock; TaskError 2 for a folder, file or
 * version that is wrong; TaskError 1 for an applied migration that the folder does not have.
 */
export async function migrate(options: MigrateOptions): Promise<MigrateResult> {
  const { history, wanted } = await plan(options)
  if (wanted.length === 0) return { before: history.applied, applied: [], after: history.applied }

  const knex = options.database.knex()
  const { table = defaultTable, lock, signal, onMigration } = options
  const applied = await announced(knex, options.onStatement, async () => {
    if (lock && (await freeDeadLock(knex, table, lock))) options.onNote?.(freed(table))
    const batch = await nextBatch(knex, table)
    const { files, applied: recorded } = history
    return runMigrations(knex, { wanted, files, recorded, table, batch, lock, signal, onMigration })
  })
  return { before: history.applied, applied, after: await appliedMigrations(knex, table) }
}

export const freed = (table: string): string =>
  `A run that was killed had left knex's lock (${table}_lock) held; it was freed.`
