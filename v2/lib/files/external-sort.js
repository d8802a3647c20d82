import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TaskError } from '../errors.js';
/** What is held in memory before it goes to a file, and what all runs together are read back with. */
const memoryBytes = 16_000_000;
/** What an entry takes in memory besides its bytes. */
const entryBytes = 250;
const smallestWindow = 4096;
/** Values at a time. */
const handedOver = 500;
/**
 * Puts values in the order of their keys' bytes, however many: past a few megabytes they go to a temporary file, which no
 * other user can read and which is gone with this process.
 */
export class ExternalSort {
    #memoryBytes;
    #folder;
    #entries = [];
    #bytes = 0;
    #spill;
    constructor(options = {}) {
        this.#memoryBytes = options.memoryBytes ?? memoryBytes;
        this.#folder = options.folder ?? tmpdir();
    }
    /** Keeps both buffers. To be awaited before the next where it gives a promise. */
    add(key, value) {
        this.#entries.push({ key, value });
        this.#bytes += key.length + value.length + entryBytes;
        return this.#bytes > this.#memoryBytes ? this.#spillRun() : undefined;
    }
    /** All values, so many at a time; begins anew afterwards. */
    async *sorted() {
        const entries = this.#takeSorted();
        if (this.#spill === undefined) {
            if (entries.length > 0)
                yield entries.map(({ value }) => value);
            return;
        }
        try {
            yield* merged(await this.#spill.runs(this.#memoryBytes, entries));
        }
        finally {
            await this.close();
        }
    }
    async close() {
        const spill = this.#spill;
        this.#spill = undefined;
        await spill?.close();
    }
    async #spillRun() {
        this.#spill ??= await SpillFile.make(this.#folder);
        await this.#spill.append(this.#takeSorted());
    }
    #takeSorted() {
        const entries = this.#entries;
        this.#entries = [];
        this.#bytes = 0;
        return entries.sort((a, b) => Buffer.compare(a.key, b.key));
    }
}
/** Runs of entries, each sorted. An entry is the lengths of key and value, and both. */
class SpillFile {
    #folder;
    #file;
    #ends = [];
    #length = 0;
    constructor(folder, file) {
        this.#folder = folder;
        this.#file = file;
    }
    static async make(parent) {
        try {
            const folder = await mkdtemp(path.join(parent, 'record-tasks-sort-'));
            const file = await open(path.join(folder, 'runs'), 'wx+', 0o600);
            // Where the system lets an open file go, none stays behind after a kill.
            await rm(folder, { recursive: true }).catch(() => undefined);
            return new SpillFile(folder, file);
        }
        catch (error) {
            throw noRoom(parent, error);
        }
    }
    async append(entries) {
        const parts = entries.flatMap(({ key, value }) => [lengths(key, value), key, value]);
        const bytes = Buffer.concat(parts);
        try {
            let written = 0;
            while (written < bytes.length) {
                const more = await this.#file.write(bytes, written, bytes.length - written, this.#length + written);
                written += more.bytesWritten;
            }
        }
        catch (error) {
            throw noRoom(path.dirname(this.#folder), error);
        }
        this.#length += bytes.length;
        this.#ends.push(this.#length);
    }
    /** Those of the file, and one that is still in memory. */
    async runs(memory, rest) {
        const window = Math.max(smallestWindow, Math.floor(memory / this.#ends.length));
        const stored = this.#ends.map((end, index) => this.#run(this.#ends[index - 1] ?? 0, end, window));
        let at = 0;
        return [...stored, () => rest[at++]];
    }
    #run(start, end, window) {
        let position = start;
        let bytes = Buffer.alloc(0);
        let at = 0;
        const lengthOf = (offset) => bytes.readUInt32LE(at + offset);
        /** Of the entry, as far as it is known yet. */
        const size = () => (bytes.length - at < 8 ? 8 : 8 + lengthOf(0) + lengthOf(4));
        const read = async (count) => {
            const rest = bytes.subarray(at);
            const grown = Buffer.allocUnsafe(Math.min(rest.length + end - position, Math.max(count, window)));
            rest.copy(grown);
            await this.#fill(grown, rest.length, position);
            position += grown.length - rest.length;
            bytes = grown;
            at = 0;
        };
        const take = () => {
            const [key, value, next] = [at + 8, at + 8 + lengthOf(0), at + size()];
            at = next;
            return { key: bytes.subarray(key, value), value: bytes.subarray(value, next) };
        };
        const readAndTake = async () => {
            while (bytes.length - at < size())
                await read(size());
            return take();
        };
        return () => {
            if (position === end && at === bytes.length)
                return undefined;
            return bytes.length - at < size() ? readAndTake() : take();
        };
    }
    async #fill(buffer, from, position) {
        let filled = from;
        while (filled < buffer.length) {
            const where = position + filled - from;
            const { bytesRead } = await this.#file.read(buffer, filled, buffer.length - filled, where);
            if (bytesRead === 0)
                throw new Error('a file for sorting has become shorter');
            filled += bytesRead;
        }
    }
    async close() {
        await this.#file.close();
        await rm(this.#folder, { recursive: true, force: true });
    }
}
function lengths(key, value) {
    const bytes = Buffer.allocUnsafe(8);
    bytes.writeUInt32LE(key.length, 0);
    bytes.writeUInt32LE(value.length, 4);
    return bytes;
}
const noRoom = (folder, error) => new TaskError(`Records cannot be put in order by a temporary file in ${folder}: ${error.message}`, {
    hint: 'Make room there, or name another folder in TMPDIR.',
    cause: error,
});
/** A heap of the runs by their next entries. */
async function* merged(runs) {
    let values = [];
    const heap = [];
    for (const run of runs) {
        const entry = await run();
        if (entry === undefined)
            continue;
        heap.push({ entry, run });
        siftUp(heap);
    }
    while (heap.length > 0) {
        const first = heap[0];
        values.push(first.entry.value);
        if (values.length === handedOver) {
            yield values;
            values = [];
        }
        const next = first.run();
        const entry = next instanceof Promise ? await next : next;
        if (entry === undefined) {
            const last = heap.pop();
            if (heap.length > 0)
                heap[0] = last;
        }
        else {
            heap[0] = { entry, run: first.run };
        }
        siftDown(heap);
    }
    if (values.length > 0)
        yield values;
}
const isBefore = (heap, a, b) => Buffer.compare(heap[a].entry.key, heap[b].entry.key) < 0;
function swap(heap, a, b) {
    const kept = heap[a];
    heap[a] = heap[b];
    heap[b] = kept;
}
function siftUp(heap) {
    for (let at = heap.length - 1; at > 0;) {
        const parent = (at - 1) >> 1;
        if (!isBefore(heap, at, parent))
            return;
        swap(heap, at, parent);
        at = parent;
    }
}
function siftDown(heap) {
    for (let at = 0;;) {
        const left = at * 2 + 1;
        if (left >= heap.length)
            return;
        const right = left + 1;
        const child = right < heap.length && isBefore(heap, right, left) ? right : left;
        if (!isBefore(heap, child, at))
            return;
        swap(heap, at, child);
        at = child;
    }
}
