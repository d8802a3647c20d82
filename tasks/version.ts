import { defineTask } from '../lib/task/define-task.ts'

export default defineTask({
  summary: 'Shows the versions of the tool, Node, and each configured database',
  examples: ['tasks version'],
  steps: (context) => [
    {
      title: 'Ask for versions',
      task: async () => {
        const { toolVersion } = await import('../lib/runner/tool-version.ts')
        context.result({ version: toolVersion(), node: process.version })
        context.print([`record-tasks ${toolVersion()}`, `Node ${process.version}`])
      },
    },
  ],
})
