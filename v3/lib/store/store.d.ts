import type { Readable } from 'node:stream';
/** Where backups lie: one flat folder of files, wherever that is. Every store passes test/store/contract.test.ts. */
export interface Store {
    /** The address without secrets, for messages: an absolute path, `s3://bucket/prefix`. */
    readonly display: string;
    /**
     * Whole files whose name begins with `prefix`, by name. Never what is being written or was left half; never what
     * is in folders beneath. A location that is not there yet is empty.
     */
    list(prefix: string): Promise<StoredFile[]>;
    /**
     * Stores a stream under a name that is free; a name that is taken is a TaskError. Nobody sees it under its name
     * before all of it is flushed to disk (or accepted by the far side, with a checksum) and its size was looked at
     * there. On a failure or an abort nothing of it stays. Mode 0600, whatever the umask.
     */
    write(name: string, content: AsyncIterable<Buffer>, options?: StoreOptions): Promise<StoredDigest>;
    /** The file from its first byte. A missing one is a TaskError that names it. */
    read(name: string, options?: StoreOptions): Promise<Readable>;
    /** Idempotent. */
    remove(name: string): Promise<void>;
    /** Bytes that can still be stored; undefined where nobody knows. */
    free(): Promise<number | undefined>;
    /**
     * Removes what writers that died left of files whose names `isOurs`: temporary files, uploads that were not
     * completed. Called only by who holds the lock of those names. Gives the names of what it removed.
     */
    sweep(isOurs: (name: string) => boolean): Promise<string[]>;
    /**
     * One writer per name and location, among all processes. Held by the kernel, so that it ends with its process
     * however that ends, and never by time. TaskError 13 at once while another holds it.
     * A store without a kernel of its own (S3) holds it on this machine.
     */
    lock(name: string): Promise<StoreLock>;
    close(): Promise<void>;
}
export interface StoreLock {
    /** Idempotent. */
    release(): Promise<void>;
}
export interface StoredFile {
    name: string;
    /** Bytes. */
    size: number;
    modified: Date;
}
/** Of what was stored, taken while it went through. */
export interface StoredDigest {
    /** Bytes. */
    size: number;
    /** Lower-case hex. */
    sha256: string;
}
export interface StoreOptions {
    signal?: AbortSignal | undefined;
}
