import { columns } from './columns.ts'
import type { ListFormat } from './core-options.ts'
import { describeError } from './describe-error.ts'
import type { TaskEntry, TaskSet } from './task-set.ts'

export interface ListedTask {
  name: string
  summary: string
  /** A user's own: its file. */
  file?: string
  /** Why it cannot be loaded. */
  error?: string
}

const listed = async (entry: TaskEntry): Promise<ListedTask> => {
  const own = entry.file === undefined ? {} : { file: entry.file }
  try {
    return { name: entry.name, summary: (await entry.load()).summary, ...own }
  } catch (error) {
    return { name: entry.name, summary: '', ...own, error: describeError(error).message }
  }
}

/** Every task with its summary; one that is broken, with what is wrong. Never rejects. */
export const listedTasks = async (tasks: TaskSet): Promise<ListedTask[]> => {
  const all: ListedTask[] = []
  for (const entry of tasks.entries) all.push(await listed(entry))
  return all
}

const row = (task: ListedTask, name = task.name): readonly [string, string] => [
  name,
  task.error === undefined ? task.summary : `broken: ${task.error}`,
]

const sections = (tasks: readonly ListedTask[]): [string, ListedTask[]][] => {
  const builtIn = tasks.filter((task) => task.file === undefined)
  const own = tasks.filter((task) => task.file !== undefined)
  return [
    ['Tasks:', builtIn],
    ['Your own:', own],
  ]
}

const flat = (tasks: readonly ListedTask[]): string[] =>
  sections(tasks)
    .filter(([, each]) => each.length > 0)
    .flatMap(([title, each], index) => [
      ...(index > 0 ? [''] : []),
      title,
      ...columns(each.map((task) => row(task))),
    ])

/** Tasks of a folder under its name. */
const nested = (tasks: readonly ListedTask[]): string[] => {
  const rows: [string, string][] = []
  const seen = new Set<string>()
  for (const task of [...tasks].sort(
    (a, b) => (a.file === undefined ? 0 : 1) - (b.file === undefined ? 0 : 1),
  )) {
    const parts = task.name.split('.')
    parts.slice(0, -1).forEach((part, depth) => {
      const group = parts.slice(0, depth + 1).join('.')
      if (!seen.has(group)) rows.push([`${'  '.repeat(depth)}${part}`, ''])
      seen.add(group)
    })
    rows.push([...row(task, `${'  '.repeat(parts.length - 1)}${parts.at(-1)}`)])
  }
  return ['Tasks:', ...columns(rows)]
}

export const listTasks = async (tasks: TaskSet, format: ListFormat): Promise<string> => {
  const all = await listedTasks(tasks)
  if (format === 'json') return JSON.stringify({ tasks: all }, null, 2)
  const lines = format === 'nested' ? nested(all) : flat(all)
  return [
    ...lines,
    '',
    'tasks <task> --help shows the options of one, tasks --help those of the runner.',
  ].join('\n')
}
