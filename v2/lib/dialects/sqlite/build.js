import { existsSync, rmSync } from 'node:fs';
import { exitCodes, TaskError } from '../../errors.js';
import { emptiedAgain, notBare } from '../half-made.js';
import { SqliteConnection } from './connection.js';
/** How long a process that was killed a moment ago may hold its lock, in milliseconds. */
const killPatience = 1_000;
/** Beside the database's file, so that it is on the same disk. Its being there is the mark of a build. */
const buildFile = ({ filename }) => `${filename}.record-tasks-build`;
/**
 * The database is made in a file of its own and copied over the empty one in one transaction: nobody ever sees half
 * of it. Until then the empty one is locked.
 */
export async function beginBuild(settings, options, open) {
    const holder = await lockEmpty(settings, options);
    let isOver = false;
    let database;
    const end = async () => {
        isOver = true;
        await database?.close();
        await holder.close();
        removeFiles(settings);
    };
    try {
        removeFiles(settings);
        database = await open({ ...settings, filename: buildFile(settings) }, { ...options, createFile: true });
    }
    catch (error) {
        await end();
        throw error;
    }
    return {
        database,
        finish: async () => {
            await database.close();
            await holder.run('COMMIT');
            await holder.copyFrom(buildFile(settings));
            await end();
        },
        undo: async () => {
            if (!isOver)
                await end();
        },
    };
}
/** Locked until it is closed. Without a log the lock outlives the transaction, so that nobody slips in before the copy. */
async function lockEmpty(settings, options) {
    const holder = await SqliteConnection.open(settings, 'rw', options);
    try {
        const [mode] = await holder.all('PRAGMA journal_mode');
        if (mode.journal_mode !== 'wal')
            await holder.run('PRAGMA locking_mode = EXCLUSIVE');
        await holder.run('PRAGMA synchronous = FULL');
        await holder.run('BEGIN EXCLUSIVE');
        const found = await namesIn(holder);
        if (found.length > 0)
            throw notBare(settings.display, found);
        return holder;
    }
    catch (error) {
        await holder.close();
        throw error;
    }
}
async function namesIn(connection) {
    const rows = await connection.all(`SELECT name FROM main.sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`);
    return rows.map(({ name }) => String(name));
}
/** A sentence where a build was stopped. TaskError 13 where it is alive. */
export async function recoverBuild(settings) {
    if (!existsSync(buildFile(settings)))
        return [];
    const connection = await SqliteConnection.open({ ...settings, connectTimeout: killPatience }, 'rw', {});
    try {
        await connection.run('BEGIN EXCLUSIVE');
        if (!existsSync(buildFile(settings)))
            return [];
        const wasCopied = (await namesIn(connection)).length > 0;
        removeFiles(settings);
        return [wasCopied ? wasMade : emptiedAgain];
    }
    finally {
        await connection.close();
    }
}
const wasMade = 'An import that was to make this database was stopped after its last step: it is whole.';
function removeFiles(settings) {
    const file = buildFile(settings);
    try {
        // The file itself last: it is the mark.
        for (const ending of ['-journal', '-wal', '-shm', ''])
            rmSync(`${file}${ending}`, { force: true });
    }
    catch (cause) {
        throw new TaskError(`${file}, which a stopped import left, cannot be removed: ${cause.message}`, {
            exitCode: exitCodes.failed,
            hint: 'Remove it, and what is named like it, as a user who may.',
            cause,
        });
    }
}
