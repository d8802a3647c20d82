import { migrationFiles, stemOf } from './migration-files.ts'
import { appliedWithBatches, type MigrationDatabase, type MigrationsOptions } from './migration-history.ts'

export interface ListedMigration {
  name: string
  /** missing: the database has been through it, and the folder does not have it. */
  state: 'applied' | 'pending' | 'missing'
  batch?: number
  /** UTC, ISO 8601, to the second. */
  applied?: string
}

export interface ListOptions extends Omit<MigrationsOptions, 'database' | 'onStatement'> {
  /** Left out: one that is still to be made. */
  database?: MigrationDatabase | undefined
}

/** Those that the database has been through, in that order, then those that are pending. Changes nothing. */
export async function listMigrations({
  database,
  directory,
  table,
}: ListOptions): Promise<ListedMigration[]> {
  const files = await migrationFiles(directory)
  const applied = database === undefined ? [] : await appliedWithBatches(database.knex(), table)
  const known = new Set(files.map(({ stem }) => stem))
  const done = new Set(applied.map(({ name }) => stemOf(name)))
  return [
    ...applied.map(({ name, batch, time }) => {
      const moment = isoTime(time)
      const state = known.has(stemOf(name)) ? ('applied' as const) : ('missing' as const)
      return { name, state, batch, ...(moment === undefined ? {} : { applied: moment }) }
    }),
    ...files.filter(({ stem }) => !done.has(stem)).map(({ name }) => ({ name, state: 'pending' as const })),
  ]
}

/** A Date, milliseconds since 1970, or a text in UTC, by driver. */
function isoTime(time: unknown): string | undefined {
  const value = typeof time === 'string' && /^\d{4}-/.test(time) ? `${time.replace(' ', 'T')}Z` : time
  const date = value === null || value === undefined ? undefined : new Date(value as string | number | Date)
  if (date === undefined || Number.isNaN(date.getTime())) return undefined
  return `${date.toISOString().slice(0, 19)}Z`
}
