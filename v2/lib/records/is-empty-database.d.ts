import type { ConnectionSettings } from '../dialects/dialect.ts';
/** Whether a database has no table at all; an SQLite file that is not there has none. */
export declare function isEmptyDatabase(settings: ConnectionSettings, signal?: AbortSignal): Promise<boolean>;
