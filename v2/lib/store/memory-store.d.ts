import { Readable } from 'node:stream';
import type { Store, StoredDigest, StoredFile, StoreLock, StoreOptions } from './store.ts';
/** A store for tests, in this process. Two of one `shelf` see the same files. */
export declare class MemoryStore implements Store {
    #private;
    readonly display = "memory:";
    constructor(shelf?: Shelf);
    list(prefix: string): Promise<StoredFile[]>;
    write(name: string, content: AsyncIterable<Buffer>, { signal }?: StoreOptions): Promise<StoredDigest>;
    read(name: string): Promise<Readable>;
    remove(name: string): Promise<void>;
    free(): Promise<undefined>;
    sweep(): Promise<string[]>;
    lock(name: string): Promise<StoreLock>;
    close(): Promise<void>;
}
export interface Shelf {
    files: Map<string, {
        bytes: Buffer;
        modified: Date;
    }>;
    locks: Set<string>;
}
