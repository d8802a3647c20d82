import { type MigrationDatabase, type MigrationsOptions } from './migration-history.ts';
export interface ListedMigration {
    name: string;
    /** missing: the database has been through it, and the folder does not have it. */
    state: 'applied' | 'pending' | 'missing';
    batch?: number;
    /** UTC, ISO 8601, to the second. */
    applied?: string;
}
export interface ListOptions extends Omit<MigrationsOptions, 'database' | 'onStatement'> {
    /** Left out: one that is still to be made. */
    database?: MigrationDatabase | undefined;
}
/** Those that the database has been through, in that order, then those that are pending. Changes nothing. */
export declare function listMigrations({ database, directory, table, }: ListOptions): Promise<ListedMigration[]>;
