import type { Database } from '../dialects/dialect.ts';
import type { Table } from '../schema/table.ts';
export interface SeedOptions {
    database: Pick<Database, 'knex' | 'occupied'>;
    /** Absolute. */
    directory: string;
    /** The application's tables as they are now, without those of migration histories. */
    tables: readonly Table[];
    signal?: AbortSignal | undefined;
    /** Each statement before it runs, without its values. */
    onStatement?: ((sql: string) => void) | undefined;
    onSeed?: ((event: {
        name: string;
        position: number;
        of: number;
    }) => void) | undefined;
}
export interface SeedResult {
    /** Names of the seeds that ran. */
    seeded: string[];
    /** Tables that have rows, for which no seed ran. */
    occupied: string[];
}
/**
 * Runs the folder's seeds in name order, in one transaction, if not a single application table has a row:
 * seeds of strangers often begin by deleting, and a database in use must never see them.
 */
export declare function seedIfEmpty(options: SeedOptions): Promise<SeedResult>;
