import type { Table } from '../../schema/table.ts';
/** What must be unique in a table. */
export interface UniqueKey {
    name: string;
    parts: readonly KeyPart[];
}
export interface KeyPart {
    /** As DDL takes it: a name, a name with a length, an expression in brackets. */
    definition: string;
    /** Its value in a statement. */
    sql: string;
    /** Undefined for an expression. */
    column: string | undefined;
}
/** The primary key is first, under the name that the server gives it. */
export declare function uniquesOf({ primaryKey, uniques, indexes }: Table): UniqueKey[];
