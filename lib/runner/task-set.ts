import type { TaskError } from '../errors.ts'
import { suggestHint } from '../suggest.ts'
import type { AnyTask } from '../task/define-task.ts'
import { checkTask } from './check-task.ts'
import { usageError } from './usage-error.ts'

export interface TaskEntry {
  name: string
  /** A user's own: its file, absolute. */
  file?: string
  /** Rejects where the file is broken, every time. */
  load(): Promise<AnyTask>
}

/** The tasks that there are, built-in and the user's own. Each is loaded at most once. */
export interface TaskSet {
  readonly entries: readonly TaskEntry[]
  has(name: string): boolean
  entry(name: string): TaskEntry
  /** TaskError 2 with a "did you mean" where there is no such task. */
  load(name: string): Promise<AnyTask>
}

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

const unknownTask = (name: string, names: readonly string[]): TaskError => {
  const hint = suggestHint(name, names, 'tasks')
  return usageError(
    `there is no task "${name}"`,
    hint.startsWith('did') ? hint : 'tasks --list shows the tasks',
  )
}

export const taskSet = (given: readonly TaskEntry[]): TaskSet => {
  const byName = new Map<string, TaskEntry>()
  for (const entry of given) {
    const load = once(async () => checkTask(entry.name, await entry.load(), entry.file))
    byName.set(entry.name, { ...entry, load })
  }
  const entry = (name: string): TaskEntry => {
    const found = byName.get(name)
    if (!found) throw unknownTask(name, [...byName.keys()])
    return found
  }
  return {
    entries: [...byName.values()],
    has: (name) => byName.has(name),
    entry,
    load: async (name) => entry(name).load(),
  }
}
