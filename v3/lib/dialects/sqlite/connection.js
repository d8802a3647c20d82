import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import knex, {} from 'knex';
import { exitCodes, TaskError } from '../../errors.js';
import { silentLog } from '../silent-log.js';
const lockTimeout = 5_000;
/** knex on the file: one connection, and in `ro` and `rw` never a new file. */
export function openKnex(settings, mode) {
    return openUri(uriOf(settings, mode), settings);
}
function openUri(filename, settings) {
    return knex({
        client: 'sqlite3',
        connection: { filename, flags: ['OPEN_URI'] },
        pool: {
            min: 1,
            max: 1,
            afterCreate: (handle, done) => {
                handle.configure('busyTimeout', settings.connectTimeout ?? lockTimeout);
                handle.exec(pragmaStatements(settings), done);
            },
        },
        useNullAsDefault: true,
        log: silentLog,
    });
}
/** As a file name of ATTACH, too. */
export function uriOf(settings, mode) {
    return `${pathToFileURL(settings.filename ?? '').href}?mode=${mode}`;
}
function pragmaStatements(settings) {
    return Object.entries(settings.pragmas ?? {})
        .map(([name, value]) => `PRAGMA ${name} = ${Number(value) === value ? value : `'${value}'`};`)
        .join('\n');
}
/**
 * Of its own, in a file that SQLite removes from the folder as soon as it is open (https://sqlite.org/inmemorydb.html):
 * whatever ends the process, nothing stays behind.
 */
