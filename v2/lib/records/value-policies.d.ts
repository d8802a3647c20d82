import { type CellConversion } from '../canonical/cast-cell.ts';
import type { Capabilities } from '../dialects/dialect.ts';
import type { Column } from '../schema/table.ts';
/** What becomes of U+0000 in texts and JSON where the target cannot hold it. `escape`: the six characters \u0000. */
export type NulPolicy = 'fail' | 'strip' | 'escape';
/** What becomes of MySQL's zero dates, as 0000-00-00 and 2024-00-00, where the target cannot hold them. */
export type ZeroDatePolicy = 'fail' | 'null';
export interface ValuePolicies {
    onNul?: NulPolicy | undefined;
    onZeroDate?: ZeroDatePolicy | undefined;
}
/** How many values the policies changed, by `table.column` of the source. */
export interface ChangedValues {
    nulStripped: Record<string, number>;
    nulEscaped: Record<string, number>;
    zeroDatesNulled: Record<string, number>;
}
export declare const nothingChanged: () => ChangedValues;
/** A policy for the values of a column, with the bytes without which a batch has none of them. */
export interface ValuePolicy {
    convert: CellConversion;
    marks: readonly Buffer[];
}
/** The policy that may change values of a column, counted in `changed` under `where`; undefined where there is none. */
export declare function policyOf({ type }: Column, { onNul, onZeroDate }: ValuePolicies, capabilities: Capabilities, changed: ChangedValues, where: string): ValuePolicy | undefined;
