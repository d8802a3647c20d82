import { defineTask } from '../lib/task/define-task.ts'

export default defineTask({
  summary: 'Shows the versions of the tool, Node, and each configured database',
  examples: ['tasks version'],
  steps: (context) => [
    {
      title: 'Ask for versions',
      task: async () => {
        const { version } = await import('../lib/version.ts')
        context.result({ version, node: process.version })
        context.print([`record-tasks ${version}`, `Node ${process.version}`])
      },
    },
  ],
})
