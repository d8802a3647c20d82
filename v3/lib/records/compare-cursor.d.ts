import type { DumpBatch } from '../dump/reader.ts';
/** The place in one side's record lines: `bytes[at...]` begins with a line, or nothing is left and fill() brings more. */
export declare class RecordCursor {
    #private;
    bytes: Buffer;
    at: number;
    /** Of all batches so far. */
    rows: number;
    constructor(batches: AsyncIterable<DumpBatch>);
    get isDrained(): boolean;
    /** How many bytes are left of those at hand. */
    get left(): number;
    /** Gives whether there is a line; reads the next batch where there is none, and has the one after it made ready. */
    fill(): Promise<boolean>;
    /** To be called before the source is closed, so that nothing is being read from it. */
    close(): Promise<void>;
}
