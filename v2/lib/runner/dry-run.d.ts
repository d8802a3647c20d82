import type { Step, TaskContext } from '../task/context.ts';
/** Says what a task's steps would do, and runs none of them. */
export declare const dryRun: (steps: readonly Step<TaskContext>[], context: TaskContext) => Promise<void>;
