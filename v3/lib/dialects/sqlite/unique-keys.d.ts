import type { Table } from '../../schema/table.ts';
import type { SqliteConnection } from './connection.ts';
/** What must be unique: a primary key, a constraint or an index. */
export interface UniqueKey {
    name: string;
    /** Columns' names, or expressions where they are none. */
    columns: string[];
    /** The same as SQL, under the collations that count. */
    terms: string[];
    /** Of a partial index. */
    condition?: string;
}
/** Where a table's indexes are, and the SQL of each that has some, by name: looked up once for all tables. */
export interface IndexSchema {
    name: string;
    sql: ReadonlyMap<string, string>;
}
/** Those of a table in the schema that has its indexes; the key of a rowid is none of those, and comes first. */
export declare function uniqueKeys(connection: SqliteConnection, schema: IndexSchema, table: Table): Promise<UniqueKey[]>;
/** Indexes that only make it faster. */
export declare function plainIndexes(connection: SqliteConnection, schema: IndexSchema, table: Table): Promise<UniqueKey[]>;
