import type { Database } from '../dialects/dialect.ts';
import { type MigrationFile } from './migration-files.ts';
export type Knex = ReturnType<Database['knex']>;
/** What migrations need of a database. */
export type MigrationDatabase = Pick<Database, 'knex'>;
export interface MigrationsOptions {
    database: MigrationDatabase;
    /** Absolute. */
    directory: string;
    /** knex's `tableName`: `knex_migrations` by default. The lock is in the table `<table>_lock`. */
    table?: string | undefined;
    /** Each statement before it runs, without its values. */
    onStatement?: ((sql: string) => void) | undefined;
}
export declare const defaultTable = "knex_migrations";
/** The folder's migrations against those that the database has seen. */
export interface MigrationHistory {
    files: MigrationFile[];
    /** As recorded, in the order in which they were run. */
    applied: string[];
    /** In the order in which they will run. */
    pending: MigrationFile[];
}
/** Changes nothing in the database, not even by making knex's own tables. TaskError where an applied migration has no file. */
export declare function migrationHistory(options: MigrationsOptions): Promise<MigrationHistory>;
export declare function appliedMigrations(knex: Knex, table?: string): Promise<string[]>;
/** As knex has it, with everything that it knows of each. */
export interface AppliedMigration {
    name: string;
    batch: number;
    /** As the driver gives it, and takes it back. */
    time: unknown;
}
/** In the order in which they were run. */
export declare function appliedWithBatches(knex: Knex, table?: string): Promise<AppliedMigration[]>;
export declare function nextBatch(knex: Knex, table: string): Promise<number>;
