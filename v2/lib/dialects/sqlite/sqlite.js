import { existsSync, statSync, unlinkSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { beginBuild, recoverBuild } from './build.js';
import { checkFile, openKnex, SqliteConnection } from './connection.js';
import { ddl } from './ddl.js';
import { dropAll } from './drop-all.js';
import { introspect } from './introspect.js';
import { SqliteLoad } from './load.js';
import { lockDatabase } from './lock-database.js';
import { readOtherObjects } from './other-objects.js';
import { keyCollation, refuseKeyCollations } from './own-collation.js';
import { quoteName } from './quote.js';
import { rebuildIndexes } from './rebuild-indexes.js';
import { SqliteSnapshot } from './snapshot.js';
import { translateTables } from './translate.js';
import { SqliteTrial } from './trial.js';
import { unionAll } from './union-all.js';
/** SQLite files. Reading never makes, changes or recovers a file that is whole. */
export const sqlite = {
    engine: 'sqlite',
    ddl,
    async open(settings, options = {}) {
        const exists = checkFile(settings, options.createFile === true);
        const hadLog = hasLog(settings);
        const reader = exists
            ? await openReader(settings, options)
            : await SqliteConnection.open(settings, 'rwc', options);
        const [row] = await reader.all('SELECT sqlite_version() AS version');
        return new SqliteDatabase(settings, options, reader, String(row.version), { isNew: !exists, hadLog });
    },
    lock: lockDatabase,
};
/**
 * A connection that cannot write. After a kill in the middle of a transaction the first one to open the file must
 * be able to: SQLite then restores the state before.
 */
async function openReader(settings, options) {
    try {
        return await SqliteConnection.open(settings, 'ro', options);
    }
    catch (error) {
        if (!isInterrupted(error))
            throw error;
        const restorer = await SqliteConnection.open(settings, 'rw', options);
        await restorer.close();
        return SqliteConnection.open(settings, 'ro', options);
    }
}
const hasLog = (settings) => existsSync(`${settings.filename}-wal`);
/**
 * A reader of a database in WAL mode makes the files of its log and cannot remove them; left behind, they could
 * belong to a user whom the application cannot write as. Whoever may write removes them by closing.
 */
async function removeLog(settings) {
    try {
        const writer = await SqliteConnection.open(settings, 'rw', {});
        await writer.close();
    }
    catch {
        // Another process has the database, and will remove them.
    }
}
const isInterrupted = (error) => /READONLY|CANTOPEN/.test(String(error.cause));
class SqliteDatabase {
    engine = 'sqlite';
    capabilities = {
        nul: true,
        zeroDates: true,
        anyValue: true,
        sequences: false,
        transactionalDdl: true,
    };
    version;
    name;
    settings;
    #options;
    #reader;
    /** Whether this open made the file; where nothing came into it, it goes again. And what was beside it. */
    #found;
    #knex;
    #load;
    #snapshot;
    #trial;
    constructor(settings, options, reader, version, found) {
        this.settings = settings;
        this.version = version;
        this.#options = options;
        this.#reader = reader;
        this.#found = found;
        const file = basename(settings.filename ?? '');
        this.name = file.slice(0, file.length - extname(file).length);
    }
    async sequences() {
        return [];
    }
    tables() {
        return introspect(this.#reader, false);
    }
    otherObjects() {
        return readOtherObjects(this.#reader);
    }
    async snapshot() {
        this.#snapshot = await SqliteSnapshot.begin(this.#reader);
        return this.#snapshot;
    }
    translate(source, sourceEngine) {
        return translateTables(source, sourceEngine);
    }
    async load(plan) {
        refuseKeyCollations([...plan.clear, ...plan.loads.map(({ target }) => target)]);
        this.#load = await SqliteLoad.begin(this.settings, this.#options, plan);
        return this.#load;
    }
    async trial(plan, findings) {
        refuseKeyCollations([...plan.clear, ...plan.loads.map(({ target }) => target)]);
        const [row] = await this.#reader.all('PRAGMA encoding');
        const target = { settings: this.settings, tables: await this.tables(), encoding: String(row.encoding) };
        this.#trial = await SqliteTrial.begin(target, this.#options, plan, findings);
        return this.#trial;
    }
    /** A killed import leaves a journal that SQLite itself rolls back when the file is opened. */
    recover() {
        return recoverBuild(this.settings);
    }
    async occupied(tables) {
        // Of others a load will say why it cannot reach them.
        const readable = tables.filter((table) => keyCollation(table) === undefined);
        if (readable.length === 0)
            return new Set();
        const selects = readable.map((table, n) => `SELECT ${n} AS n WHERE EXISTS (SELECT 1 FROM main.${quoteName(table.name)})`);
        const rows = await this.#reader.all(unionAll(selects));
        return new Set(rows.map((row) => readable[Number(row.n)].name));
    }
    async rows(table, columns) {
        const cells = columns.map((column, index) => `CAST(${quoteName(column)} AS TEXT) AS c${index}`);
        const rows = await this.#reader.all(`SELECT ${cells.join(', ')} FROM main.${quoteName(table.name)}`);
        return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[`c${index}`]])));
    }
    dropAll() {
        return dropAll(this.settings, this.#options);
    }
    build() {
        return beginBuild(this.settings, this.#options, (settings, options) => sqlite.open(settings, options));
    }
    rebuildIndexes(table) {
        return rebuildIndexes(this.settings, this.#options, table);
    }
    knex() {
        this.#knex ??= openKnex(this.settings, this.#options.createFile ? 'rwc' : 'rw');
        return this.#knex;
    }
    async close() {
        await this.#load?.rollback();
        await this.#snapshot?.close();
        await this.#trial?.close();
        await this.#knex?.destroy();
        this.#knex = undefined;
        await this.#reader.close();
        if (this.#found.isNew)
            removeIfEmpty(this.settings.filename ?? '');
        else if (!this.#found.hadLog && hasLog(this.settings))
            await removeLog(this.settings);
    }
}
function removeIfEmpty(path) {
    if (statSync(path, { throwIfNoEntry: false })?.size === 0)
        unlinkSync(path);
}
