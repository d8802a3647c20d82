import { open } from 'node:fs/promises';
import path from 'node:path';
import sqlite3 from 'sqlite3';
import { exitCodes, TaskError } from '../errors.js';
import { makeFolder } from '../files/make-folder.js';
/** Two that start in the same moment can stand in each other's way: neither gives up at once. */
const patience = 1000;
/**
 * Locks a file for this process: an SQLite file held with BEGIN EXCLUSIVE, which the kernel lets go when the process
 * ends, also by kill -9. The file stays, empty. TaskError 13 while another holds it; `what` is what that one does.
 */
export async function lockFile(file, what) {
    await makeFolder(path.dirname(file));
    await makeFile(file);
    const database = await openFile(file);
    try {
        await run(database, `PRAGMA busy_timeout = ${patience}`);
        await run(database, 'BEGIN EXCLUSIVE');
    }
    catch (error) {
        await close(database);
        if (error.code !== 'SQLITE_BUSY')
            throw error;
        throw new TaskError(`Another run is ${what}`, {
            exitCode: exitCodes.locked,
            hint: `Wait until it has ended. It holds ${file}, and lets go however it ends.`,
        });
    }
    let closing;
    return {
        release: () => {
            closing ??= close(database);
            return closing;
        },
    };
}
/** One that is there is not opened: closing it would end a lock that this process has on it. */
async function makeFile(file) {
    try {
        await (await open(file, 'wx', 0o600)).close();
    }
    catch (error) {
        if (error.code !== 'EEXIST')
            throw error;
    }
}
const openFile = (file) => new Promise((resolve, reject) => {
    const database = new sqlite3.Database(file, (error) => error ? reject(error) : resolve(database));
});
const run = (database, sql) => new Promise((resolve, reject) => database.exec(sql, (error) => (error ? reject(error) : resolve())));
const close = (database) => new Promise((resolve, reject) => database.close((error) => (error ? reject(error) : resolve())));
