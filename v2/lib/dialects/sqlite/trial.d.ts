import type { Table } from '../../schema/table.ts';
import type { ConnectionSettings, Findings, LoadPlan, OpenOptions, TableLoad, TableLoadPlan, Trial } from '../dialect.ts';
/** What the target is for a trial: read from it before, for in a transaction it would be locked. */
export interface TrialTarget {
    settings: ConnectionSettings;
    tables: readonly Table[];
    encoding: string;
}
/**
 * In a private database `main` are the tables of `create` as they would be made, in `copy` those that are loaded,
 * without their keys, and `target` is the target, which is only read: outside any transaction, so that nobody waits.
 */
export declare class SqliteTrial implements Trial {
    #private;
    private constructor();
    static begin(target: TrialTarget, options: OpenOptions, plan: LoadPlan, findings: Findings): Promise<SqliteTrial>;
    table(plan: TableLoadPlan): Promise<TableLoad>;
    finish(): Promise<void>;
    close(): Promise<void>;
}
