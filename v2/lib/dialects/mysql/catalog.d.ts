import type { Table } from '../../schema/table.ts';
import type { Session } from './session.ts';
/** The server's name of every primary key. Among the indexes it stands where it has lengths or orders. */
export declare const primaryName = "PRIMARY";
export declare const journalTable = "record_tasks_journal";
/** There while the database is being made, and after a kill until that is undone. */
export declare const buildTable = "record_tasks_build";
/** All tables of the session's database: eight statements, and more only for tables that have question marks in their columns. */
export declare function readTables(session: Session): Promise<Table[]>;
/** Of a collation's full name. */
export declare const characterSet: (collation: string) => string;
