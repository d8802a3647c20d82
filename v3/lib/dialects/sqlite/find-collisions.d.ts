import { type Findings } from '../dialect.ts';
import type { SqliteConnection } from './connection.ts';
import { type PlacedTable } from './placed-table.ts';
import type { UniqueKey } from './unique-keys.ts';
/** Finds the records of a copy that are not unique. The index for it also leads from foreign keys to their parents. */
export declare function findCollisions(connection: SqliteConnection, place: PlacedTable, key: UniqueKey, findings: Findings): Promise<void>;
