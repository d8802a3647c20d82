import { AsyncLocalStorage } from 'node:async_hooks';
import { Writable } from 'node:stream';
import { redact } from '../../config/secrets.js';
import { printableLines } from './printable-lines.js';
import { boundShell } from './shell.js';
import { usageError } from './usage-error.js';
/** The step that runs, of which side by side there may be several: what a command writes belongs to its own. */
export const runningStep = new AsyncLocalStorage();
const list = (lines) => typeof lines === 'string' ? [lines] : lines;
export const shellSettings = (parts) => ({
    cwd: parts.io.cwd,
    signal: parts.signal,
    onCommand: (command) => {
        if (parts.flags.echo)
            parts.line(`$ ${redact(command)}`);
    },
    onOutput: (text) => runningStep.getStore()?.command(redact(text)),
});
/** In place of stdout where the result alone may go there. Fails when written to: a task may have it and not use it. */
const refusingStream = () => {
    const stream = new Writable({
        write: (_chunk, _encoding, done) => done(usageError('--json and data on standard output exclude each other', 'write the data to a file')),
    });
    // Whoever writes learns of it from the write; without a listener the process would end.
    return stream.on('error', () => { });
};
export const makeContext = (parts) => {
    const { io, flags, planned, outcome } = parts;
    return {
        // biome-ignore lint/suspicious/noExplicitAny: they were parsed by the task's own description
        options: planned.options,
        // biome-ignore lint/suspicious/noExplicitAny: likewise
        positionals: planned.positionals,
        flags,
        config: parts.config,
        cwd: io.cwd,
        env: io.env,
        signal: parts.signal,
        stdin: io.stdin,
        get $() {
            return boundShell(shellSettings(parts));
        },
        stdout: flags.json ? refusingStream() : io.stdout,
        hasTask: (name) => parts.tasks.has(name),
        runTask: async (name, step, options = {}) => {
            const { runOtherTask } = await import('./run-other-task.js');
            await runOtherTask(parts, name, step, options);
        },
        note: (text) => parts.line(printableLines(redact(text))),
        echo: (text) => {
            if (flags.echo)
                parts.line(printableLines(redact(text)));
        },
        result: (values) => {
            Object.assign(outcome.values, values);
        },
        print: (lines) => {
            outcome.printed.push(...list(lines).map(printableLines));
        },
        summary: (lines) => {
            outcome.summary.push(...list(lines).map(printableLines));
        },
        partial: (reason) => {
            outcome.partial.push(printableLines(reason));
        },
    };
};
