import type { RecordBatch } from '../../schema/record-batch.ts';
import type { Table } from '../../schema/table.ts';
import type { Snapshot } from '../dialect.ts';
import type { SqliteConnection } from './connection.ts';
/** One read transaction: all that is read in it is of the moment of its first statement. */
export declare class SqliteSnapshot implements Snapshot {
    #private;
    readonly tables: readonly Table[];
    readonly notes: readonly string[];
    private constructor();
    static begin(connection: SqliteConnection): Promise<SqliteSnapshot>;
    read(table: Table): AsyncIterable<RecordBatch>;
    /** The highest rowid, which is at hand at once. Of tables without rowids nothing is known. */
    estimates(): Promise<Map<string, number>>;
    close(): Promise<void>;
}
