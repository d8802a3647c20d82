import { type LogicalType } from '../../schema/logical-type.ts';
/** What only the text of CREATE TABLE says about a table. */
export interface CreateTableFacts {
    /** By lower-case column name. */
    columns: Map<string, ColumnFacts>;
    constraints: ConstraintFacts[];
    /** Complete clauses, of columns and of the table: `CONSTRAINT "positive" CHECK (a > 0)`. */
    checks: string[];
    autoincrement: boolean;
}
export interface ColumnFacts {
    collation?: string;
    /** Of a computed column. */
    expression?: string;
    type?: LogicalType;
}
export interface ConstraintFacts {
    name?: string;
    kind: 'unique' | 'foreign';
    columns: string[];
    deferrable?: 'immediate' | 'deferred';
}
/** Reads what sqlite_schema keeps; SQLite has checked it, so nothing here refuses anything. */
export declare function parseCreateTable(sql: string): CreateTableFacts;
