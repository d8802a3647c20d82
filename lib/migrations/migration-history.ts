import type { Database } from '../dialects/dialect.ts'
import { TaskError } from '../errors.ts'
import { type MigrationFile, migrationFiles, stemOf } from './migration-files.ts'

export type Knex = ReturnType<Database['knex']>

/** What migrations need of a database. */
export type MigrationDatabase = Pick<Database, 'knex'>

export interface MigrationsOptions {
  database: MigrationDatabase
  /** Absolute. */
  directory: string
  /** knex's `tableName`: `knex_migrations` by default. The lock is in the table `<table>_lock`. */
  table?: string | undefined
  /** Each statement before it runs, without its values. */
  onStatement?: ((sql: string) => void) | undefined
}

export const defaultTable = 'knex_migrations'

/** The folder's migrations against those that the database has seen. */
export interface MigrationHistory {
  files: MigrationFile[]
  /** As recorded, in the order in which they were run. */
  applied: string[]
  /** In the order in which they will run. */
  pending: MigrationFile[]
}

/** Changes nothing in the database, not even by making knex's own tables. TaskError where an applied migration has no file. */
export async function migrationHistory(options: MigrationsOptions): Promise<MigrationHistory> {
  const files = await migrationFiles(options.directory)
  const applied = await appliedMigrations(options.database.knex(), options.table)
  const known = new Set(files.map((file) => file.stem))
  const unknown = applied.filter((name) => !known.has(stemOf(name)))
  if (unknown.length > 0) throw unknownMigrations(unknown, options.directory)

  const done = new Set(applied.map(stemOf))
  return { files, applied, pending: files.filter((file) => !done.has(file.stem)) }
}

export async function appliedMigrations(knex: Knex, table = defaultTable): Promise<string[]> {
  return (await appliedWithBatches(knex, table)).map(({ name }) => name)
}

/** As knex has it, with everything that it knows of each. */
export interface AppliedMigration {
  name: string
  batch: number
  /** As the driver gives it, and takes it back. */
  time: unknown
}

/** In the order in which they were run. */
export async function appliedWithBatches(knex: Knex, table = defaultTable): Promise<AppliedMigration[]> {
  if (!(await knex.schema.hasTable(table))) return []
  const rows: { name: string; batch: number | string; migration_time: unknown }[] = await knex(table)
    .orderBy('id')
    .select('name', 'batch', 'migration_time')
  return rows.map(({ name, batch, migration_time }) => ({ name, batch: Number(batch), time: migration_time }))
}

export async function nextBatch(knex: Knex, table: string): Promise<number> {
  return highestBatch(await appliedWithBatches(knex, table)) + 1
}

/** 0 where there is none. */
export const highestBatch = (applied: readonly AppliedMigration[]): number =>
  applied.reduce((highest, { batch }) => Math.max(highest, batch), 0)

const unknownMigrations = (names: readonly string[], directory: string): TaskError =>
  new TaskError(
    `The database has been through ${names.length === 1 ? 'a migration' : 'migrations'} that ${directory} does not have: ${names.join(', ')}`,
    {
      hint: 'It belongs to another or a newer version of the application: migrate with that version’s files.',
    },
  )
