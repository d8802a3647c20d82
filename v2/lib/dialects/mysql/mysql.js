import { exitCodes, TaskError } from '../../errors.js';
import { emptiedAgain } from '../half-made.js';
import { releaseLock, requireLock, takeLock } from './advisory-lock.js';
import { beginBuild, finishBuild, recoverBuild, undoBuild } from './build.js';
import { readTables } from './catalog.js';
import { makeKnex } from './connect.js';
import { ddlOf } from './ddl.js';
import { dropAll } from './drop-all.js';
import { asTaskError, isDenied } from './failure.js';
import { hasJournal, settleJournal } from './journal.js';
import { MysqlLoad } from './load.js';
import { lockDatabase } from './lock-database.js';
import { readOtherObjects } from './other-objects.js';
import { rebuildIndexes } from './rebuild-indexes.js';
import { readSequences } from './sequences.js';
import { isConnectionLost, Session } from './session.js';
import { MysqlSnapshot } from './snapshot.js';
import { quoteName, quoteNames } from './sql-text.js';
import { translateTables } from './translate.js';
import { MysqlTrial } from './trial.js';
/** MySQL 8.0 and later. A server of the other kind is recognised: `engine` of the database is what it is. */
export const mysql = { engine: 'mysql', open: openDatabase, lock: lockDatabase, ddl: ddlOf('mysql') };
/** MariaDB 10.6 and later. */
export const mariadb = {
    engine: 'mariadb',
    open: openDatabase,
    lock: lockDatabase,
    ddl: ddlOf('mariadb'),
};
async function openDatabase(settings, options = {}) {
    options.signal?.throwIfAborted();
    if (settings.database === undefined || settings.database === '') {
        throw new TaskError(`${settings.display} names no database`, {
            exitCode: exitCodes.usage,
            hint: 'The URL ends with it: mysql://user@host/name',
        });
    }
    const session = await Session.open(settings, options.onStatement);
    return new MysqlDatabase(session, settings, options);
}
class MysqlDatabase {
    engine;
    capabilities;
    version;
    name;
    settings;
    #session;
    #options;
    #knex;
    #load;
    #isClosed = false;
    /** Resolves when an abort has ended the session. */
    #aborted = Promise.resolve();
    #onAbort = () => {
        this.#aborted = this.#kill('CONNECTION')
            .catch(() => undefined)
            .then(() => this.#session.close());
    };
    constructor(session, settings, options) {
        this.#session = session;
        this.#options = options;
        this.settings = settings;
        this.engine = session.flavor.engine;
        this.capabilities = {
            nul: true,
            zeroDates: true,
            anyValue: false,
            transactionalDdl: false,
            sequences: session.flavor.hasSequences,
        };
        this.version = session.flavor.version;
        this.name = settings.database;
        options.signal?.addEventListener('abort', this.#onAbort);
    }
    tables() {
        return this.#guard(() => readTables(this.#session));
    }
    sequences() {
        return this.#guard(() => readSequences(this.#session));
    }
    otherObjects() {
        return this.#guard(() => readOtherObjects(this.#session));
    }
    async snapshot() {
        const stop = () => this.#kill('QUERY');
        const snapshot = await this.#guard(() => MysqlSnapshot.begin(this.#session, stop));
        return new GuardedSnapshot(snapshot, (work) => this.#guard(work));
    }
    translate(source, sourceEngine) {
        return translateTables(source, sourceEngine, this.#session.flavor);
    }
    async load(plan) {
        const reopen = () => Session.open(this.settings, this.#options.onStatement);
        const load = await this.#guard(() => MysqlLoad.begin(this.#session, this.name, plan, reopen));
        this.#load = new GuardedLoad(load, (work) => this.#guard(work), () => this.#aborted);
        return this.#load;
    }
    async trial(plan, findings) {
        const trial = await this.#guard(() => MysqlTrial.begin(this.#session, this.name, plan, findings));
        return new GuardedTrial(trial, (work) => this.#guard(work), () => this.#aborted);
    }
    recover() {
        return this.#guard(async () => {
            if (await recoverBuild(this.#session, this.name))
                return [emptiedAgain];
            if (!(await hasJournal(this.#session)))
                return [];
            if (!(await takeLock(this.#session, this.name, 0)))
                return [underWay(this.name)];
            try {
                const { sentences } = await settleJournal(this.#session);
                await this.#session.run('SET SESSION foreign_key_checks = 1');
                return sentences;
            }
            catch (error) {
                // To read, a user needs no more than to know it; its own import settles first, and so fails.
                if (isDenied(error))
                    return [leftUndone(error.message)];
                throw error;
            }
            finally {
                await releaseLock(this.#session, this.name);
            }
        });
    }
    async occupied(tables) {
        if (tables.length === 0)
            return new Set();
        const occupied = new Set();
        // So many tables are open at once; the server's limit on a statement's tables is far above.
        for (let from = 0; from < tables.length; from += 50) {
            const some = tables.slice(from, from + 50);
            const sql = some.map(({ name }, index) => `SELECT ${index} AS i, EXISTS(SELECT 1 FROM ${quoteName(name)}) AS e`);
            const rows = await this.#guard(() => this.#session.rows(sql.join(' UNION ALL ')));
            for (const { i, e } of rows)
                if (e === '1')
                    occupied.add(some[Number(i)].name);
        }
        return occupied;
    }
    rows(table, columns) {
        return this.#guard(() => this.#session.rows(`SELECT ${quoteNames(columns)} FROM ${quoteName(table.name)}`));
    }
    dropAll() {
        return this.#guard(async () => {
            await requireLock(this.#session, this.name);
            try {
                await dropAll(this.#session);
            }
            finally {
                await releaseLock(this.#session, this.name);
            }
        });
    }
    async build() {
        await this.#guard(() => beginBuild(this.#session, this.name));
        let isOver = false;
        return {
            database: this,
            finish: async () => {
                await this.#guard(() => finishBuild(this.#session, this.name));
                isOver = true;
            },
            undo: async () => {
                if (isOver)
                    return;
                isOver = true;
                await this.#undoBuild();
            },
        };
    }
    /** Whatever became of this session: it lets go of the lock, or is gone with it. */
    async #undoBuild() {
        await this.#aborted;
        await releaseLock(this.#session, this.name).catch(() => this.#session.close());
        await this.#knex?.destroy();
        this.#knex = undefined;
        const session = await Session.open(this.settings, this.#options.onStatement);
        try {
            await undoBuild(session, this.name);
        }
        finally {
            session.close();
        }
    }
    rebuildIndexes(table) {
        return this.#guard(() => rebuildIndexes(this.#session, table));
    }
    knex() {
        this.#knex ??= makeKnex(this.settings);
        return this.#knex;
    }
    async close() {
        if (this.#isClosed)
            return;
        this.#isClosed = true;
        this.#options.signal?.removeEventListener('abort', this.#onAbort);
        try {
            await this.#load?.rollback();
        }
        finally {
            this.#session.close();
            await this.#knex?.destroy();
        }
    }
    /** From a second connection: the first is busy. */
    async #kill(what) {
        const other = await Session.open(this.settings);
        try {
            await other.run(`KILL ${what} ${this.#session.threadId}`);
        }
        finally {
            other.close();
        }
    }
    /** An aborted run fails with the signal's reason, whatever it was doing. */
    async #guard(work) {
        const { signal } = this.#options;
        signal?.throwIfAborted();
        try {
            return await work();
        }
        catch (error) {
            signal?.throwIfAborted();
            throw asTaskError(error, this.settings);
        }
    }
}
const underWay = (database) => `Another import into ${database} is under way, or was stopped a moment ago: until it is over, triggers are missing.`;
const leftUndone = (reason) => `A stopped import is still to be undone or finished, which this user may not do (${reason}): ` +
    'the next run of one who may does it.';
class GuardedSnapshot {
    #snapshot;
    #guard;
    constructor(snapshot, guard) {
        this.#snapshot = snapshot;
        this.#guard = guard;
    }
    get tables() {
        return this.#snapshot.tables;
    }
    get sequences() {
        return this.#snapshot.sequences ?? [];
    }
    get notes() {
        return this.#snapshot.notes ?? [];
    }
    async *read(table) {
        const batches = this.#snapshot.read(table)[Symbol.asyncIterator]();
        try {
            for (;;) {
                const next = await this.#guard(() => batches.next());
                if (next.done)
                    return;
                yield next.value;
            }
        }
        finally {
            await batches.return?.();
        }
    }
    estimates() {
        return this.#guard(() => this.#snapshot.estimates());
    }
    close() {
        return this.#snapshot.close();
    }
}
class GuardedLoad {
    #load;
    #guard;
    #aborted;
    constructor(load, guard, aborted) {
        this.#load = load;
        this.#guard = guard;
        this.#aborted = aborted;
    }
    async table(plan) {
        const load = await this.#guard(() => this.#load.table(plan));
        return {
            write: (batch) => this.#guard(() => load.write(batch)),
            end: () => this.#guard(() => load.end()),
        };
    }
    finish() {
        return this.#guard(() => this.#load.finish());
    }
    commit() {
        return this.#guard(() => this.#load.commit());
    }
    /** Not while an abort is ending the session: what is put back on it could be lost halfway. */
    async rollback() {
        await this.#aborted();
        await this.#load.rollback();
    }
}
class GuardedTrial {
    #trial;
    #guard;
    #aborted;
    constructor(trial, guard, aborted) {
        this.#trial = trial;
        this.#guard = guard;
        this.#aborted = aborted;
    }
    async table(plan) {
        const load = await this.#guard(() => this.#trial.table(plan));
        return {
            write: (batch) => this.#guard(() => load.write(batch)),
            end: () => this.#guard(() => load.end()),
        };
    }
    finish() {
        return this.#guard(() => this.#trial.finish());
    }
    /** What a lost session had is gone with it. */
    async close() {
        await this.#aborted();
        await this.#trial.close().catch((error) => (isConnectionLost(error) ? undefined : Promise.reject(error)));
    }
}
