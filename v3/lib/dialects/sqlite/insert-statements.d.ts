import { TaskError } from '../../errors.ts';
import type { Table } from '../../schema/table.ts';
import type { SqliteConnection } from './connection.ts';
import type { RecordEncoder } from './record-encoder.ts';
/** The INSERTs of one table: one for arrays without tagged cells, a slower one for those with some, others for long cells. */
export declare class InsertStatements {
    #private;
    /** `encoding`: the database's; one of UTF-16 takes bytes for its own, and must be given text. */
    constructor(connection: SqliteConnection, schema: string, table: Table, encoding: string);
    /** Inserts what was encoded; gives how many records. The driver copies, so that the encoder is free again at once. */
    start(encoder: RecordEncoder): Promise<{
        done: Promise<number>;
    }>;
    finalize(): Promise<void>;
}
/** Where a schema needs a function or a collation that only its application brings along: what cannot be done without. */
export declare function lacksOfApplication(cause: unknown, table: string): TaskError | undefined;
