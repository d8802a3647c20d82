import type { RecordCursor } from './compare-cursor.ts';
import type { Sides, TablePlan } from './compare-plan.ts';
import { type RecordDifference } from './compare-shown.ts';
export interface RecordComparison {
    /** How many records each side has. */
    left: number;
    right: number;
    onlyLeft: number;
    onlyRight: number;
    changed: number;
    /** The first of them. */
    differences: RecordDifference[];
    /**
     * Why the records could not be lined up. Whether they are the same is known all the same, and nothing else: there are no
     * numbers of differing records, and none of these are listed.
     */
    unaligned?: string;
    /** Whether the same records are on both sides. */
    isSame: boolean;
}
/**
 * Goes through the records of both sides side by side, once. As long as the lines are the same bytes, nothing else is
 * looked at. Records are matched by their order; that it is kept is only made sure of from the first record on
 * that has no counterpart, for before it each had one.
 */
export declare class TableComparison {
    #private;
    constructor(plan: TablePlan, sides: Sides, left: RecordCursor, right: RecordCursor, limit: number);
    /** `onBatch` is called about once a megabyte. */
    run(onBatch: () => void): Promise<RecordComparison>;
}
