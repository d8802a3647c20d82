import { RecordRejected } from '../../errors.js';
import { BatchEncoder } from './batch-encoder.js';
import { makeLenient } from './lenient-table.js';
import { lineEnds } from './line-ends.js';
import { columnIn, isAboutARow, reasonOf, rowIn } from './server-refusal.js';
import { quoteName } from './sql-text.js';
import { rowColumn, temporaryCopy } from './temporary-copy.js';
const savepoint = 'record_tasks_trial';
/** Further copies, for rows among which a fault is searched: at first without those checks that stand by themselves. */
const searchCopies = ['record_tasks_trial_search', 'record_tasks_trial_check'];
/** Loads what it can into a table's copy, and tells of the rest. As in a load, the server works one batch behind. */
export class TrialTableLoad {
    #session;
    #plan;
    #definition;
    #transport;
    #findings;
    #encoder;
    #searches;
    #pending = Promise.resolve();
    #rows = 0;
    #isStopped = false;
    /** `copy`: the name of the copy of the plan's target; `definition`: the statement that makes the target. */
    constructor(session, plan, { copy, definition }, { transport, limits }, findings) {
        const { triggers: _, ...target } = plan.target;
        const into = (name) => ({ ...plan, target: { ...target, name } });
        this.#session = session;
        this.#plan = plan;
        this.#definition = definition;
        this.#transport = transport;
        this.#findings = findings;
        this.#encoder = new BatchEncoder(into(copy), transport, limits);
        this.#searches = searchCopies.map((name) => ({
            copy: name,
            encoder: new BatchEncoder(into(name), 'insert', limits, rowColumn),
            isMade: false,
        }));
    }
    async write(batch) {
        const { encoded, faults, sound } = this.#encode(batch);
        await this.#pending;
        for (const fault of faults)
            this.#findings.refused(fault);
        this.#pending = this.#take(sound, encoded);
        this.#pending.catch(() => undefined);
    }
    async end() {
        await this.#pending;
        await this.#dropSearches();
        return this.#rows;
    }
    /** Resolves when no statement is under way any more. */
    async stop() {
        this.#isStopped = true;
        await this.#pending.catch(() => undefined);
        await this.#dropSearches();
    }
    async #dropSearches() {
        for (const search of this.#searches.filter(({ isMade }) => isMade)) {
            search.isMade = false;
            await this.#session.run(`DROP TEMPORARY TABLE ${quoteName(search.copy)}`);
        }
    }
    /** Without the rows that the encoder refuses. */
    #encode(batch) {
        try {
            const encoded = this.#encoder.encode(batch);
            return { encoded, faults: [], sound: { batch, ends: [], indexes: [] } };
        }
        catch (error) {
            if (!(error instanceof RecordRejected))
                throw error;
        }
        const faults = this.#encoder.faults(batch);
        const bad = new Set(faults.map(({ row }) => row));
        const indexes = Array.from({ length: batch.rows }, (_, index) => index).filter((index) => !bad.has(index));
        const sound = { batch, ends: lineEnds(batch), indexes };
        return { encoded: this.#encoder.encode(batchOf(sound)), faults, sound };
    }
    async #take(rows, encoded) {
        for (const part of encoded) {
            if (this.#isStopped)
                return;
            if (await this.#takes(part))
                this.#rows += part.rows;
            else
                await this.#search(partOf(rows, part));
        }
        this.#encoder.recycle(encoded);
    }
    /** Whether the server has taken all the rows; else it has none of them. */
    async #takes({ bytes, rows }) {
        const { statement } = this.#encoder;
        const shown = `${statement} -- ${rows} rows`;
        await this.#session.run(`SAVEPOINT ${savepoint}`);
        try {
            const outcome = await (this.#transport === 'infile'
                ? this.#session.runQuietly(statement, shown, { infile: [bytes] })
                : this.#session.runQuietly(bytes, shown));
            if (outcome.warnings === 0 && outcome.affectedRows === rows)
                return true;
        }
        catch (error) {
            if (!isAboutARow(error))
                throw error;
        }
        await this.#session.run(`ROLLBACK TO SAVEPOINT ${savepoint}`);
        return false;
    }
    /** Tells of the rows that the server refuses, and takes the others. */
    async #search(rows) {
        const found = await this.#find(rows);
        const { batch, indexes } = rows;
        const told = new Set();
        for (const { index, refusal } of found) {
            const column = columnIn(refusal);
            if (told.has(`${index} ${column}`))
                continue;
            told.add(`${index} ${column}`);
            const reason = reasonOf(this.#named(refusal), this.#plan.target.columns);
            this.#findings.refused(new RecordRejected(reason, { batch, row: index, column }));
        }
        const bad = new Set(found.map(({ index }) => index));
        if (bad.size === 0 && indexes.length > 1)
            return this.#searchHalves(rows);
        await this.#retake({ ...rows, indexes: indexes.filter((index) => !bad.has(index)) });
    }
    /** What ended the whole statement says nothing of the other rows. */
    async #searchHalves(rows) {
        const middle = rows.indexes.length >> 1;
        await this.#retake({ ...rows, indexes: rows.indexes.slice(0, middle) });
        await this.#retake({ ...rows, indexes: rows.indexes.slice(middle) });
    }
    async #retake(rows) {
        if (rows.indexes.length > 0)
            await this.#take(rows, this.#encoder.encode(batchOf(rows)));
    }
    /**
     * Rows that are refused, not always all of them; none where the server gave the statement up. The server does not
     * count the rows that break a check, and gives later ones the number of another: checks come last.
     */
    async #find(rows) {
        for (const search of this.#searches) {
            const found = await this.#findBy(search, rows);
            if (found.length > 0)
                return found;
        }
        return [];
    }
    async #findBy(search, rows) {
        await this.#clear(search);
        const found = [];
        for (const { bytes, firstRow, rows: count } of search.encoder.encode(batchOf(rows))) {
            const indexes = rows.indexes.slice(firstRow, firstRow + count);
            try {
                await this.#session.runQuietly(bytes, `${search.encoder.statement} -- ${count} rows`);
            }
            catch (error) {
                if (!isAboutARow(error))
                    throw error;
                if (count === 1)
                    found.push({ index: indexes[0], refusal: error });
                continue;
            }
            found.push(...(await this.#warned(search, indexes, firstRow)));
        }
        return found;
    }
    async #clear(search) {
        const { copy, isMade } = search;
        if (isMade)
            return void (await this.#session.run(`DELETE FROM ${quoteName(copy)}`));
        await makeLenient(this.#session, temporaryCopy(this.#definition, copy, copy === searchCopies[1]));
        search.isMade = true;
    }
    /** A warning names its row, but for checks: of those the server says one for each row that it left out, in order. */
    async #warned({ copy }, indexes, firstRow) {
        const rows = await this.#session.rows('SHOW WARNINGS');
        const warnings = rows.map(({ Code, Message }) => ({ errno: Number(Code), message: Message ?? '' }));
        const stored = await this.#session.rows(`SELECT ${rowColumn} AS n FROM ${quoteName(copy)} WHERE ${rowColumn} > ${firstRow}`);
        const numbers = new Set(stored.map(({ n }) => Number(n) - firstRow - 1));
        const missing = indexes.filter((_, position) => !numbers.has(position));
        const named = warnings.flatMap((refusal) => {
            const index = indexes[(rowIn(refusal) ?? 0) - 1];
            return index === undefined ? [] : [{ index, refusal }];
        });
        const nameless = warnings.filter((warning) => rowIn(warning) === undefined);
        const unchecked = missing
            .slice(0, nameless.length)
            .map((index, position) => ({ index, refusal: nameless[position] }));
        // A check of a record that was cut or coerced says nothing of what the record was.
        const coerced = new Set(named.map(({ index }) => index));
        return [...named, ...unchecked.filter(({ index }) => !coerced.has(index))];
    }
    /** The table's own name in the place of its copies'. */
    #named({ errno, message }) {
        const name = this.#plan.target.name;
        return {
            errno,
            message: searchCopies.reduce((text, copy) => text.replaceAll(copy, () => name), message),
        };
    }
}
/** Rows that one statement held. */
function partOf(rows, { firstRow, rows: count }) {
    const ends = rows.ends.length > 0 ? rows.ends : lineEnds(rows.batch);
    const indexes = rows.ends.length > 0
        ? rows.indexes.slice(firstRow, firstRow + count)
        : Array.from({ length: count }, (_, index) => firstRow + index);
    return { batch: rows.batch, ends, indexes };
}
/** The lines of the rows alone. */
function batchOf({ batch, ends, indexes }) {
    const lines = indexes.map((index) => batch.bytes.subarray(index === 0 ? 0 : ends[index - 1], ends[index]));
    return { bytes: Buffer.concat(lines), rows: indexes.length };
}
