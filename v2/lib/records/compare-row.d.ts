import type { Cell } from '../canonical/cast-cell.ts';
import { type SortedValue } from '../canonical/compare-keys.ts';
import { RecordScanner } from '../canonical/record-scanner.ts';
import type { Table } from '../schema/table.ts';
import type { ComparedColumn, TablePlan } from './compare-plan.ts';
/** A record's line, with its values found: of one side, until the next is scanned. */
export declare class ScannedLine {
    bytes: Buffer;
    readonly scanner: RecordScanner;
    constructor({ columns }: Table);
    /** Gives the position after the line. Throws MalformedRecord. */
    scan(bytes: Buffer, at: number): number;
    cell(place: number): Cell;
    isNull(place: number): boolean;
}
export declare const isEqualRecord: ({ columns }: TablePlan, left: ScannedLine, right: ScannedLine) => boolean;
export declare const differentColumns: ({ columns }: TablePlan, left: ScannedLine, right: ScannedLine) => ComparedColumn[];
/** Which of two records comes first in the order that both sides have; 0 where that order does not tell them apart. */
export declare function compareOrder({ order }: TablePlan, left: ScannedLine, right: ScannedLine): number;
export type Side = 'left' | 'right';
export declare const sortedKey: ({ order }: TablePlan, line: ScannedLine, side: Side) => SortedValue[];
export declare function compareSortedKeys(a: readonly SortedValue[], b: readonly SortedValue[]): number;
/** Values in their normal forms, as one text: the same for equal values of both sides. */
export declare function normalText(columns: readonly ComparedColumn[], line: ScannedLine, side: Side): string;
