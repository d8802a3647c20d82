import type { Table } from '../../schema/table.ts';
import type { SqliteConnection } from './connection.ts';
/**
 * Reads off a sample of each temporal column how its values are written, and sets `form` where that is not
 * the usual form. A column of timestamps that carry a zone is `timestamptz`, whatever its declared type.
 * `exact`: columns whose sample leaves a doubt are read through, so that a rare value cannot belie the form.
 */
export declare function sampleForms(connection: SqliteConnection, tables: readonly Table[], exact: boolean): Promise<void>;
