import type { ConnectionSettings, IndexRebuild, RebuildWatch } from '../dialect.ts';
import { type Connection } from './connect.ts';
import { type Location } from './location.ts';
import { Session } from './session.ts';
export interface RebuildTarget {
    session: Session;
    settings: ConnectionSettings;
    tls: Connection['tls'];
    serverVersion: number;
}
/** See Database.rebuildIndexes. Of a partitioned table the indexes are those of its partitions. */
export declare function rebuildIndexes(target: RebuildTarget, location: Location, name: string, watch: RebuildWatch): Promise<IndexRebuild>;
