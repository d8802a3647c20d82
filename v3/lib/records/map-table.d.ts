import type { Capabilities, TableLoadPlan } from '../dialects/dialect.ts';
import type { DumpBatch } from '../dump/reader.ts';
import type { TableCasts } from './apply-casts.ts';
import { type ColumnChange, type RecordMapping } from './map-records.ts';
import { type ChangedValues, type ValuePolicies } from './value-policies.ts';
/** What becomes of one table's values between the source and the target. */
export interface TableMapping {
    casts: readonly ColumnChange[];
    /** After the casts: they are for what the target would refuse. */
    policies: readonly ColumnChange[];
}
export interface MappingOptions extends ValuePolicies {
    casts: TableCasts | undefined;
    capabilities: Capabilities;
    /** Where the policies count. */
    changed: ChangedValues;
}
/** The mapping of the columns that are loaded; undefined where nothing is to be changed. */
export declare function planMapping({ source, columns }: TableLoadPlan, { casts, capabilities, changed, ...policies }: MappingOptions): TableMapping | undefined;
/** The table's batches as the target is to get them. */
export declare function mapTable(batches: AsyncIterable<DumpBatch>, { source }: TableLoadPlan, mapping: TableMapping | undefined, onRefused?: RecordMapping['onRefused']): AsyncIterable<DumpBatch>;
