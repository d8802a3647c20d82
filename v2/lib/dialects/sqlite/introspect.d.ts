import type { Table } from '../../schema/table.ts';
import type { SqliteConnection } from './connection.ts';
/** All tables with records. `exact`: the forms of temporal columns are made sure of, where a sample leaves doubts. */
export declare function introspect(connection: SqliteConnection, exact: boolean): Promise<Table[]>;
