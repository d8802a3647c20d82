import type { ConnectionSettings, Database, OpenOptions } from './dialect.ts';
export declare function openDatabase(settings: ConnectionSettings, options?: OpenOptions): Promise<Database>;
