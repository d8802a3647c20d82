import { type RecordBatch } from '../../schema/record-batch.ts';
import type { Findings, TableLoad, TableLoadPlan } from '../dialect.ts';
import type { Session } from './session.ts';
/**
 * Loads into a trial's copy. What can be told without the server is told, each column of a record; of the rest the
 * server says which record it refuses first, and then the others are sent.
 */
export declare class TrialTable implements TableLoad {
    #private;
    constructor(session: Session, plan: TableLoadPlan, relation: string, findings: Findings);
    write(batch: RecordBatch): Promise<void>;
    end(): Promise<number>;
    /** Waits for what runs, whatever comes of it. */
    settle(): Promise<void>;
}
