import { type Invocation } from './parse-command-line.ts';
import type { TaskSet } from './task-set.ts';
export interface Planned extends Invocation {
    /** Named on the command line, rather than run before or after one that is. */
    named: boolean;
}
/**
 * Everything that a command line runs, in order: each task with its pre tasks before it and its post tasks
 * behind it, those once per command line. TaskError 2 for a circle, before anything has run.
 */
export declare const scheduleTasks: (invocations: readonly Invocation[], tasks: TaskSet) => Promise<Planned[]>;
