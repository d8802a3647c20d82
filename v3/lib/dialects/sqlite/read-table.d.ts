import type { RecordBatch } from '../../schema/record-batch.ts';
import type { Table } from '../../schema/table.ts';
import type { SqliteConnection } from './connection.ts';
/** All rows of a table as canonical lines, in canonical order. */
export declare function readTable(connection: SqliteConnection, table: Table, encoding: string): AsyncGenerator<RecordBatch>;
/** A name for the rowid that no column hides; undefined where there is no rowid. */
export declare function rowidName(table: Pick<Table, 'columns' | 'options'>): string | undefined;
