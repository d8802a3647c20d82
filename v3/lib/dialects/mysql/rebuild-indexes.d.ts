import type { Table } from '../../schema/table.ts';
import type { IndexRebuild } from '../dialect.ts';
import { type Session } from './session.ts';
/**
 * See Database.rebuildIndexes: the table is rebuilt with all its indexes, which the server undoes by itself when it is
 * stopped. FORCE, since ENGINE=InnoDB would make one of another engine's table.
 */
export declare function rebuildIndexes(session: Session, table: Table): Promise<IndexRebuild>;
