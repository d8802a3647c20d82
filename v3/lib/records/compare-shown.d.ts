import type { TablePlan } from './compare-plan.ts';
import { type ScannedLine, type Side } from './compare-row.ts';
/** A value on both sides: JSON as in a dump, where long only the part around the first difference. */
export interface ValueDifference {
    name: string;
    /** Missing where that side has no such record. */
    left?: string;
    right?: string;
}
export interface RecordDifference {
    /** Of the primary key's columns, or where there is no common one of none. */
    key: Record<string, string>;
    kind: 'only-left' | 'only-right' | 'changed';
    /** Of a changed record those that differ; of another all. */
    columns: ValueDifference[];
}
export declare function changedRecord(plan: TablePlan, left: ScannedLine, right: ScannedLine): RecordDifference;
export declare function loneRecord(plan: TablePlan, line: ScannedLine, side: Side): RecordDifference;
export declare const keyOf: ({ key }: TablePlan, line: ScannedLine, side: Side) => Record<string, string>;
