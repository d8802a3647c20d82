import type { Readable, Writable } from 'node:stream';
import type { Shell } from 'zx/core';
import type { Config } from '../../config/config.ts';
import type { Options, OptionValues, Positional, PositionalValues } from './option.ts';
/** The core options that a task may have to obey. */
export interface Flags {
    /** Say what would be done and change nothing. The runner then calls no step's `task`, only its `dry`. */
    readonly dry: boolean;
    readonly echo: boolean;
    readonly quiet: boolean;
    readonly yes: boolean;
    readonly json: boolean;
    readonly debug: boolean;
}
/** What a task gets from the runner: its options, the configuration, and its ways to the outside world. */
export interface TaskContext<O extends Options = Options, P extends readonly Positional[] = readonly Positional[]> {
    readonly options: OptionValues<O>;
    readonly positionals: PositionalValues<P>;
    readonly flags: Flags;
    /** Checked, and with its paths absolute. */
    readonly config: Config;
    /** Where the command was given: relative paths in options start here. */
    readonly cwd: string;
    readonly env: NodeJS.ProcessEnv;
    /** Aborted by SIGINT and SIGTERM; its reason is the TaskError to reject with. */
    readonly signal: AbortSignal;
    /** zx, in `cwd`, ended by `signal`, its output shown under the running step. */
    readonly $: Shell;
    /** For `-f -`. */
    readonly stdin: Readable;
    /** For data, as in `-f -`. Under `--json`, whose result it would destroy, writing to it fails with TaskError 2. */
    readonly stdout: Writable;
    /** Whether there is such a task, built-in or the user's own. */
    hasTask(name: string): boolean;
    /**
     * Runs another task within the running step, with its default options but for those of `options` that it has. One that
     * would ask before it begins is refused without `--yes`.
     */
    runTask(name: string, step: StepHandle, options?: Readonly<Record<string, unknown>>): Promise<void>;
    /** A line for the reader's eyes (stderr): at once in a log, after the tree on a terminal. Not under `--quiet`. */
    note(text: string): void;
    /** A command or a statement that is about to run; shown under `--echo`. */
    echo(line: string): void;
    /** Merged into the object that `--json` prints. */
    result(values: Record<string, unknown>): void;
    /** What was asked for, as text (a table of backups): stdout, after the last step. Not under `--json`. */
    print(lines: string | readonly string[]): void;
    /** The closing words for the reader's eyes: stderr, after the last step. Not under `--quiet`. */
    summary(lines: string | readonly string[]): void;
    /** Something was left out, and this sentence says what: the exit code becomes 3, and the sentence is shown at the end. */
    partial(reason: string): void;
}
export interface Progress {
    /** What is being worked on, mostly a table. */
    item: string;
    done: number;
    /** Where it is known or estimated. */
    total?: number | undefined;
    /** `rows` by default. */
    unit?: string;
    /** Nothing more comes for this item. */
    finished?: boolean;
}
/** The running step's place on the screen. Calls are cheap: drawing is throttled by the runner. */
export interface StepHandle {
    /** Replaces the step's title. */
    title(text: string): void;
    /** A line under the step, replacing the one before; in a log a line of its own. */
    output(text: string): void;
    /** A line for the item under the step, with rows per second and time left. */
    progress(progress: Progress): void;
    /** Steps within this one, in order, or side by side with `concurrent`. They run when the step's task returns this. */
    steps(steps: readonly Step[], options?: {
        concurrent?: boolean | number;
    }): unknown;
}
export interface Step<Context = unknown> {
    title: string;
    task: (context: Context, step: StepHandle) => unknown;
    /** false: the step is not there at all. Asked before the first step and again when its turn comes. */
    enabled?: boolean | ((context: Context) => boolean | Promise<boolean>);
    /** A reason: the step is shown, with the reason, and not run. */
    skip?: string | ((context: Context) => string | undefined | false | Promise<string | undefined | false>);
    /** Under `--dry`, in place of `task`: gives what would be done, where the title says too little. Changes nothing. */
    dry?: (context: Context) => string | undefined | Promise<string | undefined>;
}
