import { ByteWriter } from '../../canonical/byte-writer.js';
import { exitCodes, RecordRejected, TaskError } from '../../errors.js';
import { isOversized } from '../../schema/record-batch.js';
import { takeLock } from './advisory-lock.js';
import { make, makeError, makeTables } from './create.js';
import { keyStatements } from './ddl.js';
import { makeSequences, setLoadedSequences } from './load-sequences.js';
import { locate, quoteLocation } from './location.js';
import { refreshMaterializedViews } from './materialized-views.js';
import { readOccupied } from './occupied.js';
import { applyOrphanPolicy, refuseOrphans } from './orphans.js';
import { quoteNames } from './quote.js';
import { findReal, loadedTables, newReferences, referencesOf } from './reference.js';
import { rejection } from './rejection.js';
import { RowDecoder } from './row-decoder.js';
import { setSequences } from './sequences.js';
import { serverError } from './session.js';
import { readForeignKeys, readTouched, readTriggers, Suspension } from './suspension.js';
/** Begins an import's transaction: lock, new tables, foreign keys and triggers away, rows of `clear` deleted. */
export async function beginLoad(context, plan) {
    const { session } = context;
    await session.execute('BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE');
    try {
        await takeLock(session, context.databaseName);
        await makeSequences(session, plan.sequences ?? [], context.schemas);
        const created = await makeTables(session, plan.create, context.schemas);
        const suspension = await suspend(context, plan, created);
        await clear(context, plan);
        return new PostgresLoad(context, plan, created, suspension);
    }
    catch (error) {
        await session.executeLast('ROLLBACK');
        throw error;
    }
}
async function suspend(context, plan, created) {
    const { session, schemas } = context;
    const createdNames = new Set(created.map((table) => table.name));
    const targets = [...plan.clear, ...plan.loads.map((load) => load.target)];
    const existing = targets.filter((table) => !createdNames.has(table.name));
    const locations = existing.map((table) => locate(table, schemas));
    await lockTables(session, locations);
    const touched = await readTouched(session, locations);
    const suspension = new Suspension(session, touched.map(({ oid }) => oid), await readForeignKeys(session, touched, context.serverVersion), await readTriggers(session, touched));
    requireOwnership(await readTouched(session, suspension.altered));
    await lockTables(session, suspension.neighbours);
    await suspension.begin();
    return suspension;
}
/** All at once and in one order, so that two sessions cannot wait for each other. Partitions are locked with them. */
async function lockTables(session, locations) {
    const names = [...new Set(locations.map(quoteLocation))].sort();
    if (names.length === 0)
        return;
    await session.execute(`LOCK TABLE ${names.join(', ')} IN ACCESS EXCLUSIVE MODE`);
}
function requireOwnership(tables) {
    const foreign = tables.find((table) => !table.owned);
    if (!foreign)
        return;
    throw new TaskError(`The table ${foreign.relation} has foreign keys or triggers, and only its owner ${foreign.owner} can put them aside for the load.`, { hint: `Connect as ${foreign.owner}, or GRANT ${foreign.owner} TO the user.` });
}
/**
 * TRUNCATE is quick and undone by a rollback; where the privilege lacks, DELETE does. Not for empty tables: new
 * files and a dozen locks for each add up, and the server's room for locks is small.
 */
