import type { DatabaseLock } from '../dialects/dialect.ts'
import { TaskError } from '../errors.ts'
import { explainLocked, marked } from './knex-lock.ts'
import { MigrationFailed } from './migration-failed.ts'
import type { MigrationFile } from './migration-files.ts'
import type { Knex } from './migration-history.ts'
import { loadMigrations, type Migration, type MigrationSource, migrationSource } from './migration-source.ts'

export interface MigrationEvent {
  name: string
  state: 'running' | 'done'
  /** From 1. */
  position: number
  of: number
  /** The migration asks to run outside a transaction. */
  isOutsideTransaction: boolean
}

export interface RunOptions {
  /** Those to run, in this order. */
  wanted: readonly MigrationFile[]
  /** All of the folder. */
  files: readonly MigrationFile[]
  /** Names as recorded, which files with another ending keep. */
  recorded: readonly string[]
  /** Of the history. */
  table: string
  /** Of all of them. */
  batch: number
  lock?: DatabaseLock | undefined
  signal?: AbortSignal | undefined
  /** Awaited, so that what is about to begin can be written down. */
  onMigration?: ((event: MigrationEvent) => unknown) | undefined
}

/** Each in a transaction of its own with its record and knex's lock. Gives the names of those that ran. */
export async function runMigrations(knex: Knex, options: RunOptions): Promise<string[]> {
  const { wanted, table, lock } = options
  const loaded = await loadMigrations(wanted)
  const source = migrationSource(options.files, options.recorded, withLock(loaded, table, lock))
  const applied: string[] = []
  for (const [index, file] of wanted.entries()) {
    options.signal?.throwIfAborted()
    const name = source.getMigrationName(file)
    const isOutsideTransaction = loaded.get(file.name)?.config?.transaction === false
    const event = { name, position: index + 1, of: wanted.length, isOutsideTransaction }
    await options.onMigration?.({ ...event, state: 'running' })
    await runOne(knex, source, name, options).catch((error: unknown) => {
      if (error instanceof TaskError) throw error
      const notRun = wanted.slice(index + 1).map((later) => source.getMigrationName(later))
      throw new MigrationFailed(name, applied, notRun, error)
    })
    applied.push(name)
    await options.onMigration?.({ ...event, state: 'done' })
  }
  return applied
}

export const withLock = (
  loaded: ReadonlyMap<string, Migration>,
  table: string,
  lock: DatabaseLock | undefined,
): ReadonlyMap<string, Migration> =>
  lock === undefined
    ? loaded
    : new Map([...loaded].map(([name, migration]) => [name, marked(migration, table, lock)]))

async function runOne(
  knex: Knex,
  source: MigrationSource,
  name: string,
  { table, batch }: RunOptions,
): Promise<void> {
  try {
    await knex.migrate.up({
      migrationSource: source,
      tableName: table,
      name,
      // Knex makes a batch of each call; in the transaction that records it, it joins that of its run.
      afterAll: (transaction: Knex) => transaction(table).where({ name }).update({ batch }),
    })
  } catch (error) {
    throw explainLocked(error, table)
  }
}
