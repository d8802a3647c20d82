import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { findConfig } from '../../config/find-config.ts'
import { builtInTasks } from '../../tasks/index.ts'
import { type ExitCode, exitCodes } from '../errors.ts'
import { version } from '../version.ts'
import type { CoreFlags } from './core-options.ts'
import { describeError } from './describe-error.ts'
import { discoverTasks } from './discover-tasks.ts'
import type { Io } from './io.ts'
import { logForm } from './log-form.ts'
import type { Values } from './option-table.ts'
import { type Invocation, parseCommandLine, parseLeading } from './parse-command-line.ts'
import { printError } from './print-error.ts'
import { type TaskSet, taskSet } from './task-set.ts'
import { usageError } from './usage-error.ts'

/** Where the command is given, and what was found from there. */
export interface Place {
  cwd: string
  configFile: string | undefined
  /** Where tasks/ and .env lie: beside the configuration, else the current directory. */
  directory: string
}

const findPlace = (cwd: string, searchRoot: string | undefined): Place => {
  const from = resolve(cwd, searchRoot ?? '.')
  if (!existsSync(from) || !statSync(from).isDirectory()) {
    throw usageError(`--search-root ${searchRoot} is not a directory`)
  }
  const configFile = findConfig(from)
  return { cwd, configFile, directory: configFile === undefined ? from : dirname(configFile) }
}

const allTasks = (place: Place): TaskSet => {
  const builtIn = Object.entries(builtInTasks).map(([name, load]) => ({
    name,
    load: async () => (await load()).default,
  }))
  const own =
    place.configFile === undefined ? [] : discoverTasks(place.directory, new Set(Object.keys(builtInTasks)))
  const clashing = new Map(own.map((entry) => [entry.name, entry]))
  return taskSet([...builtIn, ...clashing.values()])
}

const write = (io: Io, text: string): ExitCode => {
  io.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
  return exitCodes.done
}

const listOrHelp = async (
  io: Io,
  flags: CoreFlags,
  tasks: TaskSet,
  help: string | undefined,
): Promise<ExitCode> => {
  if (help !== undefined) {
    const { taskHelp } = await import('./task-help.ts')
    return write(io, taskHelp(help, await tasks.load(help)))
  }
  if (flags.help) {
    const { generalHelp } = await import('./general-help.ts')
    return write(io, await generalHelp(tasks))
  }
  const { listTasks } = await import('./list-tasks.ts')
  return write(io, await listTasks(tasks, flags.json ? 'json' : flags.listFormat))
}

const run = async (io: Io, leading: { core: Values; rest: string[] }): Promise<ExitCode> => {
  const { core, rest } = leading
  if (core.version) return write(io, core.json ? JSON.stringify({ version }) : version)
  if (core.printCompletionScript) {
    const { completionScript } = await import('./completion-script.ts')
    return write(io, completionScript(core.printCompletionScript as never))
  }
  const place = findPlace(io.cwd, core.searchRoot as string | undefined)
  const { loadEnvironment } = await import('../../config/load-environment.ts')
  loadEnvironment(
    io.env,
    place.directory,
    core.envFile === undefined ? undefined : resolve(io.cwd, core.envFile as string),
  )
  const tasks = allTasks(place)
  const { flags, invocations, help } = await parseCommandLine({ core, rest }, tasks)
  if (help !== undefined || flags.help || flags.list || invocations.length === 0)
    return listOrHelp(io, flags, tasks, help)
  const { runTasks } = await import('./run-tasks.ts')
  const shown = await logged(io, invocations)
  return reporting(shown, flags, () => runTasks({ io: shown, place, tasks, flags, invocations }))
}

const logged = async (io: Io, invocations: readonly Invocation[]): Promise<Io> => {
  if (logForm(invocations) !== 'json') return io
  const { jsonLines } = await import('./json-lines.ts')
  return { ...io, stderr: jsonLines(io.stderr) }
}

/** What is wrong before a task begins is printed too. */
const reporting = async (
  io: Io,
  { debug, json }: Pick<CoreFlags, 'debug' | 'json'>,
  work: () => Promise<ExitCode>,
): Promise<ExitCode> => {
  try {
    return await work()
  } catch (error) {
    const report = describeError(error)
    printError(io, report, debug)
    if (json) {
      const { message, hint, exitCode } = report
      write(io, JSON.stringify({ ok: false, exitCode, error: { message, hint, exitCode } }))
    }
    return report.exitCode
  }
}

/** What the completion scripts ask for. An error there would land in the middle of someone's typing, so there is none. */
const answerCompletion = async (io: Io, given: readonly string[]): Promise<ExitCode> => {
  try {
    const { complete, completionLines } = await import('./complete.ts')
    const { core } = leadingOrNone(given)
    const place = findPlace(io.cwd, core.searchRoot as string | undefined)
    const databases = async (): Promise<string[]> => {
      const { loadEnvironment } = await import('../../config/load-environment.ts')
      const { loadConfig } = await import('../../config/load-config.ts')
      loadEnvironment(io.env, place.directory)
      return Object.keys((await loadConfig(place, io.env)).databases)
    }
    write(io, completionLines(await complete(given, allTasks(place), databases)))
  } catch {
    // Nothing to offer.
  }
  return exitCodes.done
}

const leadingOrNone = (given: readonly string[]): { core: Values } => {
  try {
    return parseLeading(given.slice(0, -1))
  } catch {
    return { core: {} }
  }
}

/** Runs a command line. Never rejects; gives the exit code. */
export const runCli = async (argv: readonly string[], io: Io): Promise<ExitCode> => {
  if (argv[0] === '--complete') return answerCompletion(io, argv.slice(argv[1] === '--' ? 2 : 1))
  if (argv.includes('--no-color')) io.env.NO_COLOR = '1'
  const flags = { debug: argv.includes('--debug'), json: argv.includes('--json') }
  return reporting(io, flags, async () => run(io, parseLeading(argv)))
}
