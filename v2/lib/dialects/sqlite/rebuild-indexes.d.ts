import type { Table } from '../../schema/table.ts';
import type { ConnectionSettings, IndexRebuild, OpenOptions } from '../dialect.ts';
/** See Database.rebuildIndexes. SQLite lets nobody write meanwhile, and readers in WAL mode alone. */
export declare function rebuildIndexes(settings: ConnectionSettings, options: OpenOptions, table: Table): Promise<IndexRebuild>;
