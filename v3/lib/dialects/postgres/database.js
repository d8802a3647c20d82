import { exitCodes, TaskError } from '../../errors.js';
import { emptiedAgain } from '../half-made.js';
import { unlockSql } from './advisory-lock.js';
import { beginBuild, finishBuild, recoverBuild, undoBuild } from './build.js';
import { readCatalog } from './catalog.js';
import { connect, makePool, openError } from './connect.js';
import { dropAll } from './drop-all.js';
import { beginLoad } from './load.js';
import { locate, quoteLocation } from './location.js';
import { readOccupied } from './occupied.js';
import { readOtherObjects } from './other-objects.js';
import { quoteName } from './quote.js';
import { rebuildIndexes } from './rebuild-indexes.js';
import { readLooseSequences, readSequenceDefinitions } from './sequence-catalog.js';
import { Session } from './session.js';
import { PostgresSnapshot, savepoint } from './snapshot.js';
import { readSnapshotNotes } from './snapshot-notes.js';
import { readTouched } from './suspension.js';
import { translateTables } from './translate.js';
import { beginTrial } from './trial.js';
const oldestVersion = 13;
export async function openPostgres(settings, options) {
    options.signal?.throwIfAborted();
    const connection = await connect(settings);
    const session = new Session(connection.client, settings, options);
    try {
        const schemas = settings.schemas ?? ['public'];
        await session.prepare(schemas);
        const facts = await session.seenFromFirst(schemas, () => readFacts(session));
        return new PostgresDatabase(settings, connection, session, facts);
    }
    catch (error) {
        session.cut();
        await connection.end();
        throw session.isLost && !(error instanceof TaskError) ? openError(error, settings) : error;
    }
}
async function readFacts(session) {
    const [facts] = await session.query(`SELECT pg_catalog.current_setting('server_version') AS version, pg_catalog.current_database() AS database,
        pg_catalog.current_setting('server_encoding') AS encoding,
        pg_catalog.to_json(ARRAY(
          SELECT pg_catalog.format_type(t.oid, f.typmod) FROM pg_catalog.pg_type t
          CROSS JOIN (VALUES (-1), (NULL)) f(typmod)
          LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
          WHERE t.typcategory <> 'A' AND (c.oid IS NULL OR c.relkind = 'c')
        )) AS types,
        pg_catalog.to_json(ARRAY(SELECT DISTINCT proname::text FROM pg_catalog.pg_proc)) AS functions,
        pg_catalog.to_json(ARRAY(SELECT DISTINCT opcname::text FROM pg_catalog.pg_opclass)) AS "operatorClasses",
        pg_catalog.to_json(ARRAY(SELECT amname::text FROM pg_catalog.pg_am WHERE amtype = 'i')) AS methods,
        pg_catalog.to_json(ARRAY(
          SELECT CASE WHEN n.nspname = 'pg_catalog' THEN '' ELSE pg_catalog.quote_ident(n.nspname) || '.' END
            || pg_catalog.quote_ident(l.collname)
          FROM pg_catalog.pg_collation l JOIN pg_catalog.pg_namespace n ON n.oid = l.collnamespace
          WHERE l.collencoding IN (-1, (SELECT encoding FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()))
        )) AS collations`);
    return facts;
}
const knownNames = (facts) => ({
    functions: new Set(facts.functions),
    operatorClasses: new Set(facts.operatorClasses),
    methods: new Set(facts.methods),
    collations: new Set(facts.collations),
});
class PostgresDatabase {
    engine = 'postgres';
    capabilities = {
        nul: false,
        zeroDates: false,
        anyValue: false,
        sequences: true,
        transactionalDdl: true,
    };
    version;
    name;
    settings;
    #connection;
    #session;
    #schemas;
    #serverVersion;
    #encoding;
    /** Names, of those that have two both, of all types but those of arrays and of tables' rows. */
    #types;
    #known;
    #load;
    #trial;
    #migrations;
    #closed = false;
    constructor(settings, connection, session, facts) {
        this.settings = settings;
        this.version = facts.version.split(' ')[0] ?? facts.version;
        this.name = facts.database;
        this.#connection = connection;
        this.#session = session;
        this.#schemas = settings.schemas ?? ['public'];
        this.#serverVersion = Number.parseInt(this.version, 10);
        this.#encoding = facts.encoding;
        this.#types = new Set(facts.types);
        this.#known = knownNames(facts);
        if (this.#serverVersion >= oldestVersion)
            return;
        throw new TaskError(`PostgreSQL ${this.version} is too old.`, {
            exitCode: exitCodes.failed,
            hint: `Version ${oldestVersion} or later is needed.`,
        });
    }
    async tables() {
        return [...(await this.#catalog()).values()].map((relation) => relation.table);
    }
    sequences(which = 'all') {
        return readSequenceDefinitions(this.#session, this.#schemas, which);
    }
    otherObjects() {
        return readOtherObjects(this.#session, this.#schemas);
    }
    #catalog() {
        return readCatalog(this.#session, this.#schemas, this.#serverVersion);
    }
    /**
     * The tables are locked against TRUNCATE and ALTER before the snapshot is taken: neither respects one. What is
     * made in between is locked after.
     */
    async snapshot() {
        const before = await this.#catalog();
        await this.#session.execute('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
        try {
            await this.#lock([...before.values()]);
            const relations = await this.#catalog();
            await this.#lock([...relations.values()].filter((relation) => !before.has(relation.table.name)));
            const { sequences, unreadable } = await readLooseSequences(this.#session, this.#schemas);
            const notes = await readSnapshotNotes(this.#session, relations, this.#schemas, unreadable);
            await this.#session.execute(`SAVEPOINT ${savepoint}`);
            return new PostgresSnapshot(this.#session, relations, sequences, this.#encoding, notes);
        }
        catch (error) {
            await this.#session.executeLast('ROLLBACK');
            throw error;
        }
    }
    async #lock(relations) {
        if (relations.length === 0)
            return;
        const names = relations.map((relation) => `${relation.partitioned ? '' : 'ONLY '}${quoteLocation(relation)}`);
        await this.#session.execute(`LOCK TABLE ${names.join(', ')} IN ACCESS SHARE MODE`);
    }
    translate(source, sourceEngine) {
        return translateTables(source, sourceEngine, {
            schemas: this.#schemas,
            serverVersion: this.#serverVersion,
            types: this.#types,
            known: this.#known,
        });
    }
    async load(plan) {
        this.#load = await beginLoad(this.#loadContext(), plan);
        return this.#load;
    }
    async trial(plan, findings) {
        this.#trial = await beginTrial(this.#loadContext(), plan, findings);
        return this.#trial;
    }
    #loadContext() {
        return {
            session: this.#session,
            schemas: this.#schemas,
            serverVersion: this.#serverVersion,
            databaseName: this.name,
            encoding: this.#encoding,
        };
    }
    /** All of an import is one transaction: a killed one leaves nothing. */
    async recover() {
        return (await recoverBuild(this.#session, this.#buildPlace())) ? [emptiedAgain] : [];
    }
    async occupied(tables) {
        const locations = tables.map((table) => locate(table, this.#schemas));
        const touched = await readTouched(this.#session, locations);
        const occupied = await readOccupied(this.#session, touched.filter((table) => table.depth === 0));
        const names = new Set([...occupied].map(quoteLocation));
        const found = tables.filter((_, index) => names.has(quoteLocation(locations[index])));
        return new Set(found.map((table) => table.name));
    }
    rows(table, columns) {
        const selected = columns.map((column) => `${quoteName(column)}::text AS ${quoteName(column)}`);
        const from = quoteLocation(locate(table, this.#schemas));
        return this.#session.query(`SELECT ${selected.join(', ')} FROM ${from}`);
    }
    async dropAll() {
        await dropAll(this.#session, this.name, this.#schemas);
        const facts = await this.#session.seenFromFirst(this.#schemas, () => readFacts(this.#session));
        this.#types = new Set(facts.types);
        this.#known = knownNames(facts);
    }
    async build() {
        const place = this.#buildPlace();
        await beginBuild(this.#session, place);
        let isOver = false;
        return {
            database: this,
            finish: async () => {
                await finishBuild(this.#session, place);
                isOver = true;
            },
            undo: async () => {
                if (isOver)
                    return;
                isOver = true;
                await this.#load?.rollback();
                await this.#migrations?.destroy();
                this.#migrations = undefined;
                await this.#session.executeLast(unlockSql);
                await this.#undoBuild(place);
            },
        };
    }
    /** On a connection of its own, which no abort ends. */
    async #undoBuild(place) {
        const connection = await connect(this.settings);
        const session = new Session(connection.client, this.settings, {});
        try {
            await session.prepare(place.schemas);
            await undoBuild(session, place);
        }
        finally {
            session.close();
            await connection.end();
        }
    }
    #buildPlace() {
        return { display: this.settings.display, databaseName: this.name, schemas: this.#schemas };
    }
    rebuildIndexes(table, watch = {}) {
        const { tls } = this.#connection;
        const target = {
            session: this.#session,
            settings: this.settings,
            tls,
            serverVersion: this.#serverVersion,
        };
        return rebuildIndexes(target, locate(table, this.#schemas), table.name, watch);
    }
    /** A pool of its own: migrations run with the settings that the application would have, not with a dump's. */
    knex() {
        this.#migrations ??= makePool(this.settings, this.#connection.tls, { min: 0, max: 4 });
        return this.#migrations;
    }
    async close() {
        if (this.#closed)
            return;
        this.#closed = true;
        await this.#load?.rollback();
        await this.#trial?.close();
        this.#session.close();
        await this.#migrations?.destroy();
        await this.#connection.end();
    }
}
