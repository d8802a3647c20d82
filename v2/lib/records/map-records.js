import { ascii } from '../canonical/ascii.js';
import { ByteWriter } from '../canonical/byte-writer.js';
import { MalformedRecord, RecordScanner, valueKind } from '../canonical/record-scanner.js';
import { RecordRejected } from '../errors.js';
/** The batches with their values changed; those without any to change as they are, the very same objects. */
export async function* mapRecords(batches, mapping) {
    const mapper = new RecordMapper(mapping);
    for await (const batch of batches) {
        const changes = changesIn(batch, mapping.changes);
        if (changes.length === 0)
            yield batch;
        else
            yield* mapper.map(batch, changes);
    }
}
function changesIn({ bytes }, changes) {
    // Columns share their marks; a search through the batch is made once for each.
    const found = new Map();
    const has = (mark) => {
        if (!found.has(mark))
            found.set(mark, bytes.includes(mark));
        return found.get(mark);
    };
    return changes.filter(({ marks }) => marks === undefined || marks.some(has));
}
/** A million bytes of numbers become twice as many of timestamps. */
const writerBytes = 2_400_000;
/** A cast may make more bytes of a batch than those that follow expect of one. */
const mostBytes = 1_000_000;
/** The run that a line which begins at `start` belongs to. */
function runAt(runs, current, start, row) {
    if (current !== undefined && start - current.start < mostBytes)
        return current;
    const run = { start, firstRow: row, rows: 0 };
    runs.push(run);
    return run;
}
class RecordMapper {
    #mapping;
    #scanner;
    #out = new ByteWriter(writerBytes);
    constructor(mapping) {
        this.#mapping = mapping;
        this.#scanner = new RecordScanner(mapping.columns);
    }
    /** One batch for each run of records: where one is left out, the numbers of those after it go on from its own. */
    *map(batch, changes) {
        const runs = this.#write(batch, changes);
        const bytes = this.#out.take();
        batch.release?.();
        let held = runs.length;
        const release = () => {
            if (--held === 0)
                this.#out.recycle(bytes);
        };
        if (held === 0)
            this.#out.recycle(bytes);
        for (const [index, { start, firstRow, rows }] of runs.entries()) {
            yield {
                bytes: bytes.subarray(start, runs[index + 1]?.start),
                rows,
                firstLine: batch.firstLine === undefined ? undefined : batch.firstLine + firstRow,
                firstRecord: batch.firstRecord + firstRow,
                release,
            };
        }
    }
    #write(batch, changes) {
        const out = this.#out;
        const runs = [];
        let run;
        let at = 0;
        out.reserve(batch.bytes.length);
        for (let row = 0; row < batch.rows; row++) {
            const start = out.length;
            const end = this.#scan(batch, at, row);
            const rejections = this.#writeLine(batch, row, at, end, changes);
            at = end;
            if (rejections === undefined) {
                run = runAt(runs, run, start, row);
                run.rows++;
                continue;
            }
            out.length = start;
            run = undefined;
            if (this.#mapping.onRefused === undefined)
                throw this.#refused(rejections);
            this.#mapping.onRefused(rejections);
        }
        return runs;
    }
    #refused(rejections) {
        this.#out.clear();
        return rejections[0];
    }
    #scan(batch, at, row) {
        try {
            return Math.min(this.#scanner.scan(batch.bytes, at), batch.bytes.length);
        }
        catch (cause) {
            if (cause instanceof MalformedRecord)
                throw new RecordRejected(cause.message, { batch, row, cause });
            throw cause;
        }
    }
    /** The line with its cells changed; what was written is of no use where it gives rejections. */
    #writeLine(batch, row, lineStart, lineEnd, changes) {
        const { bytes } = batch;
        const { starts, ends, kinds } = this.#scanner;
        const out = this.#out;
        let rejections;
        let copied = lineStart;
        for (const { index, name, convert } of this.#inOrder(changes)) {
            const kind = kinds[index];
            if (kind === valueKind.null)
                continue;
            const quote = kind === valueKind.plainString || kind === valueKind.escapedString ? 1 : 0;
            const [start, end] = [starts[index], ends[index]];
            out.copy(bytes, copied, start - quote);
            copied = end + quote;
            const reason = convert(out, { bytes, start, end, kind });
            if (reason === undefined)
                continue;
            rejections ??= [];
            rejections.push(new RecordRejected(reason, { batch, row, column: name }));
        }
        out.copy(bytes, copied, lineEnd);
        if (out.buffer[out.length - 1] !== ascii.lf)
            out.byte(ascii.lf);
        return rejections;
    }
    /** By their place in the line: one that others have written may have its keys in any order. */
    #inOrder(changes) {
        const { starts } = this.#scanner;
        const isOrdered = changes.every(({ index }, i) => i === 0 || starts[changes[i - 1].index] < starts[index]);
        if (isOrdered)
            return changes;
        return [...changes].sort((a, b) => starts[a.index] - starts[b.index]);
    }
}
