import { resolveDatabase } from '../config/resolve-database.ts'
import { TaskError } from '../lib/errors.ts'
import type { DatabaseVersion } from '../lib/records/database-version.ts'
import type { TaskContext } from '../lib/task/context.ts'
import { defineTask } from '../lib/task/define-task.ts'
import { counted } from './summary.ts'

export default defineTask({
  summary: 'Shows the versions of the tool, Node, and each configured database with its schema',
  description: 'A database that does not answer is shown with the reason, and is no failure.',
  examples: ['tasks version', 'tasks version --json'],
  steps: (context) => [
    {
      title: 'Ask for versions',
      task: async () => {
        const { version } = await import('../lib/version.ts')
        const databases: Record<string, DatabaseVersion | { error: string }> = {}
        for (const name of Object.keys(context.config.databases)) databases[name] = await ask(context, name)
        context.result({ version, node: process.version, databases })
        context.print([
          `record-tasks ${version}`,
          `Node ${process.version}`,
          ...Object.entries(databases).map(([name, found]) => `${name}: ${describe(found)}`),
        ])
      },
    },
  ],
})

async function ask(context: TaskContext, name: string): Promise<DatabaseVersion | { error: string }> {
  const { databaseVersion } = await import('../lib/records/database-version.ts')
  try {
    return await databaseVersion(resolveDatabase(context.config, name, context.cwd), context.signal)
  } catch (error) {
    context.signal.throwIfAborted()
    if (error instanceof TaskError) return { error: error.message }
    throw error
  }
}

function describe(found: DatabaseVersion | { error: string }): string {
  if ('error' in found) return found.error
  const { engine, version, schema } = found
  if (!schema) return `${engine} ${version}, no migration history`
  const last = schema.versions.at(-1)
  return `${engine} ${version}, ${schema.kind}: ${counted(schema.versions.length, 'migration')}${last ? `, the last ${last}` : ''}`
}
