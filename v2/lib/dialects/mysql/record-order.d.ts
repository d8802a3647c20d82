import type { Table } from '../../schema/table.ts';
import type { Flavor } from './flavor.ts';
export interface RecordOrder {
    /** What ORDER BY takes. */
    orderBy: string;
    /** The longest text that must be compared, in bytes: the session's max_sort_length. */
    sortLength: number;
    /** What the server needs at least to sort by it: the session's sort_buffer_size. */
    sortBuffer: number;
}
/** Of the columns that every engine sorts alike (docs/dump-format.md, "Order of records"). */
export declare function recordOrder(table: Table, flavor: Flavor): RecordOrder;
