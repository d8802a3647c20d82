import { exitCodes, TaskError } from '../errors.js';
const codes = { SIGINT: exitCodes.interrupted };
/**
 * The first signal aborts, and what runs rolls back and ends by itself; the second ends the process at once.
 * A reader of stdout that goes away stops the run too.
 */
export const watchSignals = (io, onStop) => {
    const controller = new AbortController();
    const forget = io.onSignal((name) => {
        const exitCode = codes[name] ?? exitCodes.terminated;
        if (controller.signal.aborted) {
            io.exit(exitCode);
            return;
        }
        onStop(`${name}: stopping, and undoing what is half done; a second one stops at once`);
        controller.abort(new TaskError(`stopped by ${name}`, { exitCode }));
    });
    const onError = (error) => {
        const reason = error.code === 'EPIPE'
            ? 'whoever read standard output has gone away'
            : `standard output: ${error.message}`;
        controller.abort(new TaskError(reason, { cause: error }));
    };
    io.stdout.on('error', onError);
    return {
        signal: controller.signal,
        end: () => {
            forget();
            io.stdout.off('error', onError);
        },
    };
};
