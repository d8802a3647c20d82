import type { AnyTask } from '../task/define-task.ts';
import { type CoreFlags } from './core-options.ts';
import { type Values } from './option-table.ts';
import type { TaskSet } from './task-set.ts';
export interface Invocation {
    name: string;
    task: AnyTask;
    options: Values;
    positionals: Values;
    /** Whether the command line gave it anything beyond its name. */
    bare: boolean;
}
/** The core options before the first task, and the words from the first task on. */
export declare const parseLeading: (argv: readonly string[]) => {
    core: Values;
    rest: string[];
};
/** A task as pre and post tasks run it: with nothing but its defaults. */
export declare const invocation: (name: string, task: AnyTask, given?: {
    options: Values;
    positionals: readonly string[];
}) => Invocation;
/**
 * The tasks of a command line with their options, checked. `help` names the task whose help is asked for;
 * what stands behind that wish is not looked at.
 */
export declare const parseCommandLine: (leading: {
    core: Values;
    rest: readonly string[];
}, tasks: TaskSet) => Promise<{
    flags: CoreFlags;
    invocations: Invocation[];
    help?: string;
}>;
