import type { ConnectionSettings, OpenOptions } from '../dialect.ts';
/** In one transaction. The file stays, and its pragmas; its space is for the next to use. */
export declare function dropAll(settings: ConnectionSettings, options: OpenOptions): Promise<void>;
