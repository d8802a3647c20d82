import type { StoredDigest } from './store.ts';
/** Counts and hashes what goes through; `digest()` after its end. */
export declare class StoredStream {
    #private;
    through(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer>;
    digest(): StoredDigest;
}
/** Reads it all. */
export declare function digestOf(content: AsyncIterable<Buffer>): Promise<StoredDigest>;
