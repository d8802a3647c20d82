import type { Readable } from 'node:stream';
import type { Store, StoredDigest, StoredFile, StoreLock, StoreOptions } from './store.ts';
/**
 * Any store that speaks S3. Each part goes with its SHA-256, which the far side checks; a file appears when its last
 * part is there; its size is asked for afterwards. Credentials and region come from AWS's usual environment, the
 * address of another provider from AWS_ENDPOINT_URL.
 */
export declare class S3Store implements Store {
    #private;
    readonly display: string;
    private constructor();
    /** `s3://bucket` or `s3://bucket/prefix`. */
    static at(location: string, env: NodeJS.ProcessEnv): S3Store;
    list(prefix: string): Promise<StoredFile[]>;
    write(name: string, content: AsyncIterable<Buffer>, { signal }?: StoreOptions): Promise<StoredDigest>;
    read(name: string, { signal }?: StoreOptions): Promise<Readable>;
    remove(name: string): Promise<void>;
    free(): Promise<undefined>;
    sweep(isOurs: (name: string) => boolean): Promise<string[]>;
    lock(name: string): Promise<StoreLock>;
    close(): Promise<void>;
}
