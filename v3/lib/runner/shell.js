import { createRequire } from 'node:module';
/** zx takes a while to load, and most of that is not its core, so this is loaded when the first command runs. */
export const loadZx = () => createRequire(import.meta.url)('zx/core');
const log = (settings) => {
    const entry = (entry) => {
        if (entry.kind === 'cmd')
            settings.onCommand(entry.cmd);
        else if ((entry.kind === 'stdout' || entry.kind === 'stderr') && entry.verbose)
            settings.onOutput(String(entry.data));
    };
    return entry;
};
const shellOptions = (settings) => ({
    cwd: settings.cwd,
    signal: settings.signal,
    verbose: true,
    // A process group of its own, so that the signal ends a command's children with it.
    detached: process.platform !== 'win32',
    log: log(settings),
});
/** zx's `$` whose commands run in `cwd`, are ended by `signal`, and tell of themselves. */
export const boundShell = (settings) => loadZx().$(shellOptions(settings));
/** Runs `work` so that the `$` of zx itself, imported by a user's task, is bound in the same way. */
export const withinShell = (settings, work) => {
    const { $, within } = loadZx();
    return within(() => {
        Object.assign($, shellOptions(settings));
        return work();
    });
};
