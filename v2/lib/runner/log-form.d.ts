import type { Invocation } from './parse-command-line.ts';
/** How a command line is shown that has a task which stays; undefined where none does. */
export declare const logForm: (invocations: readonly Invocation[]) => 'lines' | 'json' | undefined;
