import type { TaskContext } from '../lib/task/context.ts'

/** Keys that would change records if this version knew how: nobody may believe that they did. */
export function noteUnusedKeys({ config, note }: Pick<TaskContext, 'config' | 'note'>): void {
  for (const key of ['casts', 'rename'] as const) {
    if (Object.keys(config[key]).length > 0)
      note(`${key} of tasks.config is not used by this version: records go as they are.`)
  }
}
