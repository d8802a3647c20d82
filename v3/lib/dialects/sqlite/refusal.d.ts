import { RecordRejected } from '../../errors.ts';
import type { RecordBatch } from '../../schema/record-batch.ts';
/** Whether SQLite objects to a record, rather than to anything else. */
export declare function isRefusal(error: unknown): boolean;
/** SQLite's message in our words: `SQLITE_CONSTRAINT: UNIQUE constraint failed: part.name, part.revision`. */
export declare function refusal(cause: Error, row: number, batch: RecordBatch): RecordRejected;
