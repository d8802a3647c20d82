import { type ExitCode } from '../errors.ts';
import type { CoreFlags } from './core-options.ts';
import type { Io } from './io.ts';
import type { Invocation } from './parse-command-line.ts';
import type { Place } from './run-cli.ts';
import type { TaskSet } from './task-set.ts';
export interface Run {
    io: Io;
    place: Place;
    tasks: TaskSet;
    flags: CoreFlags;
    invocations: readonly Invocation[];
}
/** Runs the tasks of a command line. Rejects only with what is wrong before the first begins. */
export declare const runTasks: (run: Run) => Promise<ExitCode>;
