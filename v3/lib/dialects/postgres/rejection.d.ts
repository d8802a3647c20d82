import type { RecordBatch } from '../../schema/record-batch.ts';
import type { TableLoadPlan } from '../dialect.ts';
/** A COPY's error as the record that caused it, where it was one; else the error itself. Rows are those of the COPY. */
export declare function rejection(error: unknown, plan: TableLoadPlan, batch: RecordBatch): unknown;
/** Name of a trial's constraint on what stands in for a partitioned table. */
export declare const noPartition = "record-tasks: no partition";
