import { resolveDatabase } from '../config/resolve-database.ts'
import type { Step, TaskContext } from '../lib/task/context.ts'
import { defineTask } from '../lib/task/define-task.ts'
import { commandStep, migrationStep, seedStep } from './migration-steps.ts'
import { databaseOption } from './options.ts'
import { runConfiguredBackup, tellBackup } from './run-configured-backup.ts'

export default defineTask({
  summary: 'Brings the application up to date: backup, steps before, migrations, steps after',
  description:
    'Makes a backup, then runs the commands of `update.before`, the pending migrations, the seeds if the database is ' +
    'empty, and the commands of `update.after`; stops at the first that fails.',
  examples: ['tasks update', 'tasks update export-records -f data.json', 'tasks --dry update'],
  options: {
    database: databaseOption,
    skipBackup: { type: 'boolean', short: 's', help: 'no backup first' },
  },
  steps: (context) => [
    ...(context.options.skipBackup ? [] : [backupStep(context, context.options.database)]),
    ...context.config.update.before.map((command) => commandStep(context, command)),
    migrationStep(context, { database: context.options.database }),
    seedStep(context, { database: context.options.database }),
    ...context.config.update.after.map((command) => commandStep(context, command)),
  ],
})

/** A database without tables is one that is still to be made: there is nothing to lose. */
function backupStep(context: TaskContext, database: string | undefined): Step {
  const settings = resolveDatabase(context.config, database, context.cwd)
  return {
    title: `Back up ${settings.display}`,
    skip: async () => {
      const { isEmptyDatabase } = await import('../lib/records/is-empty-database.ts')
      return (await isEmptyDatabase(settings, context.signal)) && 'there is nothing in it yet'
    },
    task: async () => {
      const start = performance.now()
      tellBackup(
        context,
        await runConfiguredBackup(context, { database, path: [], label: 'before update' }),
        start,
      )
    },
  }
}
