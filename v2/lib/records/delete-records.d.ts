import type { ConnectionSettings } from '../dialects/dialect.ts';
import { type Selection } from './select-tables.ts';
export interface DeleteOptions extends Selection {
    database: ConnectionSettings;
    signal?: AbortSignal | undefined;
    onStatement?: ((sql: string) => void) | undefined;
}
export interface DeleteResult {
    engine: string;
    /** Names of the tables that are empty now. */
    tables: string[];
    notes: string[];
}
/**
 * Empties tables, in one transaction and without their triggers. Migration histories stay. References from tables
 * that keep their records to records that would go are an error, and nothing is deleted.
 */
export declare function deleteRecords(options: DeleteOptions): Promise<DeleteResult>;
