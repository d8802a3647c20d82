import type { DatabaseLock } from '../dialects/dialect.ts';
import { type PendingOptions } from './pending-migrations.ts';
import { type MigrationEvent } from './run-migrations.ts';
export type { MigrationEvent } from './run-migrations.ts';
export interface MigrateOptions extends PendingOptions {
    /**
     * Of this database, held by the caller (lib/dialects/lock-database.ts). With it, knex's own lock is freed where a
     * killed run of this tool left it; without it that stays a TaskError 13.
     */
    lock?: DatabaseLock | undefined;
    /** Once aborted, the running migration is finished, no further one begins, and the signal's reason is thrown. */
    signal?: AbortSignal | undefined;
    /** Awaited. */
    onMigration?: ((event: MigrationEvent) => unknown) | undefined;
    /** What was found and put right, a sentence each. */
    onNote?: ((note: string) => void) | undefined;
}
export interface MigrateResult {
    before: string[];
    applied: string[];
    after: string[];
}
/**
 * Runs the migrations that the database has not been through, as one batch, each in a transaction of its own with its
 * record and knex's lock (docs/decisions/0001-migrations-one-by-one.md). Nothing is touched where none is pending.
 *
 * @throws MigrationFailed; TaskError 13 while another run holds knex's lock; TaskError 2 for a folder, file or
 * version that is wrong; TaskError 1 for an applied migration that the folder does not have.
 */
export declare function migrate(options: MigrateOptions): Promise<MigrateResult>;
export declare const freed: (table: string) => string;
