import { type MigrationFile } from './migration-files.ts';
import type { Knex } from './migration-history.ts';
export interface Migration {
    up: (knex: Knex) => Promise<unknown>;
    down: (knex: Knex) => Promise<unknown>;
    config?: {
        transaction?: boolean;
    };
    /** Its file exports no `down`. */
    isOneWay?: true;
}
/** Knex's way to ask for migrations, over files that are loaded as TypeScript or JavaScript. */
export interface MigrationSource {
    getMigrations(): Promise<MigrationFile[]>;
    getMigrationName(file: MigrationFile): string;
    getMigration(file: MigrationFile): Promise<Migration>;
}
/**
 * A file that the database knows under another ending keeps that name, so that `x.ts` on a developer's machine
 * and `x.js` in production are one migration. Knex's own command line, over the same folder, sees the same names
 * as long as the endings are.
 */
export declare function migrationSource(files: readonly MigrationFile[], applied: readonly string[], loaded: ReadonlyMap<string, Migration>): MigrationSource;
/** TaskError 2 where a file cannot be loaded or is no migration: before the first of them has run. */
export declare function loadMigrations(files: readonly MigrationFile[]): Promise<Map<string, Migration>>;
export declare function loadSeed(file: MigrationFile): Promise<(knex: Knex) => Promise<unknown>>;
