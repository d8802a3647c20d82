import type { ConnectionSettings } from '../dialects/dialect.ts';
import type { SchemaHistory } from '../dump/format.ts';
export interface DatabaseVersion {
    engine: string;
    version: string;
    /** The application's migration history; null where no framework's is found. */
    schema: SchemaHistory | null;
}
/** Which engine answers at an address, and which migrations its schema has seen. Changes nothing. */
export declare function databaseVersion(settings: ConnectionSettings, signal?: AbortSignal): Promise<DatabaseVersion>;
