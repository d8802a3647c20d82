import { type MigrationFile } from './migration-files.ts';
import { type MigrationHistory, type MigrationsOptions } from './migration-history.ts';
export interface PendingOptions extends MigrationsOptions {
    /** Up to and with this one: its name, with or without the ending, or the number that it begins with. */
    to?: string | undefined;
    /** Of the pending ones these alone, by name with or without the ending. */
    only?: readonly string[] | undefined;
}
/** Names of the migrations that migrate() would run with the same options, in order. Changes nothing. */
export declare function pendingMigrations(options: PendingOptions): Promise<string[]>;
export declare function plan(options: PendingOptions): Promise<{
    history: MigrationHistory;
    wanted: MigrationFile[];
}>;
