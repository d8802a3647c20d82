import type { ConnectionSettings } from '../dialects/dialect.ts';
import type { SchemaHistory } from '../dump/format.ts';
/** Which migrations a database has been through, whatever framework ran them; null where none is found, or no file is there yet. */
export declare function databaseHistory(settings: ConnectionSettings, signal?: AbortSignal): Promise<SchemaHistory | null>;
