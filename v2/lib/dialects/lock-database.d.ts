import type { ConnectionSettings, DatabaseLock } from './dialect.ts';
/** For who changes the schema of a database: see Dialect.lock(). TaskError 13 while another holds it. */
export declare function lockDatabase(settings: ConnectionSettings): Promise<DatabaseLock>;
