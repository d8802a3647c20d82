import type { Step, TaskContext } from '../task/context.ts';
import type { Display } from './display.ts';
type AnyStep = Step<TaskContext>;
export interface StepRun {
    context: TaskContext;
    display: Display;
    /** Runs a step's work where `$` is bound, for tasks that import it. */
    within<T>(work: () => T): T;
}
/** Runs a task's steps in order, shown by the display. Rejects with the error of the first that fails. */
export declare const runSteps: (run: StepRun, steps: readonly AnyStep[]) => Promise<void>;
export {};
