import { resolveDatabase } from '../config/resolve-database.ts'
import { defineTask } from '../lib/task/define-task.ts'
import { databaseOption } from './options.ts'
import { seconds } from './summary.ts'

export default defineTask({
  summary: 'Waits until the database answers',
  description: 'Fails at once on what waiting does not heal: a wrong password, a missing database.',
  examples: ['tasks wait migrate', 'tasks wait -d postgres://app@db/inventory --timeout 120'],
  options: {
    database: databaseOption,
    timeout: {
      type: 'number',
      least: 0,
      default: 60,
      placeholder: 'SECONDS',
      help: 'give up after so many seconds',
    },
  },
  steps: (context) => {
    const { options, config, cwd } = context
    const database = resolveDatabase(config, options.database, cwd)
    return [
      {
        title: `Wait for ${database.display}`,
        task: async (_, step) => {
          const { waitForDatabase } = await import('../lib/records/wait-for-database.ts')
          const start = performance.now()
          const { engine, version } = await waitForDatabase({
            database,
            timeout: options.timeout * 1000,
            signal: context.signal,
            onAttempt: (message) => step.output(message),
          })
          context.result({ engine, version })
          context.summary(`${database.display} answers: ${engine} ${version} (${seconds(start)})`)
        },
      },
    ]
  },
})
