import { RecordRejected } from '../../errors.ts';
import { type Column } from '../../schema/table.ts';
import type { TableLoadPlan } from '../dialect.ts';
/** A cell that is bound by itself; in the array null stands in its place. */
export interface LongCell {
    /** Of its column in the arrays. */
    place: number;
    bytes: Buffer;
}
/** What becomes of a fault of a record; it may throw. */
type Refuse = (rejection: RecordRejected) => void;
/** Record lines of one table to the JSON arrays that load statements read (load-sql.ts). */
export declare class RecordEncoder {
    #private;
    /** Those that are loaded, in the order of the arrays' values, with the forms in which they are written. */
    readonly columns: readonly Column[];
    /** Records in the array, without those that were refused. */
    rows: number;
    /** Whether there are tagged cells in it. */
    hasTags: boolean;
    longCells: LongCell[];
    /** `encoding`: the database's; one of UTF-16 would take long texts for its own. */
    constructor(plan: TableLoadPlan, encoding: string);
    /** Forgets what was encoded. `isAlone`: there will be one record, which may have long cells. */
    begin(isAlone?: boolean): void;
    /**
     * Adds the record whose line begins at `at` and is the batch's `row`; gives the position after it. Each of its
     * faults is told to `refuse`, and with one it is left out.
     */
    add(bytes: Buffer, at: number, row: number, refuse: Refuse): number;
    /** The array, in memory of the encoder. */
    finish(): Buffer;
}
export {};
