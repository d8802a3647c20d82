import type { Casts } from './cast-rules.ts';
import { type RecordComparison } from './compare-table.ts';
import type { OnRecordProgress } from './progress.ts';
import { type RecordSource, type SourceAddress } from './record-source.ts';
import { type Renames } from './rename-tables.ts';
import { type Selection } from './select-tables.ts';
export interface CompareSourcesOptions extends Selection {
    /** New names for the left side's tables and columns: those that the right side has. Selections go by the left's names. */
    rename?: Renames | undefined;
    /** Tables and columns of one side alone are no difference; they are listed as left out. */
    ignoreNonexistent?: boolean | undefined;
    /** How many differing records of a table are kept to be shown; all are counted. Default 5. */
    limit?: number | undefined;
    signal?: AbortSignal | undefined;
    onProgress?: OnRecordProgress | undefined;
}
export interface CompareOptions extends CompareSourcesOptions {
    left: SourceAddress;
    /** A dump can be on both sides, but with renames that put its tables into another order it must be the left. */
    right: SourceAddress;
    /** As an import has them; the right side must be a database. */
    casts?: Casts | undefined;
    /** Accept records of a dump that were changed after the export. */
    edited?: boolean | undefined;
    onStatement?: ((sql: string) => void) | undefined;
}
export interface TableDifference extends Omit<RecordComparison, 'isSame'> {
    /** As the right side has it. */
    name: string;
    equal: boolean;
    /** Columns that only one side has, by its own names. */
    columnsOnlyLeft: string[];
    columnsOnlyRight: string[];
    /** Columns whose types have no value in common, a sentence each; their values are not compared. */
    incomparable: string[];
}
export interface CompareResult {
    equal: boolean;
    /** The dump's file name, or the database's address. */
    left: string;
    right: string;
    /** Those of both sides, in the order of the left. */
    tables: TableDifference[];
    /** Tables that only one side has, by its own names. */
    onlyLeft: string[];
    onlyRight: string[];
    /** Records of the left's compared tables. */
    rows: number;
    /** With `ignoreNonexistent`: tables, and columns as `table.column`, that only one side has. */
    ignored: string[];
    /** Tables of a dump whose records are not those that were exported. */
    edited: string[];
    notes: string[];
}
/** Whether two sides hold the same records; where not, which ones differ. Reads each side once, and changes nothing. */
export declare function compareRecords(options: CompareOptions): Promise<CompareResult>;
/** The same of sources that are open, and perhaps no longer as they were read: whose head and lines were cast. */
export declare function compareSources(left: RecordSource, right: RecordSource, options: CompareSourcesOptions): Promise<CompareResult>;
