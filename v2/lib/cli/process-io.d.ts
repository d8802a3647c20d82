import type { Io, Output } from '../runner/io.ts';
/**
 * stderr for last words: while a tree is drawn, listr2 holds back what is written to process.stderr, and it
 * has hidden the cursor.
 */
export declare const directStderr: () => Output;
export interface ProcessIo extends Io {
    /** Resolves when everything is written, with the error of a stdout that could not take it; a reader that went away is none. */
    flush(): Promise<Error | undefined>;
}
/** The process itself as the outside world. */
export declare const processIo: () => ProcessIo;
