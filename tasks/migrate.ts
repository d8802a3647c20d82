import { defineTask } from '../lib/task/define-task.ts'
import { migrationStep } from './migration-steps.ts'
import { databaseOption } from './options.ts'

export default defineTask({
  summary: 'Runs the pending migrations',
  description: 'Knex migrations of `migrations.directory`, or the command of `migrations.command`.',
  examples: ['tasks migrate', 'tasks migrate --to 20260301 -d next', 'tasks --dry migrate'],
  options: {
    database: databaseOption,
    to: {
      type: 'string',
      placeholder: 'VERSION',
      help: 'up to and with this migration (knex migrations only)',
    },
  },
  steps: (context) => [migrationStep(context, context.options)],
})
