import type { ShellName } from './core-options.ts';
/** What the shell has to evaluate so that it completes tasks, options, files and databases. */
export declare const completionScript: (shell: ShellName) => string;
