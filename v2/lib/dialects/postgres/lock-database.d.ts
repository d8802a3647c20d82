import type { ConnectionSettings, DatabaseLock } from '../dialect.ts';
/** An advisory lock of this database, held by a session that does nothing else. A backend ends its transaction before it is gone. */
export declare function lockDatabase(settings: ConnectionSettings): Promise<DatabaseLock>;
