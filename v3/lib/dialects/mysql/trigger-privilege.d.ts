import type { Session } from './session.ts';
/**
 * MySQL shows a table's triggers only to whom may make some there: for others they would fire unseen, and change
 * what is imported. TaskError 12 names the tables where that could be.
 */
export declare function refuseHiddenTriggers(session: Session, database: string, tables: readonly string[]): Promise<void>;
/** Of a line of SHOW GRANTS, which has the privileges of active roles in it. */
export declare function showsTriggers(grant: string, database: string, table: string): boolean;
