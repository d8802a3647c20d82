import { ascii } from '../canonical/ascii.js';
import { ByteWriter } from '../canonical/byte-writer.js';
import { stringOf, untagged } from '../canonical/cast-cell.js';
import { RecordScanner, valueKind } from '../canonical/record-scanner.js';
import { ExternalSort } from '../files/external-sort.js';
import { recordOrdering } from '../schema/record-ordering.js';
const batchBytes = 1_000_000;
/**
 * Takes records in the order of the columns that every engine sorts alike, and puts those that agree in them in the order
 * of the others, by what is written in the records: that is the same from every engine. Without such others nothing is
 * looked at.
 */
export function orderAsWritten(table, batches) {
    return recordOrdering(table).asWritten.length === 0 ? batches : ordered(new LineKeys(table), batches);
}
async function* ordered(keys, batches) {
    const sort = new ExternalSort();
    const out = new LineBatches();
    /** The first record, as long as none agrees with it; those that do are in `sort`. */
    let alone;
    const add = (line) => sort.add(keys.sortKey(line), line);
    try {
        for await (const batch of batches) {
            for (let at = 0; at < batch.bytes.length;) {
                const { end, isTied } = keys.next(batch.bytes, at);
                const line = Buffer.from(batch.bytes.subarray(at, end));
                at = end;
                if (isTied) {
                    if (alone !== undefined)
                        await add(alone);
                    alone = undefined;
                    const isFull = add(line);
                    if (isFull !== undefined)
                        await isFull;
                    continue;
                }
                if (alone === undefined)
                    yield* out.addAll(sort.sorted());
                else
                    out.add(alone);
                if (out.isFull)
                    yield out.take();
                alone = line;
            }
            batch.release?.();
        }
        if (alone === undefined)
            yield* out.addAll(sort.sorted());
        else
            out.add(alone);
        if (out.rows > 0)
            yield out.take();
    }
    finally {
        await sort.close();
    }
}
class LineBatches {
    #out = new ByteWriter(batchBytes + batchBytes / 4);
    rows = 0;
    get isFull() {
        return this.#out.length >= batchBytes;
    }
    add(line) {
        this.#out.copy(line, 0, line.length);
        this.rows++;
    }
    async *addAll(lines) {
        for await (const some of lines) {
            for (const line of some) {
                this.add(line);
                if (this.isFull)
                    yield this.take();
            }
        }
    }
    take() {
        const bytes = this.#out.take();
        const { rows } = this;
        this.rows = 0;
        return { bytes, rows, release: () => this.#out.recycle(bytes) };
    }
}
/** What records are put in order by. */
class LineKeys {
    #scanner;
    /** Places of columns. */
    #byValue;
    #asWritten;
    #documents;
    /** The values of the columns that engines sort by, of the record looked at and of the one before. */
    #tie = new ByteWriter(0);
    #lastTie;
    #key = new ByteWriter(0);
    constructor(table) {
        const { byValue, asWritten } = recordOrdering(table);
        const place = (column) => table.columns.indexOf(column);
        this.#scanner = new RecordScanner(table.columns.map(({ name }) => name));
        this.#byValue = byValue.map(place);
        this.#asWritten = asWritten.map(place);
        this.#documents = new Set(asWritten.filter(({ type }) => type === 'json').map(place));
    }
    /** The end of the line that begins at `from`, and whether it agrees with the one before. */
    next(bytes, from) {
        const end = this.#scanner.scan(bytes, from);
        const tie = this.#tie;
        tie.clear();
        for (const column of this.#byValue) {
            const { start, end, kind } = this.#cell(bytes, column);
            tie.byte(kind);
            tie.copy(bytes, start, end);
            tie.byte(ascii.lf);
        }
        const last = this.#lastTie;
        this.#tie = last ?? new ByteWriter(0);
        this.#lastTie = tie;
        return { end, isTied: last !== undefined && isSame(tie, last) };
    }
    /** Bytes that are in the order of the other columns: null first, a longer value after its prefix. */
    sortKey(line) {
        this.#scanner.scan(line, 0);
        const key = this.#key;
        for (const column of this.#asWritten) {
            const cell = this.#cell(line, column);
            if (cell.kind === valueKind.null)
                key.byte(0);
            else
                writeContent(key, this.#documents.has(column) ? documentOf(cell) : contentOf(cell));
        }
        const bytes = Buffer.from(key.buffer.subarray(0, key.length));
        key.clear();
        return bytes;
    }
    #cell(bytes, column) {
        const { starts, ends, kinds } = this.#scanner;
        return { bytes, start: starts[column], end: ends[column], kind: kinds[column] };
    }
}
function isSame(a, b) {
    return a.length === b.length && a.buffer.compare(b.buffer, 0, b.length, 0, a.length) === 0;
}
/** Of a string its text. */
function contentOf(cell) {
    const { bytes, start, end, kind } = cell;
    return kind === valueKind.escapedString ? Buffer.from(stringOf(cell)) : bytes.subarray(start, end);
}
/** A document as it is written; one that is a string with its quotes. */
function documentOf(cell) {
    const { bytes, start, end, kind } = untagged(cell, 'json') ?? cell;
    const quote = kind === valueKind.plainString || kind === valueKind.escapedString ? 1 : 0;
    return bytes.subarray(start - quote, end + quote);
}
/** No content is another's beginning: 0 in it is followed by 255, and 0 0 ends it. */
function writeContent(out, content) {
    out.byte(1);
    let from = 0;
    for (let at = content.indexOf(0); at >= 0; at = content.indexOf(0, from)) {
        out.copy(content, from, at + 1);
        out.byte(255);
        from = at + 1;
    }
    out.copy(content, from, content.length);
    out.byte(0);
    out.byte(0);
}
