/**
 * Buffers of one size that go round. The collector learns late of memory outside its heap: it lets some 32 MB
 * of dead buffers lie before it looks, and twice that of those that lived through a collection.
 */
export class BufferPool {
    size;
    #most;
    #spare = [];
    #lent = new WeakSet();
    /** Keeps `most` that are not in use; what comes back beyond that is left to the collector. */
    constructor(size, most) {
        this.size = size;
        this.#most = most;
    }
    /** Its content is whatever was in it. One longer than `size` is made where that is asked for, and does not return. */
    take(atLeast = this.size) {
        if (atLeast > this.size)
            return Buffer.allocUnsafeSlow(atLeast);
        const buffer = this.#spare.pop() ?? Buffer.allocUnsafeSlow(this.size);
        this.#lent.add(buffer.buffer);
        return buffer;
    }
    /**
     * Takes back the whole of a buffer of which `bytes` is a part, when nobody looks at it any more.
     * What is none of its own, or was given back before, stays where it is.
     */
    give(bytes) {
        if (!this.#lent.delete(bytes.buffer) || this.#spare.length >= this.#most)
            return;
        this.#spare.push(Buffer.from(bytes.buffer));
    }
}
