import { type Stats } from 'node:fs';
import { type Readable } from 'node:stream';
export interface AtomicFileOptions {
    /** Whether an existing file may be replaced. */
    overwrite?: boolean;
    signal?: AbortSignal | undefined;
    /** Gets each chunk of the last stage when it is written, and may use its memory anew. */
    onWritten?: (chunk: Buffer) => void;
    /** Looks at what was written and flushed before it gets its name; rejecting keeps it from that. */
    check?: (temporary: string) => Promise<void>;
}
/**
 * Writes the stages' output to `filename` so that there is never a half of it: to a temporary file beside it
 * (mode 0600), flushed to disk, renamed, the directory flushed. Gives how many bytes it wrote.
 * Without `overwrite` an existing file is a TaskError, also one that comes into being meanwhile.
 * A pipe or a device is written as it is.
 */
export declare function writeAtomically(filename: string, stages: readonly (Readable | NodeJS.ReadWriteStream)[], options?: AtomicFileOptions): Promise<number>;
/** Fails early, before a database is read for nothing. Gives the path behind links, so that a link stays one. */
export declare function checkTarget(filename: string, overwrite: boolean): Promise<{
    target: string;
    existing: Stats | undefined;
}>;
/** The name of the file that a temporary one was to become; undefined where it is none of ours. */
export declare const targetOfTemporary: (name: string) => string | undefined;
