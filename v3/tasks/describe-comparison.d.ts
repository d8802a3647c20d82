import type { CompareResult } from '../lib/records/compare-records.ts';
/** What differs, as lines: a table with its numbers, below it its first records, below these their values. */
export declare function describeComparison(result: CompareResult): string[];
