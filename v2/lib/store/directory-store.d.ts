import { Readable } from 'node:stream';
import type { Store, StoredDigest, StoredFile, StoreLock, StoreOptions } from './store.ts';
/** A folder of this machine, made when something is first stored. */
export declare class DirectoryStore implements Store {
    #private;
    readonly display: string;
    /** An absolute path. */
    constructor(directory: string);
    list(prefix: string): Promise<StoredFile[]>;
    write(name: string, content: AsyncIterable<Buffer>, { signal }?: StoreOptions): Promise<StoredDigest>;
    read(name: string, { signal }?: StoreOptions): Promise<Readable>;
    remove(name: string): Promise<void>;
    free(): Promise<number | undefined>;
    sweep(isOurs: (name: string) => boolean): Promise<string[]>;
    lock(name: string): Promise<StoreLock>;
    close(): Promise<void>;
}
