import type { DatabaseLock } from '../dialects/dialect.ts'
import { TaskError } from '../errors.ts'
import { announced } from './announced.ts'
import { type MigrationFile, migrationFiles, stemOf } from './migration-files.ts'
import {
  type AppliedMigration,
  defaultTable,
  type Knex,
  type MigrationsOptions,
} from './migration-history.ts'
import { type MigrationEvent, runMigrations } from './run-migrations.ts'

export interface ReplayOptions extends MigrationsOptions {
  /** In the order in which they were run. */
  applied: readonly AppliedMigration[]
  lock: DatabaseLock
  signal?: AbortSignal | undefined
  onMigration?: ((event: MigrationEvent) => unknown) | undefined
}

/** Takes an empty database through a history that another one had: the same names in the same order, batches and times. */
export async function replayHistory(options: ReplayOptions): Promise<void> {
  const { database, directory, table = defaultTable, applied, lock, signal, onMigration } = options
  const files = await migrationFiles(directory)
  const wanted = applied.map(({ name }) => fileOf(name, files, directory))
  const recorded = applied.map(({ name }) => name)
  const knex = database.knex()
  await announced(knex, options.onStatement, async () => {
    await runMigrations(knex, { wanted, files, recorded, table, batch: 1, lock, signal, onMigration })
    await restoreRecords(knex, table, applied)
  })
}

function fileOf(name: string, files: readonly MigrationFile[], directory: string): MigrationFile {
  const file = files.find(({ stem }) => stem === stemOf(name))
  if (file) return file
  throw new TaskError(`${directory} does not have the migration ${name}`, {
    hint: 'Take the files of the version that the database was at.',
  })
}

async function restoreRecords(
  knex: Knex,
  table: string,
  applied: readonly AppliedMigration[],
): Promise<void> {
  await knex.transaction(async (transaction) => {
    for (const { name, batch, time } of applied)
      await transaction(table).where({ name }).update({ batch, migration_time: time })
  })
}
