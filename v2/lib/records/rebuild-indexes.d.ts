import type { ConnectionSettings } from '../dialects/dialect.ts';
import type { OnRecordProgress } from './progress.ts';
import { type Selection } from './select-tables.ts';
export interface RebuildOptions extends Selection {
    database: ConnectionSettings;
    signal?: AbortSignal | undefined;
    /** Rows are estimates. */
    onProgress?: OnRecordProgress | undefined;
    /** Told at once of what a failed or stopped statement left behind, a sentence each. */
    onLeft?: ((left: string) => void) | undefined;
    onStatement?: ((sql: string) => void) | undefined;
}
export interface RebuildResult {
    engine: string;
    /** Names of the tables of which all indexes were rebuilt. */
    tables: string[];
    /** Tables and indexes that were left as they were, and why. */
    skipped: string[];
    /** What is wrong with indexes now, and what to do about it. */
    invalid: string[];
    notes: string[];
}
/**
 * Rebuilds the indexes of tables one after the other, and renews the statistics by which the engine plans; while others
 * read and write as far as it can. Stopped, it leaves what is done and nothing half done.
 */
export declare function rebuildIndexes(options: RebuildOptions): Promise<RebuildResult>;
