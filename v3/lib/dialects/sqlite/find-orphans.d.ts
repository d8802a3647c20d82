import { TaskError } from '../../errors.ts';
import { type FoundRecord, type Orphans } from '../dialect.ts';
import type { SqliteConnection } from './connection.ts';
import { type Reference } from './placed-table.ts';
/** Records that refer to none by this foreign key; undefined where there are none. */
export declare function findOrphans(connection: SqliteConnection, reference: Reference): Promise<Orphans | undefined>;
export declare const foundOrphans: (connection: SqliteConnection, reference: Reference, most: number) => Promise<FoundRecord[]>;
/** SQLite checks no foreign key whose parent could be several records. */
export declare function checkParentKeys(references: readonly Reference[]): void;
export declare const mismatch: (table: string, what: string, cause?: unknown) => TaskError;
