import type { Shell } from 'zx/core';
type Zx = typeof import('zx/core');
/** zx takes a while to load, and most of that is not its core, so this is loaded when the first command runs. */
export declare const loadZx: () => Zx;
export interface ShellSettings {
    cwd: string;
    signal: AbortSignal;
    onCommand(command: string): void;
    /** A piece of what a command writes to stdout or stderr. */
    onOutput(text: string): void;
}
/** zx's `$` whose commands run in `cwd`, are ended by `signal`, and tell of themselves. */
export declare const boundShell: (settings: ShellSettings) => Shell;
/** Runs `work` so that the `$` of zx itself, imported by a user's task, is bound in the same way. */
export declare const withinShell: <T>(settings: ShellSettings, work: () => T) => T;
export {};
