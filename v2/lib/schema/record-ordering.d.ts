import type { Column, Table } from './table.ts';
/** By which columns records are in order (docs/dump-format.md, "Order of records"). */
export interface RecordOrdering {
    /** First by these, which every engine sorts alike. */
    byValue: Column[];
    /** Then by these, as they are written in records: engines keep and compare them in ways of their own. */
    asWritten: Column[];
}
/** Of the primary key, else of all columns. */
export declare function recordOrdering({ columns, primaryKey, }: Pick<Table, 'columns' | 'primaryKey'>): RecordOrdering;
