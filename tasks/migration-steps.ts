import { existsSync } from 'node:fs'
import type { Config } from '../config/config.ts'
import { resolveDatabase } from '../config/resolve-database.ts'
import type { ConnectionSettings, Database } from '../lib/dialects/dialect.ts'
import { exitCodes, TaskError } from '../lib/errors.ts'
import type { Step, TaskContext } from '../lib/task/context.ts'

interface MigrationChoice {
  database: string | undefined
  to?: string | undefined
}

/** Brings the schema up to date: with the knex migrations of the configuration, or another framework's command. */
export function migrationStep(context: TaskContext, choice: MigrationChoice): Step {
  const migrations = configured(context.config)
  if (migrations.command !== undefined) return commandStep(context, migrations.command)
  const settings = resolveDatabase(context.config, choice.database, context.cwd)
  const { directory, table } = migrations
  return {
    title: `Migrate ${settings.display}`,
    dry: async () => {
      if (settings.filename !== undefined && !existsSync(settings.filename)) {
        return `make ${settings.filename} and run all migrations of ${directory}`
      }
      const { pendingMigrations } = await import('../lib/migrations/pending-migrations.ts')
      const pending = await withDatabase(context, settings, (database) =>
        pendingMigrations({ database, directory, table, to: choice.to }),
      )
      context.result({ pending })
      return pending.length > 0 ? `run ${pending.join(', ')}` : `run no migrations, none is pending`
    },
    task: async (_, step) => {
      const { migrate } = await import('../lib/migrations/migrate.ts')
      const result = await withDatabase(context, settings, (database) =>
        migrate({
          database,
          directory,
          table,
          to: choice.to,
          signal: context.signal,
          onStatement: context.echo,
          onMigration: ({ name, state, position, of }) => {
            if (state === 'running') step.output(`${position}/${of} ${name}`)
          },
        }),
      )
      context.result({ ...result })
      context.summary(describe(result, settings))
    },
  }
}

/** Fills a database that the migrations have just made; one that holds a single row is left alone. */
export function seedStep(context: TaskContext, choice: MigrationChoice): Step {
  const { seeds } = context.config
  const settings = resolveDatabase(context.config, choice.database, context.cwd)
  return {
    title: `Seed ${settings.display}`,
    enabled: seeds !== undefined,
    dry: () => `run the seeds of ${seeds?.directory} if ${settings.display} is empty`,
    task: async (_, step) => {
      const { seedIfEmpty } = await import('../lib/migrations/seed-if-empty.ts')
      const { readSchemaHistory } = await import('../lib/records/schema-history.ts')
      const { seeded } = await withDatabase(context, settings, async (database) => {
        const all = await database.tables()
        const { historyTables } = await readSchemaHistory(database, all)
        return seedIfEmpty({
          database,
          directory: seeds!.directory,
          tables: all.filter((table) => !historyTables.includes(table)),
          signal: context.signal,
          onStatement: context.echo,
          onSeed: ({ name, position, of }) => step.output(`${position}/${of} ${name}`),
        })
      })
      context.result({ seeded })
      if (seeded.length === 0) step.title(`Seed ${settings.display}: it has records already`)
      else context.summary(`Seeded ${settings.display}: ${seeded.join(', ')}`)
    },
  }
}

/** A command of the configuration, in its folder; its output is shown as it comes. */
export function commandStep(context: TaskContext, command: string): Step {
  return {
    title: command,
    task: async () => {
      const { $, config, echo } = context
      echo(command)
      await $({ cwd: config.directory })`sh -c ${command}`
    },
  }
}

function configured(config: Config): NonNullable<Config['migrations']> {
  if (config.migrations) return config.migrations
  throw new TaskError('No migrations are configured', {
    exitCode: exitCodes.usage,
    hint: "Add migrations: { directory: 'migrations' } or { command: '…' } to tasks.config.ts.",
  })
}

async function withDatabase<Result>(
  context: TaskContext,
  settings: ConnectionSettings,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const { openDatabase } = await import('../lib/dialects/open-database.ts')
  const { signal, echo: onStatement, flags } = context
  const database = await openDatabase(settings, { signal, onStatement, createFile: !flags.dry })
  try {
    for (const note of await database.recover()) context.note(note)
    return await work(database)
  } finally {
    await database.close()
  }
}

function describe(result: { applied: string[]; after: string[] }, settings: ConnectionSettings): string {
  const now = result.after.at(-1) ?? 'no migrations'
  if (result.applied.length === 0) return `${settings.display} is up to date (${now})`
  const migrations = `${result.applied.length} migration${result.applied.length === 1 ? '' : 's'}`
  return `Ran ${migrations} on ${settings.display}: it is at ${now}`
}
