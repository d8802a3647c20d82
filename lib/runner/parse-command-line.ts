import { suggest } from '../suggest.ts'
import type { AnyTask } from '../task/define-task.ts'
import type { Option, Options, Positional } from '../task/option.ts'
import { optionName } from '../task/option-name.ts'
import { type CoreFlags, coreOptions, leadingOnly } from './core-options.ts'
import { type OptionTable, optionTable, takeOptions, type Values, words } from './option-table.ts'
import type { TaskSet } from './task-set.ts'
import { usageError } from './usage-error.ts'

export interface Invocation {
  name: string
  task: AnyTask
  options: Values
  positionals: Values
  /** Whether the command line gave it anything beyond its name. */
  bare: boolean
}

const coreFlags = (values: Values): CoreFlags => ({
  list: values.list === true,
  listFormat: (values.listFormat as CoreFlags['listFormat'] | undefined) ?? 'flat',
  help: values.help === true,
  version: values.version === true,
  dry: values.dry === true,
  echo: values.echo === true,
  quiet: values.quiet === true,
  yes: values.yes === true,
  json: values.json === true,
  debug: values.debug === true,
  searchRoot: values.searchRoot as string | undefined,
  envFile: values.envFile as string | undefined,
  noColor: values.noColor === true,
  printCompletionScript: values.printCompletionScript as CoreFlags['printCompletionScript'],
})

const unknownCore = (written: string, known: Iterable<string>): Error => {
  const near = suggest(written, known)
  const hint =
    near === undefined
      ? "a task's options go after its name; tasks --help shows the core options"
      : `did you mean ${near}?`
  return usageError(`there is no core option ${written}`, hint)
}

/** The core options before the first task, and the words from the first task on. */
export const parseLeading = (argv: readonly string[]): { core: Values; rest: string[] } => {
  const table = optionTable(coreOptions)
  const core: Values = {}
  const given = words(argv)
  let taken = 0
  const counted = {
    peek: given.peek,
    next: () => {
      taken++
      return given.next()
    },
  }
  for (let word = counted.peek(); word !== undefined; word = counted.peek()) {
    if (!word.startsWith('-') || word === '-') break
    counted.next()
    if (word === '--') break
    takeOptions(word, counted, table, {}, core, (written) => unknownCore(written, table.keys()))
  }
  return { core, rest: argv.slice(taken) }
}

const unknownOption = (written: string, name: string, table: OptionTable): Error => {
  const near = suggest(written, table.keys())
  const hint = near === undefined ? `tasks ${name} --help shows its options` : `did you mean ${near}?`
  return usageError(`${name} has no option ${written}`, hint)
}

const defaultOf = (option: Option): unknown => {
  if (option.type === 'boolean') return false
  if (option.multiple) return [...(option.default ?? [])]
  return option.default
}

const completeOptions = (name: string, options: Options, given: Values): Values => {
  const values: Values = {}
  for (const [key, option] of Object.entries(options)) {
    if (option.type !== 'boolean' && option.required && !(key in given)) {
      throw usageError(`${name} needs --${optionName(key)}`, `tasks ${name} --help shows its options`)
    }
    values[key] = given[key] ?? defaultOf(option)
  }
  return values
}

const mayBeLeftOut = (positional: Positional): boolean =>
  positional.optional === true || positional.default !== undefined

const completePositionals = (
  name: string,
  positionals: readonly Positional[],
  given: readonly string[],
): Values => {
  const values: Values = {}
  positionals.forEach((positional, index) => {
    const words = positional.multiple ? given.slice(index) : given.slice(index, index + 1)
    if (words.length === 0 && !mayBeLeftOut(positional)) {
      throw usageError(
        `${name} needs ${positional.name.toUpperCase()}`,
        `tasks ${name} --help shows how it is called`,
      )
    }
    if (!positional.multiple) values[positional.name] = words[0] ?? positional.default
    else
      values[positional.name] =
        words.length === 0 && positional.default !== undefined ? [positional.default] : words
  })
  return values
}

/** A task as pre and post tasks run it: with nothing but its defaults. */
export const invocation = (
  name: string,
  task: AnyTask,
  given: { options: Values; positionals: readonly string[] } = { options: {}, positionals: [] },
): Invocation => ({
  name,
  task,
  options: completeOptions(name, task.options ?? {}, given.options),
  positionals: completePositionals(name, task.positionals ?? [], given.positionals),
  bare: Object.keys(given.options).length === 0 && given.positionals.length === 0,
})

/** Whether a word after the task belongs to it, rather than being the next task's name. */
const isPositional = (
  word: string,
  taken: number,
  positionals: readonly Positional[],
  tasks: TaskSet,
): boolean => {
  const next = positionals[Math.min(taken, positionals.length - 1)]
  if (!next || (taken >= positionals.length && !next.multiple)) return false
  const required = taken < positionals.length && !mayBeLeftOut(next)
  return required || !tasks.has(word)
}

/**
 * The tasks of a command line with their options, checked. `help` names the task whose help is asked for;
 * what stands behind that wish is not looked at.
 */
export const parseCommandLine = async (
  leading: { core: Values; rest: readonly string[] },
  tasks: TaskSet,
): Promise<{ flags: CoreFlags; invocations: Invocation[]; help?: string }> => {
  const core = { ...leading.core }
  const rest = words(leading.rest)
  const invocations: Invocation[] = []
  for (let name = rest.next(); name !== undefined; name = rest.next()) {
    if (core.help) {
      await tasks.load(name)
      return { flags: coreFlags(core), invocations: [], help: name }
    }
    if (name.startsWith('-')) throw unknownCore(name, [])
    const task = await tasks.load(name)
    const table = optionTable(coreOptions, task.options)
    const options: Values = {}
    const positionals: string[] = []
    for (let word = rest.peek(); word !== undefined; word = rest.peek()) {
      if (word === '--') {
        rest.next()
        for (let each = rest.next(); each !== undefined; each = rest.next()) positionals.push(each)
        break
      }
      if (word.startsWith('-') && word !== '-') {
        rest.next()
        takeOptions(word, rest, table, options, core, (written) => unknownOption(written, name!, table))
        refuseLeadingOnly(word, core, leading.core)
        if (core.help) return { flags: coreFlags(core), invocations: [], help: name }
        continue
      }
      if (!isPositional(word, positionals.length, task.positionals ?? [], tasks)) break
      positionals.push(rest.next()!)
    }
    refuseSurplus(name, task, positionals)
    invocations.push(invocation(name, task, { options, positionals }))
  }
  return { flags: coreFlags(core), invocations }
}

const refuseLeadingOnly = (word: string, core: Values, leading: Values): void => {
  const late = Object.keys(core).find((key) => leadingOnly.has(key) && !(key in leading))
  if (late !== undefined)
    throw usageError(`${word} stands behind a task`, `--${optionName(late)} goes before the first task`)
}

const refuseSurplus = (name: string, task: AnyTask, given: readonly string[]): void => {
  const positionals: readonly Positional[] = task.positionals ?? []
  if (given.length <= positionals.length || positionals.at(-1)?.multiple) return
  throw usageError(
    `${name} does not take "${given[positionals.length]}"`,
    `tasks ${name} --help shows how it is called`,
  )
}
