import type { SchemaHistory } from '../dump/format.ts';
/**
 * What a source is, seen from its target. same: both have been through the same migrations. older, newer: one has all
 * of the other's and more. diverged: each has some that the other lacks. framework: they are of two frameworks.
 * unordered: they differ, and which of them is ahead the framework's table does not tell. unknown: one has no history.
 */
export type VersionOrder = 'same' | 'older' | 'newer' | 'diverged' | 'framework' | 'unordered' | 'unknown';
export interface VersionComparison {
    order: VersionOrder;
    /** Migrations that only one side has been through, in its order. */
    onlySource: readonly string[];
    onlyTarget: readonly string[];
}
/** Compares two migration histories. Files of migrations are the same whether they are run as TypeScript or compiled. */
export declare function compareHistories(source: SchemaHistory | null, target: SchemaHistory | null): VersionComparison;
