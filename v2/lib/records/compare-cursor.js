import { isOversized } from '../schema/record-batch.js';
const nothing = Buffer.alloc(0);
/** The place in one side's record lines: `bytes[at...]` begins with a line, or nothing is left and fill() brings more. */
export class RecordCursor {
    bytes = nothing;
    at = 0;
    /** Of all batches so far. */
    rows = 0;
    #batches;
    #batch;
    #next;
    constructor(batches) {
        this.#batches = batches[Symbol.asyncIterator]();
    }
    get isDrained() {
        return this.at >= this.bytes.length;
    }
    /** How many bytes are left of those at hand. */
    get left() {
        return this.bytes.length - this.at;
    }
    /** Gives whether there is a line; reads the next batch where there is none, and has the one after it made ready. */
    async fill() {
        while (this.isDrained) {
            this.#batch?.release?.();
            this.#batch = undefined;
            const { done, value } = await (this.#next ?? this.#batches.next());
            this.#next = undefined;
            this.bytes = done ? nothing : value.bytes;
            this.at = 0;
            if (done)
                return false;
            this.#batch = value;
            this.rows += value.rows;
            if (!isOversized(value))
                this.#readAhead();
        }
        return true;
    }
    #readAhead() {
        this.#next = this.#batches.next();
        // Awaited when its turn comes; until then a rejection is not unhandled.
        this.#next.catch(() => { });
    }
    /** To be called before the source is closed, so that nothing is being read from it. */
    async close() {
        await this.#next?.catch(() => { });
        await this.#batches.return?.().catch(() => { });
    }
}
