/**
 * Buffers of one size that go round. The collector learns late of memory outside its heap: it lets some 32 MB
 * of dead buffers lie before it looks, and twice that of those that lived through a collection.
 */
export declare class BufferPool {
    #private;
    readonly size: number;
    /** Keeps `most` that are not in use; what comes back beyond that is left to the collector. */
    constructor(size: number, most: number);
    /** Its content is whatever was in it. One longer than `size` is made where that is asked for, and does not return. */
    take(atLeast?: number): Buffer;
    /**
     * Takes back the whole of a buffer of which `bytes` is a part, when nobody looks at it any more.
     * What is none of its own, or was given back before, stays where it is.
     */
    give(bytes: Buffer): void;
}
