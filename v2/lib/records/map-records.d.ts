import type { CellConversion } from '../canonical/cast-cell.ts';
import type { DumpBatch } from '../dump/reader.ts';
import { RecordRejected } from '../errors.ts';
/** What becomes of a table's values on their way from a source to a target. */
export interface RecordMapping {
    /** The keys of the lines, in the order of the source's columns. */
    columns: readonly string[];
    changes: readonly ColumnChange[];
    /**
     * Told of a record that cannot be changed, once, with a rejection for each column at fault; it is then left out.
     * Without it the first rejection is thrown.
     */
    onRefused?: ((rejections: readonly RecordRejected[]) => void) | undefined;
}
export interface ColumnChange {
    /** Place in `columns`. */
    index: number;
    /** The column's name in rejections. */
    name: string;
    /** Never called for null. Appends the cell in its new form, or gives a reason why it has none. */
    convert: CellConversion;
    /** A batch that has none of these bytes has nothing to change; without it every batch has. */
    marks?: readonly Buffer[];
}
/** The batches with their values changed; those without any to change as they are, the very same objects. */
export declare function mapRecords(batches: AsyncIterable<DumpBatch>, mapping: RecordMapping): AsyncGenerator<DumpBatch>;
