import type { Load, LoadOutcome, LoadPlan, TableLoad, TableLoadPlan } from '../dialect.ts';
import { type Session } from './session.ts';
/** A transaction of records, with a journal around it of all that DDL did for it. */
export declare class MysqlLoad implements Load {
    #private;
    private constructor();
    static begin(session: Session, database: string, plan: LoadPlan, reopen: () => Promise<Session>): Promise<MysqlLoad>;
    table(plan: TableLoadPlan): Promise<TableLoad>;
    finish(): Promise<LoadOutcome>;
    commit(): Promise<void>;
    rollback(): Promise<void>;
}
