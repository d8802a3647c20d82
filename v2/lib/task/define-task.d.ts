import type { Step, TaskContext } from './context.ts';
import type { Options, OptionValues, Positional } from './option.ts';
/**
 * A task: data, and functions that are called only when it runs. A task's file is loaded to list it,
 * so it imports heavy modules (drivers, knex) inside its steps: `await import(…)`.
 */
export interface Task<O extends Options = Options, P extends readonly Positional[] = readonly Positional[]> {
    /** One line for the list, beginning with a verb. */
    summary: string;
    /** Paragraphs for the task's help. */
    description?: string;
    /** Whole command lines for the help: `tasks export-records -f data.json.gz`. */
    examples?: readonly string[];
    options?: O;
    positionals?: P;
    /** Tasks to run before and after, with their default options. Each runs once per command line. */
    pre?: readonly string[];
    post?: readonly string[];
    /**
     * A question that must be answered with yes, or by `--yes`, before anything on the command line runs;
     * undefined: none. Asked before the tasks to its left have run, so it goes by options and configuration alone.
     */
    destructive?: (context: TaskContext<O, P>) => string | undefined | Promise<string | undefined>;
    /**
     * For a task that stays and tells what happens: it is shown line by line, on a terminal too, and with `json` each
     * line on stderr is a JSON object. undefined: it is shown as others are.
     */
    log?: (options: OptionValues<O>) => 'lines' | 'json' | undefined;
    steps: (context: TaskContext<O, P>) => readonly Step<TaskContext<O, P>>[] | Promise<readonly Step<TaskContext<O, P>>[]>;
}
/** Types a task; gives it back as it is. */
export declare const defineTask: <const O extends Options = Record<never, never>, const P extends readonly Positional[] = readonly []>(task: Task<O, P>) => Task<O, P>;
/** A task of which nothing but its shape is known: as the runner has it. */
export type AnyTask = Task<any, any>;
