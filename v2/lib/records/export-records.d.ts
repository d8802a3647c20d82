import { type Writable } from 'node:stream';
import type { ConnectionSettings } from '../dialects/dialect.ts';
import { type DumpHead, type Integrity } from '../dump/format.ts';
import type { OnRecordProgress } from './progress.ts';
import { type Selection } from './select-tables.ts';
export interface ExportOptions extends Selection {
    database: ConnectionSettings;
    /** A path, compressed by its ending; or a stream. */
    to: string | Writable;
    /** Whether an existing file may be replaced. */
    overwrite?: boolean;
    signal?: AbortSignal | undefined;
    onProgress?: OnRecordProgress | undefined;
    onStatement?: ((sql: string) => void) | undefined;
}
export interface ExportResult {
    engine: string;
    source: DumpHead['source'];
    /** The application's migration history. */
    schema: DumpHead['schema'];
    tables: number;
    rows: number;
    /** Of the file, compressed. */
    bytes: number;
    integrity: Integrity;
    notes: string[];
}
/** Writes the records of one consistent snapshot as a dump (docs/dump-format.md): all of it, or nothing. */
export declare function exportRecords(options: ExportOptions): Promise<ExportResult>;
