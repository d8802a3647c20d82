import { Readable } from 'node:stream';
import { exitCodes, TaskError } from '../errors.js';
import { StoredStream } from './stored-stream.js';
/** A store for tests, in this process. Two of one `shelf` see the same files. */
export class MemoryStore {
    display = 'memory:';
    #shelf;
    constructor(shelf = { files: new Map(), locks: new Set() }) {
        this.#shelf = shelf;
    }
    async list(prefix) {
        const found = [...this.#shelf.files].filter(([name]) => name.startsWith(prefix));
        return found
            .map(([name, { bytes, modified }]) => ({ name, size: bytes.length, modified }))
            .sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
    }
    async write(name, content, { signal } = {}) {
        if (name.includes('/'))
            throw new TaskError(`${name} is no name of a file`);
        if (this.#shelf.files.has(name))
            throw new TaskError(`${name} exists already`);
        const stored = new StoredStream();
        const chunks = [];
        for await (const chunk of stored.through(content)) {
            signal?.throwIfAborted();
            chunks.push(Buffer.from(chunk));
        }
        this.#shelf.files.set(name, { bytes: Buffer.concat(chunks), modified: new Date() });
        return stored.digest();
    }
    async read(name) {
        const file = this.#shelf.files.get(name);
        if (!file)
            throw new TaskError(`${name} does not exist`);
        return Readable.from([file.bytes]);
    }
    async remove(name) {
        this.#shelf.files.delete(name);
    }
    async free() { }
    async sweep() {
        return [];
    }
    async lock(name) {
        const { locks } = this.#shelf;
        if (locks.has(name))
            throw new TaskError(`Another run is at work on ${name}`, { exitCode: exitCodes.locked });
        locks.add(name);
        return {
            release: async () => {
                locks.delete(name);
            },
        };
    }
    async close() { }
}
