import { TaskError } from '../errors.ts';
/** One thing that a target refuses: of a record, in one of its columns or as a whole. */
export interface Fault {
    /** As the source names it. */
    table: string;
    /** In the dump, from 1; left out where the source has no lines. */
    line?: number;
    /** Its number in its table, from 1. */
    record?: number;
    /** Of the primary key's columns, as the record has them: JSON, cut where long. */
    key: Readonly<Record<string, string>>;
    column?: string;
    /** JSON, cut where long. */
    value?: string;
    /** Ends a sentence that begins with all of the above: `is out of range for smallint`. */
    reason: string;
}
/** What an import fails with that was asked to list more than the first fault. */
export declare class FaultyRecords extends TaskError {
    /** In the order of the source; then those of keys and references. */
    readonly faults: readonly Fault[];
    constructor(first: TaskError, faults: readonly Fault[], count: number);
}
/** How many faults are alike. */
export interface FaultKind {
    table: string;
    column?: string;
    reason: string;
    count: number;
}
/** `data.json, line 17: part (id=5), column code, value "M3": is longer than the 2 characters of the column`. */
export declare function describeFault({ table, line, record, key, column, value, reason }: Fault, sourceName: string): string;
