import { type SortedForm } from '../canonical/compare-keys.ts';
import { type NormalForm } from '../canonical/compare-values.ts';
import type { Table } from '../schema/table.ts';
import type { RenamedTable } from './rename-tables.ts';
/** Two columns of one name. */
export interface ComparedColumn {
    /** As the right side has it. */
    name: string;
    /** Their places in the tables' columns, and so in their lines. */
    left: number;
    right: number;
    normalLeft: NormalForm;
    normalRight: NormalForm;
}
/** A column by which both sides are in order. */
export interface SortedColumn {
    column: ComparedColumn;
    sortLeft: SortedForm;
    sortRight: SortedForm;
}
/** How the records of two tables are compared, made once. */
export interface TablePlan {
    left: Table;
    right: Table;
    columns: ComparedColumn[];
    /** Those of the primary key, where both tables have the same. */
    key: ComparedColumn[];
    /** By these both sides come in order; records that agree in them may come in any order. */
    order: SortedColumn[];
    /** Whether records that agree in `order` are one and the same. */
    isUnique: boolean;
    /** What only one side has, by its own names. */
    onlyLeft: string[];
    onlyRight: string[];
    /** Columns whose types have no value in common, a sentence each; they are not compared. */
    incomparable: string[];
}
export interface Sides {
    /** For messages. */
    left: string;
    right: string;
    isSameEngine: boolean;
}
export declare function planTable({ source, table }: RenamedTable, right: Table, sides: Sides): TablePlan;
