import type { ConnectionSettings, Load, LoadOutcome, LoadPlan, OpenOptions, TableLoad, TableLoadPlan } from '../dialect.ts';
/** All of an import in one transaction: SQLite's DDL is part of it, so there is nothing to journal. */
export declare class SqliteLoad implements Load {
    #private;
    private constructor();
    static begin(settings: ConnectionSettings, options: OpenOptions, plan: LoadPlan): Promise<SqliteLoad>;
    table(plan: TableLoadPlan): Promise<TableLoad>;
    finish(): Promise<LoadOutcome>;
    commit(): Promise<void>;
    rollback(): Promise<void>;
}
