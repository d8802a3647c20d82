import { type MigrationFile, stemOf } from './migration-files.ts'
import { type MigrationHistory, type MigrationsOptions, migrationHistory } from './migration-history.ts'
import { upTo } from './up-to.ts'

export interface PendingOptions extends MigrationsOptions {
  /** Up to and with this one: its name, with or without the ending, or the number that it begins with. */
  to?: string | undefined
  /** Of the pending ones these alone, by name with or without the ending. */
  only?: readonly string[] | undefined
}

/** Names of the migrations that migrate() would run with the same options, in order. Changes nothing. */
export async function pendingMigrations(options: PendingOptions): Promise<string[]> {
  const { wanted } = await plan(options)
  return wanted.map((file) => file.name)
}

export async function plan(
  options: PendingOptions,
): Promise<{ history: MigrationHistory; wanted: MigrationFile[] }> {
  const history = await migrationHistory(options)
  const pending = options.to === undefined ? history.pending : upTo(options.to, history)
  if (options.only === undefined) return { history, wanted: pending }
  const only = new Set(options.only.map(stemOf))
  return { history, wanted: pending.filter(({ stem }) => only.has(stem)) }
}
