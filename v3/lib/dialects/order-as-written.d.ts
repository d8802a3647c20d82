import type { RecordBatch } from '../schema/record-batch.ts';
import type { Table } from '../schema/table.ts';
/**
 * Takes records in the order of the columns that every engine sorts alike, and puts those that agree in them in the order
 * of the others, by what is written in the records: that is the same from every engine. Without such others nothing is
 * looked at.
 */
export declare function orderAsWritten(table: Table, batches: AsyncIterable<RecordBatch>): AsyncIterable<RecordBatch>;
