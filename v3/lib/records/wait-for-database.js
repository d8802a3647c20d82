import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../dialects/open-database.js';
import { exitCodes, TaskError } from '../errors.js';
const firstPause = 250;
const longestPause = 2000;
/** Until the database answers. A wrong password or a missing database will not heal by waiting, and fails at once. */
export async function waitForDatabase(options) {
    const end = Date.now() + options.timeout;
    for (let pause = firstPause;; pause = Math.min(pause * 2, longestPause)) {
        options.signal?.throwIfAborted();
        const left = end - Date.now();
        const attempt = await tryToOpen(options.database, left, options.signal);
        if (!(attempt instanceof TaskError))
            return attempt;
        if (failureOf(attempt) !== 'unreachable')
            throw attempt;
        if (end - Date.now() <= pause)
            throw gaveUp(attempt, options.timeout);
        options.onAttempt?.(attempt.message);
        await sleep(pause, undefined, options.signal ? { signal: options.signal } : {}).catch(() => { });
    }
}
async function tryToOpen(settings, left, signal) {
    const connectTimeout = Math.max(1000, Math.min(left, settings.connectTimeout ?? 10_000));
    try {
        const database = await openDatabase({ ...settings, connectTimeout }, { signal });
        const { engine, version } = database;
        await database.close();
        return { engine, version };
    }
    catch (error) {
        if (error instanceof TaskError)
            return error;
        throw error;
    }
}
const failureOf = (error) => error.cause?.code;
const gaveUp = (last, timeout) => new TaskError(`${last.message} (waited ${Math.round(timeout / 1000)} s)`, {
    exitCode: exitCodes.unreachable,
    hint: last.hint ?? 'Wait longer with --timeout SECONDS.',
    cause: last.cause,
});
