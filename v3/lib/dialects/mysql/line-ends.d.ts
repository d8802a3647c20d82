import type { RecordBatch } from '../../schema/record-batch.ts';
/** The position after each line of a batch. */
export declare function lineEnds({ bytes, rows }: RecordBatch): number[];
