import type { ConnectionSettings, Database, OpenOptions } from '../dialect.ts';
export declare function openPostgres(settings: ConnectionSettings, options: OpenOptions): Promise<Database>;
