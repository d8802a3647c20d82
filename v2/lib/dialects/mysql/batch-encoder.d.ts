import { RecordRejected } from '../../errors.ts';
import type { RecordBatch } from '../../schema/record-batch.ts';
import type { TableLoadPlan } from '../dialect.ts';
import { type CellLimits } from './cell-writer.ts';
import type { Transport } from './transport.ts';
/** Of a batch's rows as many as one statement takes. */
export interface EncodedRows {
    /** Of `insert`, the whole statement; of `infile`, the file. */
    bytes: Buffer;
    /** Index in the batch of the first. */
    firstRow: number;
    rows: number;
}
/** Turns record lines into what a transport takes, and refuses what a column would not hold unchanged. */
export declare class BatchEncoder {
    #private;
    /** LOAD DATA statement, or what an INSERT begins with. */
    readonly statement: string;
    /**
     * `numbers`: a further column, for which each row's index in its batch is inserted, counted from 1; the server then
     * goes on after a fault, as LOAD DATA LOCAL does.
     */
    constructor(plan: TableLoadPlan, transport: Transport, limits: CellLimits, numbers?: string);
    /** Throws RecordRejected. */
    encode(batch: RecordBatch): EncodedRows[];
    /** Everything for which encode() would refuse records of the batch, not only the first. */
    faults(batch: RecordBatch): RecordRejected[];
    /** To be called once for what encode() gave, when the server has it. */
    recycle(encoded: readonly EncodedRows[]): void;
}
