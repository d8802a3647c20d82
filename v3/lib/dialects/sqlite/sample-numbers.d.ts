import type { Table } from '../../schema/table.ts';
import type { SqliteConnection } from './connection.ts';
/**
 * Columns of a type that nobody knows, of which SQLite makes numbers where it can: those that hold nothing else are
 * columns of numbers, which other engines have types for.
 */
export declare function sampleNumbers(connection: SqliteConnection, tables: readonly Table[]): Promise<void>;
