import { loadConfig } from '../../config/load-config.ts'
import { redact } from '../../config/secrets.ts'
import { type ExitCode, exitCodes } from '../errors.ts'
import type { Flags, TaskContext } from '../task/context.ts'
import { confirm } from './confirm.ts'
import type { CoreFlags } from './core-options.ts'
import { describeError, type ErrorReport } from './describe-error.ts'
import type { Display } from './display.ts'
import { dryRun } from './dry-run.ts'
import type { Io } from './io.ts'
import { logForm } from './log-form.ts'
import { makeContext, shellSettings } from './make-context.ts'
import { type Outcome, outcome } from './outcome.ts'
import type { Invocation } from './parse-command-line.ts'
import { printError } from './print-error.ts'
import type { Place } from './run-cli.ts'
import { type Planned, scheduleTasks } from './schedule-tasks.ts'
import { type Stop, watchSignals } from './stop.ts'
import { stopReport } from './stop-report.ts'
import type { TaskSet } from './task-set.ts'

export interface Run {
  io: Io
  place: Place
  tasks: TaskSet
  flags: CoreFlags
  invocations: readonly Invocation[]
}

interface Prepared {
  planned: Planned
  context: TaskContext
  outcome: Outcome
  within<T>(work: () => T): T
}

interface TaskResult {
  task: string
  named: boolean
  outcome: Outcome
  error?: ErrorReport
}

const taskFlags = ({ dry, echo, quiet, yes, json, debug }: CoreFlags): Flags => ({
  dry,
  echo,
  quiet,
  yes,
  json,
  debug,
})

const isTerminal = (io: Io, flags: CoreFlags): boolean =>
  io.stderr.isTTY === true && io.env.TERM !== 'dumb' && !io.env.CI && !flags.echo

const chooseDisplay = async ({ io, flags, invocations }: Run): Promise<Display> => {
  if (flags.quiet) return (await import('./quiet-display.ts')).quietDisplay()
  if (isTerminal(io, flags) && logForm(invocations) === undefined)
    return (await import('./terminal-display.ts')).terminalDisplay(io.stderr)
  return (await import('./log-display.ts')).logDisplay(io.stderr)
}

const prepare = async (run: Run, display: Display, stop: Stop): Promise<Prepared[]> => {
  const config = await loadConfig(run.place, run.io.env)
  const planned = await scheduleTasks(run.invocations, run.tasks)
  const own = planned.some((each) => run.tasks.entry(each.name).file !== undefined)
  const { withinShell } = await import('./shell.ts')
  return planned.map((each) => {
    const told = outcome()
    const parts = {
      io: run.io,
      config,
      flags: taskFlags(run.flags),
      planned: each,
      tasks: run.tasks,
      outcome: told,
      signal: stop.signal,
      line: display.line,
    }
    return {
      planned: each,
      context: makeContext(parts),
      outcome: told,
      within: (work) => (own ? withinShell(shellSettings(parts), work) : work()),
    }
  })
}

const askAll = async (run: Run, prepared: readonly Prepared[], signal: AbortSignal): Promise<void> => {
  if (run.flags.dry) return
  for (const { planned, context } of prepared) {
    const question = await planned.task.destructive?.(context)
    if (question !== undefined && !run.flags.yes) await confirm(run.io, redact(question), signal)
  }
}

const runOne = async (each: Prepared, display: Display, dry: boolean): Promise<void> => {
  const { planned, context, within } = each
  context.signal.throwIfAborted()
  const steps = await within(() => planned.task.steps(context))
  if (dry) return dryRun(steps, context)
  const { runSteps } = await import('./run-steps.ts')
  await runSteps({ context, display, within }, steps)
}

/** What a task has told, when it has ended: results on stdout, words for the reader on stderr. */
const tell = (io: Io, flags: CoreFlags, told: Outcome): void => {
  const write = (stream: Io['stdout'], lines: readonly string[]): void => {
    if (lines.length > 0) stream.write(`${redact(lines.join('\n'))}\n`)
  }
  if (!flags.json) write(io.stdout, told.printed)
  if (!flags.quiet) write(io.stderr, told.summary)
  write(
    io.stderr,
    told.partial.map((reason) => `left out: ${reason}`),
  )
}

const runAll = async (
  run: Run,
  prepared: readonly Prepared[],
  display: Display,
  stop: Stop,
): Promise<TaskResult[]> => {
  const results: TaskResult[] = []
  for (const each of prepared) {
    const { planned, outcome: told } = each
    const result: TaskResult = { task: planned.name, named: planned.named, outcome: told }
    results.push(result)
    if (prepared.length > 1) display.heading(planned.name)
    try {
      await runOne(each, display, run.flags.dry)
      tell(run.io, run.flags, told)
    } catch (error) {
      tell(run.io, run.flags, told)
      result.error = stop.signal.aborted ? stopReport(stop.signal.reason, error) : describeError(error)
      const several =
        prepared.length > 1
          ? { ...result.error, message: `${planned.name}: ${result.error.message}` }
          : result.error
      printError(run.io, several, run.flags.debug)
      return results
    }
  }
  return results
}

const exitCodeOf = (results: readonly TaskResult[]): ExitCode => {
  const failed = results.find((result) => result.error)
  if (failed?.error) return failed.error.exitCode
  return results.some((result) => result.outcome.partial.length > 0) ? exitCodes.partial : exitCodes.done
}

const resultObject = (result: TaskResult): Record<string, unknown> => {
  const { error, outcome: told } = result
  const exitCode = exitCodeOf([result])
  return {
    ...told.values,
    task: result.task,
    ok: !error,
    exitCode,
    ...(told.partial.length > 0 ? { leftOut: told.partial } : {}),
    ...(error ? { error: { message: error.message, hint: error.hint, exitCode: error.exitCode } } : {}),
  }
}

/** One object: with one task on the line its own, else `tasks` with one each. docs/configuration.md shows it. */
const jsonResult = (run: Run, results: readonly TaskResult[]): Record<string, unknown> => {
  const only = run.invocations.length === 1 ? results.find((result) => result.named) : undefined
  const objects = results.map(resultObject)
  if (only && results.length === 1) return objects[0]!
  const exitCode = exitCodeOf(results)
  const error = objects.find((object) => object.error)?.error
  return {
    ...(only ? resultObject(only) : {}),
    ...(run.invocations.length === 1 ? { task: run.invocations[0]!.name } : {}),
    ok: !error,
    exitCode,
    ...(error ? { error } : {}),
    tasks: objects,
  }
}

/** Runs the tasks of a command line. Rejects only with what is wrong before the first begins. */
export const runTasks = async (run: Run): Promise<ExitCode> => {
  const display = await chooseDisplay(run)
  const stop = watchSignals(run.io, display.stopping)
  try {
    const prepared = await prepare(run, display, stop)
    await askAll(run, prepared, stop.signal)
    const results = await runAll(run, prepared, display, stop)
    if (run.flags.json) run.io.stdout.write(`${redact(JSON.stringify(jsonResult(run, results)))}\n`)
    return exitCodeOf(results)
  } finally {
    stop.end()
  }
}
