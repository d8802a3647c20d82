import type { DatabaseLock } from '../dialects/dialect.ts';
import { type MigrationsOptions } from './migration-history.ts';
import { type MigrationEvent } from './run-migrations.ts';
export interface MigrateDownOptions extends MigrationsOptions {
    /** As in migrate(). */
    lock?: DatabaseLock | undefined;
    signal?: AbortSignal | undefined;
    onMigration?: ((event: MigrationEvent) => unknown) | undefined;
    onNote?: ((note: string) => void) | undefined;
}
export interface MigrateDownResult {
    before: string[];
    /** In the order in which they were. */
    undone: string[];
    after: string[];
}
/** Names of the last batch's migrations, in the order in which migrateDown() would undo them. Changes nothing. */
export declare function lastBatch({ database, table }: MigrationsOptions): Promise<string[]>;
/**
 * Undoes the last batch, the last migration first, each in a transaction of its own with its record and knex's lock.
 * TaskError 2 before the first where one has no file or no function `down`; MigrationNotUndone where one fails.
 */
export declare function migrateDown(options: MigrateDownOptions): Promise<MigrateDownResult>;
