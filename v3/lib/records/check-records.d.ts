import type { ConnectionSettings } from '../dialects/dialect.ts';
import type { Fault, FaultKind } from './fault.ts';
import { type LoadOptions } from './load-records.ts';
import { type SourceAddress } from './record-source.ts';
import type { ChangedValues } from './value-policies.ts';
export interface CheckOptions extends Omit<LoadOptions, 'clear' | 'dry'> {
    source: SourceAddress;
    database: ConnectionSettings;
    /** Accept records of a dump that were changed after the export. */
    edited?: boolean;
    /** How many faults are kept to be listed; all are counted. Default 1000. */
    maxErrors?: number | undefined;
    onStatement?: ((sql: string) => void) | undefined;
}
export interface CheckResult {
    engine: string;
    /** Those whose records were tried. */
    tables: number;
    rows: number;
    /** Whether an import would be taken, the target's present records aside. */
    accepted: boolean;
    /** Why the schema does not fit, a sentence each; first of all that it is of another version. */
    problems: string[];
    /** What to do about another schema version. */
    versionHint?: string;
    /** Whether tables are missing among the problems, which `create` would make. */
    lacksTables: boolean;
    /** The first `maxErrors`, in the order of the dump; then those of keys and references. */
    faults: Fault[];
    /** All of them. */
    count: number;
    /** How many of each kind. */
    kinds: FaultKind[];
    /** Tables, and columns as `table.column`, that the target does not have, where they may be left out. */
    ignored: string[];
    /** Tables of the target that have records now, which an import would refuse without `clear`. */
    occupied: string[];
    /** Values that the policies would change. */
    changed: ChangedValues;
    notes: string[];
}
/**
 * Everything that a target would refuse of a source, all of it in one run, before anything is written: the records
 * are loaded into copies of the target's tables that nobody else sees.
 */
export declare function checkRecords(options: CheckOptions): Promise<CheckResult>;
