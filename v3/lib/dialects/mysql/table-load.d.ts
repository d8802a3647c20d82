import { type RecordBatch } from '../../schema/record-batch.ts';
import type { TableLoad, TableLoadPlan } from '../dialect.ts';
import type { CellLimits } from './cell-writer.ts';
import type { Session } from './session.ts';
import type { Transport } from './transport.ts';
/** The encoder works on one batch while the server works on the one before. */
export declare class MysqlTableLoad implements TableLoad {
    #private;
    constructor(session: Session, plan: TableLoadPlan, transport: Transport, limits: CellLimits);
    write(batch: RecordBatch): Promise<void>;
    end(): Promise<number>;
    /** Resolves when no statement is under way any more: one that came after a ROLLBACK would stand on its own. */
    stop(): Promise<void>;
}
