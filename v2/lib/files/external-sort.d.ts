/**
 * Puts values in the order of their keys' bytes, however many: past a few megabytes they go to a temporary file, which no
 * other user can read and which is gone with this process.
 */
export declare class ExternalSort {
    #private;
    constructor(options?: {
        memoryBytes?: number;
        folder?: string;
    });
    /** Keeps both buffers. To be awaited before the next where it gives a promise. */
    add(key: Buffer, value: Buffer): Promise<void> | undefined;
    /** All values, so many at a time; begins anew afterwards. */
    sorted(): AsyncGenerator<Buffer[]>;
    close(): Promise<void>;
}
