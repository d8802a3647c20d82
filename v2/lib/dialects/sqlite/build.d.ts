import type { Build, ConnectionSettings, Database, OpenOptions } from '../dialect.ts';
/**
 * The database is made in a file of its own and copied over the empty one in one transaction: nobody ever sees half
 * of it. Until then the empty one is locked.
 */
export declare function beginBuild(settings: ConnectionSettings, options: OpenOptions, open: (settings: ConnectionSettings, options: OpenOptions) => Promise<Database>): Promise<Build>;
/** A sentence where a build was stopped. TaskError 13 where it is alive. */
export declare function recoverBuild(settings: ConnectionSettings): Promise<string[]>;