const privateFile = 'file:?mode=rwc';
/** The one connection of a knex pool, with its driver's own handle: knex buffers whole results and copies binds. */
export class SqliteConnection {
    #knex;
    #handle;
    #options;
    #settings;
    #interrupt;
    #closed = false;
    constructor(pool, handle, settings, options) {
        this.#knex = pool;
        this.#handle = handle;
        this.#settings = settings;
        this.#options = options;
        this.#interrupt = () => handle.interrupt();
        options.signal?.addEventListener('abort', this.#interrupt);
    }
    static async open(settings, mode, options) {
        return SqliteConnection.#openPool(openKnex(settings, mode), settings, options);
    }
    /** A database that nobody else sees, and that ends with its connection. */
    static async openPrivate(settings, options) {
        return SqliteConnection.#openPool(openUri(privateFile, settings), settings, options);
    }
    static async #openPool(pool, settings, options) {
        let connection;
        try {
            options.signal?.throwIfAborted();
            const handle = (await pool.client.acquireConnection());
            connection = new SqliteConnection(pool, handle, settings, options);
            // The file is not read before the first statement.
            await connection.all('SELECT count(*) FROM sqlite_schema');
            return connection;
        }
        catch (cause) {
            if (connection === undefined)
                await pool.destroy();
            else
                await connection.close();
            throw openError(cause, settings);
        }
    }
    all(sql, ...values) {
        this.#announce(sql);
        return this.#call((done) => this.#handle.all(sql, ...values, done));
    }
    async run(sql, ...values) {
        this.#announce(sql);
        await this.#call((done) => this.#handle.run(sql, ...values, done));
    }
    /** As run(); gives the number of changed rows. */
    async change(sql, ...values) {
        const statement = await this.prepare(sql);
        return statement.run(...values).finally(() => statement.finalize());
    }
    /** As run(), also when the signal has been aborted: for what undoes. */
    async undo(sql) {
        this.#options.onStatement?.(sql);
        await promised((done) => this.#handle.exec(sql, (error) => done(error)));
    }
    /** Page by page, in one transaction: afterwards this database is what the other file is. */
    async copyFrom(filename) {
        const handle = this.#handle;
        const backup = await this.#call((done) => {
            const begun = handle.backup(filename, 'main', 'main', false, (error) => done(error, begun));
        });
        // Else a busy file is no error, and nothing is copied.
        backup.retryErrors = [];
        try {
            await this.#call((done) => backup.step(-1, (error) => done(error)));
            if (!backup.completed)
                throw new Error(`${filename} was not copied to its end`);
        }
        finally {
            await new Promise((resolve) => backup.finish(() => resolve()));
        }
    }
    async prepare(sql) {
        this.#announce(sql);
        const statement = await this.#call((done) => {
            const prepared = this.#handle.prepare(sql, (error) => done(error, prepared));
        });
        return {
            all: (...values) => this.#call((done) => statement.all(...values, (error, rows) => done(error, rows))),
            run: (...values) => this.#call((done) => statement.run(...values, function (error) {
                done(error, this.changes);
            })),
            finalize: () => new Promise((resolve) => statement.finalize(() => resolve())),
        };
    }
    /** Idempotent. SQLite rolls back what is open. */
    async close() {
        if (this.#closed)
            return;
        this.#closed = true;
        this.#options.signal?.removeEventListener('abort', this.#interrupt);
        await this.#knex.client.releaseConnection(this.#handle);
        await this.#knex.destroy();
    }
    #announce(sql) {
        this.#options.signal?.throwIfAborted();
        this.#options.onStatement?.(sql);
    }
    async #call(start) {
        try {
            return await promised(start);
        }
        catch (error) {
            this.#options.signal?.throwIfAborted();
            throw explained(error, this.#settings);
        }
    }
}
function promised(start) {
    return new Promise((resolve, reject) => {
        start((error, result) => {
            if (error)
                reject(error);
            else
                resolve(result);
        });
    });
}
/** Whatever another process or the machine is to blame for, said so that the user can act on it. */
function explained(error, settings) {
    const code = error.code;
    if (code === 'SQLITE_BUSY')
        return lockedError(settings, error);
    if (code === 'SQLITE_FULL') {
        return new TaskError(`No space is left for the database ${settings.display}.`, {
            hint: 'Free some space on its disk, then run this again.',
            cause: error,
        });
    }
    if (code === 'SQLITE_IOERR') {
        return new TaskError(`The disk fails the database ${settings.display}: ${error.message}.`, {
            hint: 'See whether its disk has room and works, and whether a limit (ulimit -f, a quota) holds files back.',
            cause: error,
        });
    }
    if (code === 'SQLITE_READONLY') {
        return new TaskError(`The database ${settings.display} cannot be written: ${error.message}.`, {
            hint: 'Let this user write to the file and to its folder, where SQLite keeps its journal. Nothing was changed.',
            cause: error,
        });
    }
    if (code === 'SQLITE_CORRUPT') {
        return new TaskError(`The database ${settings.display} is damaged: ${error.message}.`, {
            hint: 'Check it with PRAGMA integrity_check, and recover what can be read with the .recover command of sqlite3.',
            cause: error,
        });
    }
    return error;
}
export function lockedError(settings, cause) {
    return new TaskError(`Another process holds the lock on the database ${settings.display}.`, {
        exitCode: exitCodes.locked,
        hint: 'Stop the application that writes to it, or wait until it is done, then run this again.',
        cause,
    });
}
function openError(cause, settings) {
    if (cause instanceof TaskError)
        return cause;
    const code = cause.code;
    const path = settings.filename ?? '';
    if (code === 'SQLITE_NOTADB') {
        return unreachable(`${path} is not an SQLite database, or it is encrypted.`, 'missing', {
            hint: 'Give the path of an unencrypted SQLite file.',
            cause,
        });
    }
    if (code === 'SQLITE_CANTOPEN' || code === 'SQLITE_READONLY' || code === 'SQLITE_PERM') {
        return unreachable(`The SQLite file ${path} cannot be opened: ${cause.message}.`, 'denied', {
            hint: permissionHint(path),
            cause,
        });
    }
    return cause;
}
function permissionHint(path) {
    if (existsSync(`${path}-journal`)) {
        return 'A transaction on it was cut short, and undoing it takes a user who may write to the file and its folder.';
    }
    if (isInWalMode(path)) {
        return 'It is in WAL mode, which takes a user who may write to its folder; or copy it elsewhere with its -wal file.';
    }
    return 'Check that this user may read the file.';
}
/** https://sqlite.org/fileformat.html, 1.3: the write version is 2 for WAL. */
function isInWalMode(path) {
    try {
        const file = openSync(path, 'r');
        const header = Buffer.alloc(20);
        readSync(file, header, 0, header.length, 0);
        closeSync(file);
        return header[18] === 2;
    }
    catch {
        return false;
    }
}
function unreachable(message, code, options) {
    return new TaskError(message, {
        exitCode: exitCodes.unreachable,
        hint: options.hint,
        cause: Object.assign(new Error(message, { cause: options.cause }), { code }),
    });
}
/** Whether there is a file to open. A missing one, or something else in its place: TaskError 14. */
export function checkFile(settings, mayBeMissing) {
    const path = settings.filename ?? '';
    const stats = statOf(path);
    if (stats?.isDirectory()) {
        throw unreachable(`${path} is a directory, not an SQLite file.`, 'missing', {
            hint: 'Give the path of the database file in it.',
        });
    }
    if (stats !== undefined)
        return true;
    if (mayBeMissing && statOf(dirname(path))?.isDirectory())
        return false;
    if (mayBeMissing) {
        throw unreachable(`There is no folder ${dirname(path)} to make the SQLite file in.`, 'missing', {
            hint: 'Make the folder, or correct the path: a relative one is relative to the current directory.',
        });
    }
    throw unreachable(`There is no SQLite file at ${path}.`, 'missing', {
        hint: 'Check the path: a relative one is relative to the current directory.',
    });
}
function statOf(path) {
    try {
        return statSync(path, { throwIfNoEntry: false });
    }
    catch (cause) {
        throw unreachable(`${path} cannot be reached: ${cause.message}.`, 'denied', {
            hint: 'Check that this user may enter the folders on the way to it.',
            cause,
        });
    }
}
