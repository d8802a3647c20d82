import type { ConnectionSettings, DatabaseLock } from '../dialect.ts';
/**
 * Two locks of the server: one for the run, held by a session that does nothing else, and one for the connection of its
 * running migration, for the server goes on with an ALTER TABLE whose client was killed.
 */
export declare function lockDatabase(settings: ConnectionSettings): Promise<DatabaseLock>;
