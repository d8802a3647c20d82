import type { Database } from '../dialects/dialect.ts'
import { TaskError } from '../errors.ts'
import type { Table } from '../schema/table.ts'
import { announced } from './announced.ts'
import { databaseReason } from './database-reason.ts'
import { type MigrationFile, migrationFiles } from './migration-files.ts'
import type { Knex } from './migration-history.ts'
import { loadSeed } from './migration-source.ts'

export interface SeedOptions {
  database: Pick<Database, 'knex' | 'occupied'>
  /** Absolute. */
  directory: string
  /** The application's tables as they are now, without those of migration histories. */
  tables: readonly Table[]
  signal?: AbortSignal | undefined
  /** Each statement before it runs, without its values. */
  onStatement?: ((sql: string) => void) | undefined
  onSeed?: ((event: { name: string; position: number; of: number }) => void) | undefined
}

export interface SeedResult {
  /** Names of the seeds that ran. */
  seeded: string[]
  /** Tables that have rows, for which no seed ran. */
  occupied: string[]
}

/**
 * Runs the folder's seeds in name order, in one transaction, if not a single application table has a row:
 * seeds of strangers often begin by deleting, and a database in use must never see them.
 */
export async function seedIfEmpty(options: SeedOptions): Promise<SeedResult> {
  const { database, directory, tables } = options
  const files = await migrationFiles(directory, 'seeds')
  const occupied = await database.occupied(tables)
  if (files.length === 0 || occupied.size > 0) return { seeded: [], occupied: [...occupied] }

  const seeds = await loadSeeds(files)
  const knex = database.knex()
  await announced(knex, options.onStatement, () => runAll(knex, seeds, options))
  return { seeded: seeds.map((seed) => seed.name), occupied: [] }
}

async function runAll(knex: Knex, seeds: readonly Seed[], { signal, onSeed }: SeedOptions): Promise<void> {
  await knex.transaction(async (transaction) => {
    for (const [index, { name, run }] of seeds.entries()) {
      signal?.throwIfAborted()
      onSeed?.({ name, position: index + 1, of: seeds.length })
      await run(transaction).catch((cause: unknown) => {
        throw failed(name, cause)
      })
    }
    signal?.throwIfAborted()
  })
}

interface Seed {
  name: string
  run: (knex: Knex) => Promise<unknown>
}

async function loadSeeds(files: readonly MigrationFile[]): Promise<Seed[]> {
  const seeds: Seed[] = []
  for (const file of files) seeds.push({ name: file.name, run: await loadSeed(file) })
  return seeds
}

const failed = (name: string, cause: unknown): TaskError =>
  new TaskError(`Seed ${name} failed: ${databaseReason(cause)}`, {
    hint: 'No seed’s records are in the database.',
    cause,
  })
