import type { LoadOutcome, OrphanPolicy } from '../dialect.ts';
import type { SqliteConnection } from './connection.ts';
import { type Reference } from './placed-table.ts';
/** Does with loaded orphans what the policy says; what it cannot do with, is left. */
export declare function applyOrphanPolicy(connection: SqliteConnection, policy: OrphanPolicy | undefined, references: readonly Reference[]): Promise<LoadOutcome>;
