import type { ConnectionSettings, DatabaseLock } from '../dialect.ts';
/**
 * A file beside the database, held with BEGIN EXCLUSIVE, which the kernel lets go when the process ends. It goes with
 * the lock, so one that was locked is looked at again: the holder before may have removed it in between.
 */
export declare function lockDatabase(settings: ConnectionSettings): Promise<DatabaseLock>;
