import type { AnyTask } from '../task/define-task.ts'
import { type Invocation, invocation } from './parse-command-line.ts'
import type { TaskSet } from './task-set.ts'
import { usageError } from './usage-error.ts'

export interface Planned extends Invocation {
  /** Named on the command line, rather than run before or after one that is. */
  named: boolean
}

/**
 * Everything that a command line runs, in order: each task with its pre tasks before it and its post tasks
 * behind it, those once per command line. TaskError 2 for a circle, before anything has run.
 */
export const scheduleTasks = async (
  invocations: readonly Invocation[],
  tasks: TaskSet,
): Promise<Planned[]> => {
  const planned: Planned[] = []
  const done = new Set<string>()

  const others = async (names: readonly string[] | undefined, path: readonly string[]): Promise<void> => {
    for (const name of names ?? []) {
      if (path.includes(name))
        throw usageError(`tasks run each other in a circle: ${[...path, name].join(' → ')}`)
      if (!done.has(name)) await add(invocation(name, await loadOther(name, path, tasks)), path, false)
    }
  }

  const add = async (each: Invocation, path: readonly string[], named: boolean): Promise<void> => {
    const own = [...path, each.name]
    await others(each.task.pre, own)
    // Named with nothing beyond its name, and run already for another's sake: once is enough.
    if (
      !(
        named &&
        each.bare &&
        done.has(each.name) &&
        !planned.some((one) => one.named && one.name === each.name)
      )
    ) {
      planned.push({ ...each, named })
    }
    done.add(each.name)
    await others(each.task.post, own)
  }

  for (const each of invocations) await add(each, [], true)
  return planned
}

const loadOther = async (name: string, path: readonly string[], tasks: TaskSet): Promise<AnyTask> => {
  if (!tasks.has(name))
    throw usageError(`task ${path.at(-1)} wants task "${name}" to run with it, which does not exist`)
  return tasks.load(name)
}
