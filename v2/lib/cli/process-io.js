import { writeSync } from 'node:fs';
import { Writable } from 'node:stream';
const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const flushed = (stream) => new Promise((resolve) => {
    if (stream.destroyed || stream.writableEnded)
        resolve();
    else
        stream.write('', () => resolve());
});
/**
 * stderr for last words: while a tree is drawn, listr2 holds back what is written to process.stderr, and it
 * has hidden the cursor.
 */
export const directStderr = () => {
    const stream = new Writable({
        write: (chunk, _encoding, done) => {
            writeSync(process.stderr.fd, chunk);
            done();
        },
    });
    stream.isTTY = process.stderr.isTTY;
    // Its reader may be gone.
    return stream.on('error', () => { });
};
const showCursor = '\x1b[?25h';
/** The process itself as the outside world. */
export const processIo = () => {
    let failure;
    process.stdout.on('error', (error) => {
        if (error.code !== 'EPIPE')
            failure = error;
    });
    // Nobody is left to tell.
    process.stderr.on('error', () => { });
    return {
        cwd: process.cwd(),
        env: process.env,
        stdin: process.stdin,
        stdout: process.stdout,
        stderr: process.stderr,
        onSignal: (listener) => {
            for (const signal of stopSignals)
                process.on(signal, listener);
            return () => {
                for (const signal of stopSignals)
                    process.off(signal, listener);
            };
        },
        exit: (code) => {
            if (process.stderr.isTTY)
                directStderr().write(showCursor);
            process.exit(code);
        },
        flush: async () => {
            await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
            return failure;
        },
    };
};
