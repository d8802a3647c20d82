import type { Build, Database } from '../dialects/dialect.ts'
import { exitCodes, TaskError } from '../errors.ts'
import { type MigrateOptions, migrate } from '../migrations/migrate.ts'
import { MigrationFailed } from '../migrations/migration-failed.ts'
import { type MigrationFile, migrationFiles, stemOf } from '../migrations/migration-files.ts'
import { newerThanApplication, otherFramework, type VersionProblem } from '../versions/version-problem.ts'
import type { KnexMigrations, LoadOptions, LoadResult } from './load-records.ts'
import type { RecordSource } from './record-source.ts'

/** How an empty database gets the schema that a source's records belong into. */
export interface OwnSchema {
  migrations: KnexMigrations
  /** Migrations that the source has been through, in the order in which they run. */
  before: readonly string[]
  /** Those that come after its records are in. */
  after: readonly string[]
}

/**
 * The application's own way to make the schema: for an empty database, with `create`, where its knex migrations are
 * known and the source has a history. `problem`: that history is not this application's, or is ahead of it.
 */
export async function ownSchema(
  database: Pick<Database, 'tables'>,
  { name, head: { schema } }: Pick<RecordSource, 'name' | 'head'>,
  { create, ignoreVersion, migrations, staysAtVersion }: LoadOptions,
): Promise<OwnSchema | { problem: VersionProblem } | undefined> {
  if (!create || ignoreVersion || migrations === undefined || schema === null) return undefined
  if ((await database.tables()).length > 0) return undefined
  const source = { name, history: schema }
  if (schema.kind !== 'knex') return { problem: otherFramework(source, migrations.directory) }
  const files = await migrationFiles(migrations.directory)
  const problem = newerThanApplication(source, new Set(files.map(({ stem }) => stem)), migrations.directory)
  if (problem) return { problem }
  const applied = new Set(schema.versions.map(stemOf))
  const names = (some: MigrationFile[]): string[] => some.map((file) => file.name)
  return {
    migrations,
    before: names(files.filter(({ stem }) => applied.has(stem))),
    after: staysAtVersion ? [] : names(files.filter(({ stem }) => !applied.has(stem))),
  }
}

/**
 * Migrates an empty database to the source's version, loads its records with `load`, and migrates on, so that
 * migrations that change records see them. What the first migrations filled in gives way to the source's records.
 * Whatever goes wrong, the database is empty again.
 */
export async function loadIntoNew(
  database: Database,
  schema: OwnSchema,
  options: LoadOptions,
  load: (database: Database, options: LoadOptions) => Promise<LoadResult>,
): Promise<LoadResult> {
  const build = await database.build()
  try {
    const run = (only: readonly string[]) => migrateNew(build.database, schema, only, options)
    await run(schema.before)
    const result = await load(build.database, { ...options, clear: true })
    await run(schema.after)
    await build.finish()
    return {
      ...result,
      notes: [...result.notes, madeBy(schema)],
      migrated: [...schema.before, ...schema.after],
    }
  } catch (error) {
    await emptyAgain(build, database, error)
    options.signal?.throwIfAborted()
    throw error instanceof MigrationFailed ? failedOnTheWay(error, schema) : error
  }
}

async function migrateNew(
  database: Database,
  { migrations: { directory, table } }: OwnSchema,
  only: readonly string[],
  { signal, onStatement, onMigration }: LoadOptions,
): Promise<void> {
  signal?.throwIfAborted()
  if (only.length === 0) return
  const options: MigrateOptions = { database, directory, table, only, signal, onStatement, onMigration }
  await migrate(options)
}

async function emptyAgain(build: Build, { settings }: Database, error: unknown): Promise<void> {
  try {
    await build.undo()
  } catch (cause) {
    throw new TaskError(
      `${(error as Error).message}; and ${settings.display} could not be emptied again: ${(cause as Error).message}`,
      {
        exitCode: error instanceof TaskError ? error.exitCode : exitCodes.failed,
        hint: 'It is half made. The next run that reaches it empties it first.',
        cause: error,
      },
    )
  }
}

function failedOnTheWay(failure: MigrationFailed, { after }: OwnSchema): TaskError {
  const when = after.includes(failure.migration) ? 'when the records were in' : 'before the records came in'
  return new TaskError(`${failure.message} (${when})`, {
    hint: 'Correct it, and import again. The database is empty again, as it was before.',
    cause: failure,
  })
}

/** For those who only look. */
export const wouldBeMade = (schema: OwnSchema): string => howMade(schema, 'would be')

const madeBy = (schema: OwnSchema): string => howMade(schema, 'was')

function howMade({ before, after }: OwnSchema, verb: string): string {
  const made = `The schema ${verb} made by the application’s migrations, to ${stemOf(before.at(-1) ?? 'none')}`
  if (after.length === 0) return `${made}.`
  const count = `${after.length} ${after.length === 1 ? 'migration' : 'migrations'}`
  return `${made}; with the records in it ${verb} migrated on to ${stemOf(after.at(-1)!)} (${count}).`
}
