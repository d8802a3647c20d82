import { Readable, type Writable } from 'node:stream';
import type { ConnectionSettings, EngineName } from '../dialects/dialect.ts';
import type { SchemaHistory } from '../dump/format.ts';
import { type Selection } from './select-tables.ts';
export interface ExportSchemaOptions extends Selection {
    /** A database; or a schema file or a dump, of which only the head is read. */
    from: {
        database: ConnectionSettings;
    } | {
        file: string | Readable;
    };
    /** A path, or a stream. */
    to: string | Writable;
    /** Write SQL for this engine in place of JSON. */
    engine?: EngineName | undefined;
    /** Whether an existing file may be replaced. */
    overwrite?: boolean;
    signal?: AbortSignal | undefined;
    onStatement?: ((sql: string) => void) | undefined;
}
export interface ExportSchemaResult {
    /** Of the source. */
    engine: string;
    /** The application's migration history. */
    schema: SchemaHistory | null;
    tables: number;
    sequences: number;
    bytes: number;
    /** What is not in it, a sentence each. */
    notes: string[];
}
/** Writes a schema without its records, as JSON (docs/schema.md) or as SQL: all of it, or nothing. */
export declare function exportSchema(options: ExportSchemaOptions): Promise<ExportSchemaResult>;
