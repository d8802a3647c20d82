import type { SqliteConnection } from './connection.ts';
/**
 * Full-text indexes of records that lie in tables, kept by triggers, which do not run in a load: built anew where one
 * of these tables was loaded. Gives a sentence for each that cannot be, and for virtual tables that hold records of
 * their own.
 */
export declare function rebuildFullText(connection: SqliteConnection, isTouched: (table: string) => boolean): Promise<string[]>;
