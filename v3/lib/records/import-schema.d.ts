import type { Readable } from 'node:stream';
import type { ConnectionSettings } from '../dialects/dialect.ts';
import { type Renames } from './rename-tables.ts';
import { type Selection } from './select-tables.ts';
export interface ImportSchemaOptions extends Selection {
    database: ConnectionSettings;
    /** A schema file or a dump, of which only the head is read: a path, or a stream. */
    from: string | Readable;
    /** New names for the file's tables and columns. Selections go by the file's names. */
    rename?: Renames | undefined;
    /** Check everything that can be checked without writing, and stop. */
    dry?: boolean;
    signal?: AbortSignal | undefined;
    onStatement?: ((sql: string) => void) | undefined;
}
export interface ImportSchemaResult {
    engine: string;
    /** Names of the tables and sequences that were made, or would be. */
    tables: string[];
    sequences: string[];
    notes: string[];
}
/** Makes the tables of a schema file in a database that has none of them: all, or none. */
export declare function importSchema(options: ImportSchemaOptions): Promise<ImportSchemaResult>;
