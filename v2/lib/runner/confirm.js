import { createInterface } from 'node:readline/promises';
import { TaskError } from '../errors.js';
import { usageError } from './usage-error.js';
/**
 * Asks on the terminal, where anything but yes is no. TaskError 2 where there is no terminal to ask on:
 * nobody waits there for an answer.
 */
export const confirm = async (io, question, signal) => {
    if (!io.stdin.isTTY || !io.stderr.isTTY)
        throw usageError(`${question} There is no terminal to ask on`, 'say yes with --yes');
    const terminal = createInterface({ input: io.stdin, output: io.stderr, terminal: true });
    // In raw mode the terminal sends no signal for Ctrl-C; readline does.
    terminal.once('SIGINT', () => {
        io.stderr.write('\n');
        process.kill(process.pid, 'SIGINT');
    });
    try {
        const answer = await terminal.question(`${question} [y/N] `, { signal });
        if (!/^y(es)?$/i.test(answer.trim()))
            throw new TaskError('not confirmed: nothing was changed');
    }
    catch (error) {
        signal.throwIfAborted();
        throw error;
    }
    finally {
        terminal.close();
    }
};
