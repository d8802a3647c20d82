import { type RecordBatch } from '../../schema/record-batch.ts';
import type { TableLoad, TableLoadPlan } from '../dialect.ts';
import type { SqliteConnection } from './connection.ts';
/** One table's lines into INSERTs, a batch each. */
export declare class SqliteTableLoad implements TableLoad {
    #private;
    constructor(connection: SqliteConnection, plan: TableLoadPlan, encoding: string);
    write(batch: RecordBatch): Promise<void>;
    end(): Promise<number>;
}
