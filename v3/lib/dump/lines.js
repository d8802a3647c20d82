import { ascii } from '../canonical/ascii.js';
const nothing = Buffer.alloc(0);
const leastRoom = 64 * 1024;
/** Memory that nobody has written to takes no room, while what is outgrown waits for the collector. */
const growth = 8;
/**
 * Walks a stream of chunks line by line, or by runs of lines, with no copy but of lines that straddle chunks.
 * A chunk's memory may be used for the next one; so what comes from here holds until more is asked for.
 */
export class Lines {
    #chunks;
    #chunk = nothing;
    #at = 0;
    #isOwn = false;
    /** For lines that straddle chunks; none while a caller has it. */
    #room = nothing;
    #lent;
    /** What comes behind the chunk. */
    #after = nothing;
    /** Number of the line that comes next, from 1. */
    number = 1;
    constructor(chunks) {
        this.#chunks = chunks[Symbol.asyncIterator]();
    }
    /** The next line without its LF; undefined at the end. The last line may lack its LF. */
    async next() {
        if (!(await this.#fill()))
            return undefined;
        const end = this.#chunk.indexOf(ascii.lf, this.#at);
        const line = this.#chunk.subarray(this.#at, end < 0 ? undefined : end);
        this.#at = end < 0 ? this.#chunk.length : end + 1;
        this.number++;
        return line;
    }
    /**
     * All complete lines at hand, at least one, each with its LF; undefined at the end. What follows the last line
     * without an LF at the end of the stream comes alone.
     */
    async window() {
        if (!(await this.#fill()))
            return undefined;
        const last = this.#chunk.lastIndexOf(ascii.lf);
        return last < this.#at ? this.#chunk.subarray(this.#at) : this.#chunk.subarray(this.#at, last + 1);
    }
    /** Whether the window is a line put together here, whose memory nothing else uses: takeWindow() can have it. */
    get windowIsOwn() {
        return this.#isOwn;
    }
    /** The window's memory is the caller's until recycle(). */
    takeWindow() {
        this.#lent = this.#room.buffer;
        this.#room = nothing;
    }
    /** Takes back what takeWindow() gave, to put long lines together in it. */
    recycle(bytes) {
        if (bytes.buffer !== this.#lent)
            return;
        this.#lent = undefined;
        if (this.#room.length < bytes.buffer.byteLength)
            this.#room = Buffer.from(bytes.buffer);
    }
    /** Goes past so many bytes and lines of the window. */
    advance(bytes, lines) {
        this.#at += bytes;
        this.number += lines;
    }
    async close() {
        await this.#chunks.return?.();
    }
    /** Makes sure that a whole line, or the rest of the stream, is in the chunk. False at the end. */
    async #fill() {
        if (this.#at === this.#chunk.length)
            this.#goOn();
        if (this.#chunk.indexOf(ascii.lf, this.#at) >= 0)
            return true;
        // Copied: the next chunk may come in the memory of this one. Such a line stands alone, so that nothing else is moved.
        let length = this.#append(this.#chunk.subarray(this.#at), 0);
        let chunk = await this.#read();
        while (chunk && !chunk.includes(ascii.lf)) {
            length = this.#append(chunk, length);
            chunk = await this.#read();
        }
        const end = chunk && length > 0 ? chunk.indexOf(ascii.lf) + 1 : 0;
        if (chunk && end > 0)
            length = this.#append(chunk.subarray(0, end), length);
        this.#after = chunk?.subarray(end) ?? nothing;
        this.#chunk = this.#room.subarray(0, length);
        this.#isOwn = true;
        this.#at = 0;
        if (length === 0)
            this.#goOn();
        return this.#chunk.length > 0;
    }
    /** Gives the new length of the line that is put together. */
    #append(bytes, length) {
        if (length + bytes.length > this.#room.length) {
            const grown = Buffer.allocUnsafeSlow(Math.max(this.#room.length * growth, length + bytes.length, leastRoom));
            this.#room.copy(grown, 0, 0, length);
            this.#room = grown;
        }
        return length + bytes.copy(this.#room, length);
    }
    async #read() {
        const { value, done } = await this.#chunks.next();
        return done ? undefined : value;
    }
    #goOn() {
        this.#chunk = this.#after;
        this.#isOwn = false;
        this.#after = nothing;
        this.#at = 0;
    }
}
