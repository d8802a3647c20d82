import type { RecordBatch } from '../schema/record-batch.ts';
import type { TableIntegrity } from './format.ts';
/** Counts and hashes the record lines of one table. */
export declare class TableDigest {
    #private;
    get rows(): number;
    add(batch: RecordBatch): void;
    /** Once, after the last batch. */
    finish(): TableIntegrity;
}
