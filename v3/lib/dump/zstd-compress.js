import { Transform } from 'node:stream';
import { Worker } from 'node:worker_threads';
/** Each becomes a frame. With larger ones hardly less is written, and each is in memory several times. */
const blockBytes = 1024 * 1024;
/** One is filled while another is compressed, and one lies ready so that the worker need not wait. */
const mostBlocks = 3;
/**
 * Zstandard by WebAssembly in a thread of its own, for Node without it. A file of several frames is one that every
 * decoder takes (RFC 8878, 3: "Zstandard compressed data is made up of one or more frames").
 */
export class ZstdCompress extends Transform {
    #worker;
    #free = [];
    #made = 0;
    /** Sent to the worker and not come back. */
    #pending = 0;
    #frames = 0;
    #block;
    #length = 0;
    /** Waits for a block to come back, or for whoever reads. */
    #onChange;
    constructor(level) {
        super();
        this.#worker = new Worker(new URL('./zstd-worker.js', import.meta.url), { workerData: { level } });
        this.#worker.on('message', (compressed) => this.#take(compressed));
        this.#worker.on('error', (error) => this.destroy(error));
    }
    _transform(chunk, _encoding, done) {
        this.#fill(chunk).then(() => done(), done);
    }
    _read(size) {
        super._read(size);
        this.#onChange?.();
    }
    _flush(done) {
        this.#end().then(() => done(), done);
    }
    _destroy(error, done) {
        this.#worker.terminate().then(() => done(error), (cause) => done(error ?? cause));
    }
    async #fill(chunk) {
        for (let from = 0; from < chunk.length;) {
            this.#block ??= await this.#nextBlock();
            const count = Math.min(blockBytes - this.#length, chunk.length - from);
            this.#block.set(chunk.subarray(from, from + count), this.#length);
            this.#length += count;
            from += count;
            if (this.#length === blockBytes)
                this.#send(this.#block);
        }
    }
    async #end() {
        // Nothing at all is a frame as well.
        if (this.#length > 0 || this.#frames + this.#pending === 0)
            this.#send(this.#block ?? (await this.#nextBlock()));
        while (this.#pending > 0)
            await this.#change();
    }
    async #nextBlock() {
        while (this.#mustWait())
            await this.#change();
        const free = this.#free.pop();
        if (free)
            return free;
        this.#made++;
        return new Uint8Array(blockBytes);
    }
    /** Frames that nobody reads are held back here: what is pushed between two calls of _transform, Transform does not count. */
    #mustWait() {
        const hasBlock = this.#free.length > 0 || this.#made < mostBlocks;
        return !hasBlock || this.readableLength >= blockBytes;
    }
    #change() {
        return new Promise((resolve) => {
            this.#onChange = resolve;
        });
    }
    #send(block) {
        this.#worker.postMessage({ block, length: this.#length }, [block.buffer]);
        this.#block = undefined;
        this.#length = 0;
        this.#pending++;
    }
    #take({ block, frame }) {
        this.#free.push(block);
        this.#pending--;
        this.#frames++;
        this.push(frame);
        this.#onChange?.();
    }
}
