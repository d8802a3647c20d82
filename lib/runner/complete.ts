import type { Completion, Option, Positional } from '../task/option.ts'
import { coreOptions } from './core-options.ts'
import { listedTasks } from './list-tasks.ts'
import { type OptionTable, optionTable } from './option-table.ts'
import type { TaskSet } from './task-set.ts'

/** Where the shell takes over: names of files or directories. */
export type Takeover = ':file' | ':directory'

export interface Candidate {
  value: string
  description?: string
}

export interface Completions {
  candidates: Candidate[]
  takeover?: Takeover
}

interface Position {
  tasks: TaskSet
  databases: () => Promise<string[]>
  task: string | undefined
  table: OptionTable
  positionals: readonly Positional[]
  /** Words that the task has taken as positionals. */
  taken: number
  /** The option whose value comes next. */
  awaiting: Option | undefined
}

const nothing: Completions = { candidates: [] }

const taskCandidates = async (tasks: TaskSet): Promise<Candidate[]> =>
  (await listedTasks(tasks)).map(({ name, summary }) => ({ value: name, description: summary }))

const kindOf = async (kind: Completion | undefined, position: Position): Promise<Completions> => {
  if (kind === 'file' || kind === 'directory') return { candidates: [], takeover: `:${kind}` }
  if (kind === 'task') return { candidates: await taskCandidates(position.tasks) }
  if (kind === 'database') return { candidates: (await position.databases()).map((value) => ({ value })) }
  return nothing
}

const valuesOf = async (option: Option, position: Position): Promise<Completions> => {
  if (option.type === 'boolean') return nothing
  if (option.choices) return { candidates: option.choices.map((value) => ({ value })) }
  return kindOf(option.complete, position)
}

const optionCandidates = (position: Position): Candidate[] => {
  const seen = new Map<string, Candidate>()
  for (const [written, { option }] of position.table) {
    if (written.startsWith('--')) seen.set(written, { value: written, description: option.help })
  }
  return [...seen.values()]
}

/** The option in a word that waits for its value in the next. */
const awaitedBy = (word: string, table: OptionTable): Option | undefined => {
  if (word.startsWith('--')) {
    const option = word.includes('=') ? undefined : table.get(word)?.option
    return option?.type === 'boolean' ? undefined : option
  }
  for (let index = 1; index < word.length; index++) {
    const option = table.get(`-${word[index]}`)?.option
    if (option === undefined) return undefined
    if (option.type !== 'boolean') return index === word.length - 1 ? option : undefined
  }
  return undefined
}

/** Moves over one finished word. What is wrong on the line is not completion's business. */
const advance = async (position: Position, word: string): Promise<void> => {
  if (position.awaiting) {
    position.awaiting = undefined
    return
  }
  if (word.startsWith('-') && word !== '-') {
    position.awaiting = awaitedBy(word, position.table)
    return
  }
  if (!position.tasks.has(word)) {
    position.taken++
    return
  }
  const task = await position.tasks.load(word).catch(() => undefined)
  position.task = word
  position.table = optionTable(coreOptions, task?.options)
  position.positionals = task?.positionals ?? []
  position.taken = 0
}

const merge = (first: Completions, second: Completions): Completions => {
  const takeover = first.takeover ?? second.takeover
  return { candidates: [...first.candidates, ...second.candidates], ...(takeover ? { takeover } : {}) }
}

/**
 * What can stand in place of the last word, which may be empty. `databases` is asked only where a database
 * name is wanted. Never rejects.
 */
export const complete = async (
  given: readonly string[],
  tasks: TaskSet,
  databases: () => Promise<string[]>,
): Promise<Completions> => {
  const current = given.at(-1) ?? ''
  const position: Position = {
    tasks,
    databases: () => databases().catch(() => []),
    task: undefined,
    table: optionTable(coreOptions),
    positionals: [],
    taken: 0,
    awaiting: undefined,
  }
  for (const word of given.slice(0, -1)) await advance(position, word)
  const found = await completionsAt(position, current)
  return { ...found, candidates: found.candidates.filter(({ value }) => value.startsWith(current)) }
}

const completionsAt = async (position: Position, current: string): Promise<Completions> => {
  if (position.awaiting) return valuesOf(position.awaiting, position)
  const equals = current.indexOf('=')
  if (current.startsWith('--') && equals > 0) {
    const written = current.slice(0, equals)
    const known = position.table.get(written)
    if (!known) return nothing
    const values = await valuesOf(known.option, position)
    return {
      ...values,
      candidates: values.candidates.map((each) => ({ ...each, value: `${written}=${each.value}` })),
    }
  }
  if (current.startsWith('-')) return { candidates: optionCandidates(position) }
  const own = await kindOf(position.positionals[position.taken]?.complete, position)
  return merge(own, { candidates: await taskCandidates(position.tasks) })
}

/** A line for each: the word, a tab, what it is; then where the shell takes over. The scripts of completion-script.ts read it. */
export const completionLines = ({ candidates, takeover }: Completions): string =>
  [
    ...candidates.map(({ value, description }) => (description ? `${value}\t${description}` : value)),
    ...(takeover ? [takeover] : []),
  ].join('\n')
