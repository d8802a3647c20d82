import { Listr, type ListrTask } from 'listr2'
import type { Step, StepHandle, TaskContext } from '../task/context.ts'
import type { Display, StepView, Wrapper } from './display.ts'
import { runningStep } from './make-context.ts'

type AnyStep = Step<TaskContext>

export interface StepRun {
  context: TaskContext
  display: Display
  /** Runs a step's work where `$` is bound, for tasks that import it. */
  within<T>(work: () => T): T
}

// biome-ignore lint/suspicious/noExplicitAny: the renderer is chosen by the display
type Item = ListrTask<any, any, any>

const skipReason = async (step: AnyStep, context: TaskContext): Promise<string | false> => {
  const reason = typeof step.skip === 'function' ? await step.skip(context) : step.skip
  return reason ? `${step.title}: ${reason}` : false
}

const handle = (run: StepRun, view: StepView, wrapper: Wrapper): StepHandle => ({
  title: view.title,
  output: view.output,
  progress: view.progress,
  steps: (steps, options) =>
    wrapper.newListr(
      steps.map((step) => item(run, step as AnyStep)),
      { concurrent: options?.concurrent ?? false, exitOnError: true },
    ),
})

const item = (run: StepRun, step: AnyStep): Item => {
  const { context, display, within } = run
  const enabled = step.enabled ?? true
  return {
    title: step.title,
    enabled: typeof enabled === 'function' ? () => enabled(context) : enabled,
    skip: async () => {
      const reason = await skipReason(step, context)
      if (reason) display.skipped(reason)
      return reason
    },
    rendererOptions: { persistentOutput: true },
    task: async (_, wrapper) => {
      context.signal.throwIfAborted()
      const view = display.step(wrapper, step.title)
      try {
        return await runningStep.run(view, () => within(() => step.task(context, handle(run, view, wrapper))))
      } finally {
        view.end()
      }
    },
  }
}

/** Runs a task's steps in order, shown by the display. Rejects with the error of the first that fails. */
export const runSteps = async (run: StepRun, steps: readonly AnyStep[]): Promise<void> => {
  const tree = new Listr(
    steps.map((step) => item(run, step)),
    { ...run.display.listrOptions(steps.length), exitOnError: true },
  )
  try {
    await tree.run()
  } finally {
    run.display.treeEnd()
  }
}