async function clear({ session, schemas }, plan) {
    const locations = plan.clear.map((table) => locate(table, schemas));
    const tables = (await readTouched(session, locations)).filter((table) => table.depth === 0);
    const target = (table) => `${table.partitioned ? '' : 'ONLY '}${quoteLocation(table)}`;
    const occupied = await readOccupied(session, tables);
    const truncated = tables.filter((table) => table.mayTruncate && occupied.has(table));
    if (truncated.length > 0)
        await session.execute(`TRUNCATE ${truncated.map(target).join(', ')}`);
    for (const table of occupied) {
        if (!table.mayTruncate)
            await session.execute(`DELETE FROM ${target(table)}`);
    }
}
class PostgresLoad {
    #context;
    #plan;
    #created;
    #suspension;
    #writers = [new ByteWriter(), new ByteWriter()];
    #table;
    #ended = false;
    constructor(context, plan, created, suspension) {
        this.#context = context;
        this.#plan = plan;
        this.#created = created;
        this.#suspension = suspension;
    }
    async table(plan) {
        this.#table = new PostgresTableLoad(this.#context, plan, this.#writers);
        return this.#table;
    }
    async finish() {
        const { session, schemas } = this.#context;
        // Deferred checks would stand in the way of every ALTER TABLE that follows.
        await this.#checked(() => make(session, 'SET CONSTRAINTS ALL IMMEDIATE', 'A constraint'));
        for (const table of this.#created) {
            for (const sql of keyStatements(table, quoteLocation(locate(table, schemas))))
                await this.#checked(() => make(session, sql, `A key or index of ${table.name}`));
        }
        const outcome = await this.#restoreForeignKeys();
        await setLoadedSequences(session, this.#plan.sequences ?? [], schemas);
        await setSequences(session, this.#plan.loads.map((plan) => ({ plan, location: locate(plan.target, schemas) })));
        const views = await refreshMaterializedViews(session, this.#suspension.touched);
        return { ...outcome, ...(views.length === 0 ? {} : { notes: views }) };
    }
    /** A duplicate that shows only now is the user's to mend. */
    async #checked(work) {
        try {
            return await work();
        }
        catch (error) {
            const server = serverError(error);
            if (!server?.code.startsWith('23'))
                throw error;
            const table = server.table === undefined ? '' : `${server.table}: `;
            throw new TaskError(`${table}${server.message}. ${server.detail ?? ''}`.trim(), {
                hint: 'Nothing was changed. Mend the records in the source.',
                cause: error,
            });
        }
    }
    async #restoreForeignKeys() {
        const { keys } = this.#suspension;
        const find = findReal(loadedTables(this.#plan, this.#context.schemas));
        const old = new Map(keys.map((key) => [key, referencesOf([key], find)[0]]));
        const made = await newReferences(this.#context, this.#created, find);
        const references = [...old.values(), ...made.map(({ reference }) => reference)].filter((reference) => reference !== undefined);
        const { session } = this.#context;
        const outcome = await this.#checked(() => applyOrphanPolicy(session, references, this.#plan.orphans));
        await this.#suspension.end((key, sql) => this.#addForeignKey(old.get(key), sql, key.validated));
        for (const { reference, sql, table } of made) {
            await this.#addForeignKey(reference, sql, true).catch((error) => {
                throw makeError(error, `The foreign key ${reference.name} of ${table}`);
            });
        }
        return outcome;
    }
    /** Its orphans, if there are any, are named: also those of a key that the server does not check. */
    async #addForeignKey(reference, sql, isChecked) {
        const { session } = this.#context;
        await session.execute('SAVEPOINT foreign_key');
        try {
            await session.execute(sql);
        }
        catch (error) {
            if (!reference || error.code !== '23503')
                throw error;
            await session.execute('ROLLBACK TO SAVEPOINT foreign_key');
            await refuseOrphans(this.#context, reference, this.#plan.orphans);
            throw error;
        }
        await session.execute('RELEASE SAVEPOINT foreign_key');
        if (reference && !isChecked)
            await refuseOrphans(this.#context, reference, this.#plan.orphans);
    }
    async commit() {
        try {
            await this.#context.session.execute('COMMIT');
            this.#ended = true;
        }
        catch (error) {
            if (!this.#context.session.isLost)
                throw error;
            throw new TaskError('The connection was lost while the import was being committed.', {
                exitCode: exitCodes.unreachable,
                hint: 'The target is either as it was or wholly loaded: look which, and run it again if need be.',
                cause: error,
            });
        }
    }
    async rollback() {
        if (this.#ended)
            return;
        this.#ended = true;
        await this.#table?.settle();
        await this.#context.session.executeLast('ROLLBACK');
    }
}
/** One COPY per batch: its answer says which record was refused, and comes while the next batch is being decoded. */
class PostgresTableLoad {
    #session;
    #plan;
    #decoder;
    #table;
    #copySql;
    #writers;
    #pending;
    #rows = 0;
    constructor({ session, schemas }, plan, writers) {
        this.#session = session;
        this.#plan = plan;
        this.#writers = writers;
        this.#decoder = new RowDecoder(plan);
        this.#table = quoteLocation(locate(plan.target, schemas));
        this.#copySql = `COPY ${this.#table} (${quoteNames(this.#decoder.targets)}) FROM STDIN`;
    }
    async write(batch) {
        // The other writer's bytes may still be on their way to the server.
        const [writer, other] = this.#writers;
        this.#writers[0] = other;
        this.#writers[1] = writer;
        writer.clear();
        const refusal = this.#decode(writer, batch);
        await this.#answer();
        if (refusal !== undefined)
            throw refusal;
        const rows = this.#send(writer, batch);
        rows.catch(() => { });
        this.#pending = { batch, rows };
        if (isOversized(batch))
            await this.#answer();
    }
    /** COPY takes no empty list of columns: records without any value are inserted by their number. */
    async #send(writer, { rows }) {
        if (this.#decoder.targets.length > 0) {
            return this.#session.copyIn(this.#copySql, writer.buffer.subarray(0, writer.length));
        }
        await this.#session.execute(`INSERT INTO ${this.#table} SELECT FROM pg_catalog.generate_series(1, ${rows})`);
        return rows;
    }
    #decode(writer, batch) {
        try {
            this.#decoder.decode(writer, batch);
            return undefined;
        }
        catch (error) {
            return error;
        }
    }
    async end() {
        await this.#answer();
        return this.#rows;
    }
    /** Waits for what runs, whatever comes of it. */
    async settle() {
        await this.#pending?.rows.catch(() => { });
    }
    async #answer() {
        const pending = this.#pending;
        if (!pending)
            return;
        this.#pending = undefined;
        try {
            this.#rows += await pending.rows;
        }
        catch (error) {
            throw this.#explain(error, pending.batch);
        }
    }
    /** In a trial's words, where they are known without the server. */
    #explain(error, batch) {
        const rejected = rejection(error, this.#plan, batch);
        const isRecord = rejected instanceof RecordRejected && rejected.row !== undefined;
        return (isRecord && this.#decoder.faultOf(batch, rejected.row)) || rejected;
    }
}
