import { defineTask } from '../lib/task/define-task.ts'
import { commandStep, migrationStep, seedStep } from './migration-steps.ts'
import { databaseOption } from './options.ts'

export default defineTask({
  summary: 'Brings the application up to date: steps before, migrations, steps after',
  description:
    'Runs the commands of `update.before`, the pending migrations, the seeds if the database is empty, and the ' +
    'commands of `update.after`; stops at the first that fails. No backup is made yet: that comes with the backups.',
  examples: ['tasks update', 'tasks update export-records -f data.json', 'tasks --dry update'],
  options: {
    database: databaseOption,
    skipBackup: {
      type: 'boolean',
      short: 's',
      help: 'no backup first (this version makes none in any case)',
    },
  },
  steps: (context) => [
    ...context.config.update.before.map((command) => commandStep(context, command)),
    migrationStep(context, { database: context.options.database }),
    seedStep(context, { database: context.options.database }),
    ...context.config.update.after.map((command) => commandStep(context, command)),
  ],
})
