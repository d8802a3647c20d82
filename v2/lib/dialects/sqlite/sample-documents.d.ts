import type { Table } from '../../schema/table.ts';
import type { SqliteConnection } from './connection.ts';
/**
 * Sets `form` of the JSON columns where most of a sample of documents are spaced, and gives the names of those with
 * documents of another layout, which will not come back as they are.
 */
export declare function sampleDocuments(connection: SqliteConnection, tables: readonly Table[]): Promise<string[]>;
