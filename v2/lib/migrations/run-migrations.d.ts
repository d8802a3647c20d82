import type { DatabaseLock } from '../dialects/dialect.ts';
import type { MigrationFile } from './migration-files.ts';
import type { Knex } from './migration-history.ts';
import { type Migration } from './migration-source.ts';
export interface MigrationEvent {
    name: string;
    state: 'running' | 'done';
    /** From 1. */
    position: number;
    of: number;
    /** The migration asks to run outside a transaction. */
    isOutsideTransaction: boolean;
}
export interface RunOptions {
    /** Those to run, in this order. */
    wanted: readonly MigrationFile[];
    /** All of the folder. */
    files: readonly MigrationFile[];
    /** Names as recorded, which files with another ending keep. */
    recorded: readonly string[];
    /** Of the history. */
    table: string;
    /** Of all of them. */
    batch: number;
    lock?: DatabaseLock | undefined;
    signal?: AbortSignal | undefined;
    /** Awaited, so that what is about to begin can be written down. */
    onMigration?: ((event: MigrationEvent) => unknown) | undefined;
}
/** Each in a transaction of its own with its record and knex's lock. Gives the names of those that ran. */
export declare function runMigrations(knex: Knex, options: RunOptions): Promise<string[]>;
export declare const withLock: (loaded: ReadonlyMap<string, Migration>, table: string, lock: DatabaseLock | undefined) => ReadonlyMap<string, Migration>;
