import { AsyncLocalStorage } from 'node:async_hooks';
import type { Config } from '../../config/config.ts';
import type { Flags, TaskContext } from '../task/context.ts';
import type { StepView } from './display.ts';
import type { Io } from './io.ts';
import type { Outcome } from './outcome.ts';
import type { Planned } from './schedule-tasks.ts';
import { type ShellSettings } from './shell.ts';
import type { TaskSet } from './task-set.ts';
/** The step that runs, of which side by side there may be several: what a command writes belongs to its own. */
export declare const runningStep: AsyncLocalStorage<StepView>;
export interface ContextParts {
    io: Io;
    config: Config;
    flags: Flags;
    planned: Planned;
    /** All that there are. */
    tasks: TaskSet;
    outcome: Outcome;
    signal: AbortSignal;
    /** A line on stderr, by way of the display. */
    line(text: string): void;
}
export declare const shellSettings: (parts: ContextParts) => ShellSettings;
export declare const makeContext: (parts: ContextParts) => TaskContext;
