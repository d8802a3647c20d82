import type { Readable } from 'node:stream';
import type { ConnectionSettings } from '../dialects/dialect.ts';
import { type LoadOptions, type LoadResult } from './load-records.ts';
export interface ImportOptions extends LoadOptions {
    database: ConnectionSettings;
    /** A path, or a stream; compressed or not, recognised by content. */
    from: string | Readable;
    /** Of a stream, for messages; `standard input` where it is left out. */
    name?: string | undefined;
    /** Accept records that were changed after the export. */
    edited?: boolean;
    onStatement?: ((sql: string) => void) | undefined;
}
export type ImportResult = LoadResult;
/**
 * Loads a dump, in one transaction: afterwards the target holds all of it, or is as it was.
 * Everything that can be checked is checked before the first row is deleted.
 */
export declare function importRecords(options: ImportOptions): Promise<ImportResult>;
