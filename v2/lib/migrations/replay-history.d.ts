import type { DatabaseLock } from '../dialects/dialect.ts';
import { type AppliedMigration, type MigrationsOptions } from './migration-history.ts';
import { type MigrationEvent } from './run-migrations.ts';
export interface ReplayOptions extends MigrationsOptions {
    /** In the order in which they were run. */
    applied: readonly AppliedMigration[];
    lock: DatabaseLock;
    signal?: AbortSignal | undefined;
    onMigration?: ((event: MigrationEvent) => unknown) | undefined;
}
/** Takes an empty database through a history that another one had: the same names in the same order, batches and times. */
export declare function replayHistory(options: ReplayOptions): Promise<void>;
