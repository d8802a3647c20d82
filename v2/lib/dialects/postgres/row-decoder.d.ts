import { ByteWriter } from '../../canonical/byte-writer.ts';
import { RecordRejected } from '../../errors.ts';
import type { RecordBatch } from '../../schema/record-batch.ts';
import type { TableLoadPlan } from '../dialect.ts';
/** Rows of a batch that nothing is wrong with, as far as can be seen without the server. */
export interface SoundRows {
    /** Their numbers in the batch. */
    rows: number[];
    /** Where each ends in what was written. */
    ends: number[];
}
/** Turns record lines into rows of COPY's text format. Made once per table. */
export declare class RowDecoder {
    #private;
    /** The target's columns that get values, in the order of the rows. */
    readonly targets: readonly string[];
    constructor(plan: TableLoadPlan);
    /** Appends a batch. Throws RecordRejected. */
    decode(out: ByteWriter, { bytes }: RecordBatch): void;
    /** Appends those rows that nothing is wrong with, and tells every fault of the others. Throws only for lines that are no records. */
    decodeSound(out: ByteWriter, batch: RecordBatch, tell: (fault: RecordRejected) => void): SoundRows;
    /** The first fault of a record that the server refused, if it is one that can be seen here: in a trial's words. */
    faultOf(batch: RecordBatch, row: number): RecordRejected | undefined;
}
