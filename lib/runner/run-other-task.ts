import { exitCodes, TaskError } from '../errors.ts'
import type { Step, StepHandle, TaskContext } from '../task/context.ts'
import { type ContextParts, makeContext, shellSettings } from './make-context.ts'
import { invocation } from './parse-command-line.ts'
import { scheduleTasks } from './schedule-tasks.ts'
import { withinShell } from './shell.ts'

type Values = Readonly<Record<string, unknown>>

/** Runs a task, with those that go before and after it, under another one's step. */
export async function runOtherTask(
  parts: ContextParts,
  name: string,
  step: StepHandle,
  options: Values,
): Promise<void> {
  const task = await parts.tasks.load(name)
  for (const planned of await scheduleTasks([invocation(name, task)], parts.tasks)) {
    const known = Object.entries(options).filter(([option]) => option in (planned.task.options ?? {}))
    const context = makeContext({
      ...parts,
      planned: { ...planned, options: { ...planned.options, ...Object.fromEntries(known) } },
    })
    await refuseQuestion(planned.name, await planned.task.destructive?.(context), context)
    const within = <T>(work: () => T): T => withinShell(shellSettings(parts), work)
    await runSteps(await within(() => planned.task.steps(context)), context, step, within)
  }
}

async function refuseQuestion(
  name: string,
  question: string | undefined,
  { flags }: TaskContext,
): Promise<void> {
  if (question === undefined || flags.yes) return
  throw new TaskError(`Task ${name} asks before it begins: ${question}`, {
    exitCode: exitCodes.usage,
    hint: 'Give --yes, or leave it out here.',
  })
}

async function runSteps(
  steps: readonly Step<TaskContext>[],
  context: TaskContext,
  outer: StepHandle,
  within: <T>(work: () => T) => T,
): Promise<void> {
  for (const step of steps) {
    context.signal.throwIfAborted()
    const isEnabled =
      typeof step.enabled === 'function' ? await step.enabled(context) : (step.enabled ?? true)
    if (!isEnabled) continue
    const reason = typeof step.skip === 'function' ? await step.skip(context) : step.skip
    outer.output(reason ? `skipped: ${step.title}: ${reason}` : step.title)
    if (reason) continue
    const handle: StepHandle = {
      title: outer.output,
      output: outer.output,
      progress: outer.progress,
      steps: (inner) => runSteps(inner as Step<TaskContext>[], context, outer, within),
    }
    await within(() => step.task(context, handle))
  }
}
