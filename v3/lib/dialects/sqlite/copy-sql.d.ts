import { type Table } from '../../schema/table.ts';
/** What of a table's DDL its description does not say. */
export interface CopiedDdl {
    /** Complete clauses. */
    checks: readonly string[];
    /** As pragma_table_xinfo gives them, by column name. */
    defaults: ReadonlyMap<string, string>;
}
/**
 * A table that takes and refuses the same values as the original, one record at a time, but any number of equal
 * keys. Columns that are not loaded get their defaults, and rowids of their own.
 */
export declare function copyStatement(schema: string, table: Table, loaded: ReadonlySet<string>, ddl: CopiedDdl): string;
/** Of a copy whose columns have taken all names of the rowid. */
export declare const ownRowid = "record-tasks rowid";
