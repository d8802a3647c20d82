import { type RecordBatch } from '../../schema/record-batch.ts';
import type { Findings, TableLoad, TableLoadPlan } from '../dialect.ts';
import type { SqliteConnection } from './connection.ts';
/** One table's lines into its copy, without those that the target would refuse. */
export declare class TrialTable implements TableLoad {
    #private;
    constructor(connection: SqliteConnection, plan: TableLoadPlan, encoding: string, findings: Findings);
    write(batch: RecordBatch): Promise<void>;
    end(): Promise<number>;
}
