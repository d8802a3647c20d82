import type { RecordBatch } from '../../schema/record-batch.ts';
import type { Findings, TableLoad, TableLoadPlan } from '../dialect.ts';
import type { CellLimits } from './cell-writer.ts';
import type { Session } from './session.ts';
import type { Transport } from './transport.ts';
/** Loads what it can into a table's copy, and tells of the rest. As in a load, the server works one batch behind. */
export declare class TrialTableLoad implements TableLoad {
    #private;
    /** `copy`: the name of the copy of the plan's target; `definition`: the statement that makes the target. */
    constructor(session: Session, plan: TableLoadPlan, { copy, definition }: {
        copy: string;
        definition: string;
    }, { transport, limits }: {
        transport: Transport;
        limits: CellLimits;
    }, findings: Findings);
    write(batch: RecordBatch): Promise<void>;
    end(): Promise<number>;
    /** Resolves when no statement is under way any more. */
    stop(): Promise<void>;
}
