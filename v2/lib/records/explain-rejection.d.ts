import type { TableLoadPlan } from '../dialects/dialect.ts';
import type { DumpBatch } from '../dump/reader.ts';
import { RecordRejected } from '../errors.ts';
import { type Fault } from './fault.ts';
/**
 * What a dialect said of a record, as one line that names dump line, table, key, column and value. `batch` is the
 * last one written, for errors that do not say which they mean.
 */
export declare function explainRejection(error: unknown, batch: DumpBatch | undefined, plan: TableLoadPlan, sourceName: string): unknown;
/** A rejection in the source's names. */
export declare function faultOf(error: RecordRejected, batch: DumpBatch | undefined, plan: TableLoadPlan): Fault;
/** Every loaded value of a record as text, decoded, by the target's column names. Undefined where it is no record. */
export declare function valuesOfRow(batch: DumpBatch, row: number, { source, columns }: TableLoadPlan): Map<string, string | null> | undefined;
