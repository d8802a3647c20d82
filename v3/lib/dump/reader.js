import { ascii } from '../canonical/ascii.js';
import { BufferPool } from '../canonical/buffer-pool.js';
import { exitCodes, TaskError } from '../errors.js';
import { notADump, openByteSource } from './byte-source.js';
import { TableDigest } from './digest.js';
import { formatName, layout, noIntegrity, schemaFormatName } from './format.js';
import { parseHead } from './head.js';
import { Lines } from './lines.js';
import { relayout } from './relayout.js';
/** Opens a dump and reads its head. */
export async function openDump(input, options = {}) {
    const source = await openByteSource(input, options);
    try {
        const { lines, isRelaid } = await openLines(source);
        const head = parseHead(await readHead(lines, source.name), source.name);
        return new RecordDumpReader(source, lines, head, isRelaid, options.edited ?? false);
    }
    catch (error) {
        source.close();
        throw error;
    }
}
const ourFirstLine = new RegExp(`^\\{"format":"${formatName}","version":\\d+,\n`);
const byteOrderMark = Buffer.from('\ufeff');
async function openLines(source) {
    const chunks = source.chunks()[Symbol.asyncIterator]();
    const first = await chunks.next();
    const bytes = first.done ? Buffer.alloc(0) : first.value;
    const hasMark = bytes.subarray(0, byteOrderMark.length).equals(byteOrderMark);
    const start = hasMark ? bytes.subarray(byteOrderMark.length) : bytes;
    const text = start.toString('latin1', 0, 4096);
    if (!/^\s*\{/.test(text))
        throw notADump(source.name, 'does not begin as a JSON object');
    const isOurs = ourFirstLine.test(text);
    const all = continued(start, chunks);
    return { lines: new Lines(isOurs ? all : relayout(all)), isRelaid: !isOurs };
}
async function* continued(start, rest) {
    try {
        yield start;
        for (let next = await rest.next(); !next.done; next = await rest.next())
            yield next.value;
    }
    finally {
        await rest.return?.();
    }
}
/** Beyond this a document without records is not going to have any. */
const maxHeadBytes = 512 * 1024 * 1024;
async function readHead(lines, name) {
    const parts = [];
    let size = 0;
    for (;;) {
        const line = await lines.next();
        if (!line)
            throw headlessError(Buffer.concat(parts).toString('utf8'), name);
        if (size === 0 && line.equals(recordsFirst))
            throw damaged(name, '"tables" does not come before "records"');
        if (line.equals(recordsLine))
            return `${Buffer.concat(parts).toString('utf8')}${layout.records}}}`;
        parts.push(Buffer.from(line));
        size += line.length;
        if (size > maxHeadBytes)
            throw notADump(name, 'has no records in its first 512 MB');
    }
}
const recordsLine = Buffer.from(layout.records);
const recordsFirst = Buffer.from(`{${layout.records}`);
/** Tells a cut dump from a schema and from JSON of another kind. */
function headlessError(text, name) {
    if (text.includes(`"format":"${formatName}"`))
        return damaged(name, 'it ends before its records');
    if (text.includes(`"format":"${schemaFormatName}"`)) {
        return new TaskError(`${name} is a schema without records`, {
            exitCode: exitCodes.damaged,
            hint: 'tasks import-schema makes its tables; records are in what export-records wrote. Nothing was changed.',
        });
    }
    return notADump(name, 'is JSON of another kind, or no JSON');
}
const damaged = (name, reason, hint) => new TaskError(`${name} is damaged: ${reason}`, {
    exitCode: exitCodes.damaged,
    hint: hint ?? 'Export again, or take another copy of the file. Nothing was changed.',
});
const batchBytes = 1024 * 1024;
/** One with the engine, one being made ready for it, one being read. */
const keptBatches = 3;
const nothing = Buffer.alloc(0);
class RecordDumpReader {
    head;
    name;
    compression;
    size;
    announced;
    #source;
    #lines;
    #isRelaid;
    #acceptsEdited;
    #integrity = noIntegrity();
    #pool = new BufferPool(batchBytes, keptBatches);
    #openTable;
    constructor(source, lines, head, isRelaid, acceptsEdited) {
        this.name = source.name;
        this.head = head;
        this.compression = source.compression;
        this.size = source.size;
        this.announced = source.announced;
        this.#source = source;
        this.#lines = lines;
        this.#isRelaid = isRelaid;
        this.#acceptsEdited = acceptsEdited;
    }
    async *tables() {
        for (const table of this.head.tables) {
            await this.#expectTable(table.name);
            this.#openTable = table.name;
            yield { table, batches: () => this.#batches(table.name) };
            if (this.#openTable === table.name)
                for await (const _ of this.#batches(table.name))
                    ;
        }
    }
    async finish() {
        const line = await this.#nextLine();
        const stated = this.#parseIntegrity(line);
        const last = (await this.#nextLine()).toString('utf8');
        if (last !== layout.complete)
            throw this.#malformed(`"complete":true} is missing`);
        const after = await this.#lines.next();
        if (after && after.toString('utf8').trim() !== '')
            throw this.#malformed('there is more after the closing line');
        const edited = this.head.tables.map(({ name }) => name).filter((name) => !this.#matches(name, stated));
        if (edited.length > 0 && !this.#acceptsEdited)
            throw this.#mismatch(edited, stated);
        return { integrity: this.#integrity, edited };
    }
    async close() {
        this.#source.close();
        await this.#lines.close().catch(() => { });
    }
    async *#batches(table) {
        const digest = new TableDigest();
        const state = { isEnded: false, isOpen: true, hasComma: false };
        while (!state.isEnded) {
            const { bytes, rows, firstLine } = await this.#nextRecords(state, table);
            if (rows === 0)
                continue;
            const release = () => {
                this.#pool.give(bytes);
                this.#lines.recycle(bytes);
            };
            const batch = { bytes, rows, firstLine, firstRecord: digest.rows + 1, release };
            digest.add(batch);
            yield batch;
        }
        this.#integrity[table] = digest.finish();
        this.#openTable = undefined;
    }
    /** As many records as fit into a batch. */
    async #nextRecords(state, table) {
        const firstLine = this.#isRelaid ? undefined : this.#lines.number;
        const taken = { bytes: nothing, length: 0, rows: 0, firstLine };
        while (!state.isEnded) {
            const window = await this.#lines.window();
            if (!window)
                throw this.#cut(table);
            if (taken.rows === 0)
                taken.bytes = this.#roomFor(window);
            else if (taken.length + window.length >= batchBytes)
                break;
            this.#takeRecords(window, state, table, taken);
        }
        return { ...taken, bytes: taken.bytes.subarray(0, taken.length) };
    }
    /** A long line stays where it is: its comma gives way to its LF. */
    #roomFor(window) {
        if (window.length >= batchBytes && this.#lines.windowIsOwn) {
            this.#lines.takeWindow();
            return window;
        }
        return this.#pool.take(Math.max(batchBytes, window.length + 1));
    }
    /** Adds the records at the start of the window, without their commas. */
    #takeRecords(window, state, table, taken) {
        const { bytes } = taken;
        let { length } = taken;
        let at = 0;
        let rows = 0;
        while (at < window.length) {
            const first = window[at];
            if (first === ascii.closeBracket) {
                if (state.hasComma)
                    throw this.#malformed(`the records of ${quoted(table)} end with a comma`, rows);
                state.isEnded = true;
                break;
            }
            const lf = window.indexOf(ascii.lf, at);
            const end = lf < 0 ? window.length : lf;
            const hasComma = window[end - 1] === ascii.comma;
            const stop = hasComma ? end - 1 : end;
            if (first !== ascii.openBrace || window[stop - 1] !== ascii.closeBrace || !state.isOpen) {
                if (lf < 0)
                    throw this.#cut(table);
                throw this.#malformed(`this is no record of ${quoted(table)}`, rows);
            }
            length += window.copy(bytes, length, at, stop);
            bytes[length++] = ascii.lf;
            rows++;
            state.hasComma = hasComma;
            state.isOpen = hasComma;
            at = end + 1;
        }
        taken.length = length;
        taken.rows += rows;
        this.#lines.advance(Math.min(at, window.length), rows);
    }
    async #expectTable(name) {
        const line = (await this.#nextLine()).toString('utf8');
        if (line === `${JSON.stringify(name)}:[`)
            return;
        throw this.#malformed(`the records of ${quoted(name)} should begin here`);
    }
    #parseIntegrity(line) {
        try {
            const document = JSON.parse(`{${line.toString('utf8').replace(/,$/, '')}}`);
            if (document.integrity)
                return document.integrity;
        }
        catch {
            // Reported below, with its line.
        }
        throw this.#malformed('the integrity of the records should stand here');
    }
    #matches(name, stated) {
        const found = this.#integrity[name];
        return found?.rows === stated[name]?.rows && found?.sha256 === stated[name]?.sha256;
    }
    #mismatch(edited, stated) {
        const [name = ''] = edited;
        const others = edited.length > 1 ? ` (and ${edited.length - 1} more tables)` : '';
        const found = this.#integrity[name]?.rows;
        const expected = stated[name]?.rows;
        const counts = found === expected ? `${found} records, but not the same` : `${found} records, not ${expected}`;
        return damaged(this.name, `the records of ${quoted(name)}${others} are not those that were exported: ${counts}`, 'Take another copy of the file; if it was edited on purpose, import it with --edited. Nothing was changed.');
    }
    /** The next line that is not blank, past the ends of tables and records. */
    async #nextLine() {
        for (;;) {
            const line = await this.#lines.next();
            if (!line)
                throw this.#cut(this.#openTable);
            if (!/^[\]},\s]*$/.test(line.toString('latin1', 0, 64)))
                return line;
            if (line.length > 64)
                return line;
        }
    }
    #cut(table) {
        const where = table === undefined ? '' : `, in the records of ${quoted(table)}`;
        return damaged(this.name, `it is cut after line ${this.#lines.number - 1}${where}`);
    }
    #malformed(reason, linesAhead = 0) {
        const line = this.#isRelaid ? '' : `line ${this.#lines.number + linesAhead}: `;
        return damaged(this.name, line + reason);
    }
}
const quoted = (name) => JSON.stringify(name);
