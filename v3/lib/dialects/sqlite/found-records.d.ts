import { type Column } from '../../schema/table.ts';
import type { FoundRecord } from '../dialect.ts';
import type { SqliteConnection } from './connection.ts';
import { type PlacedTable } from './placed-table.ts';
/** A column, or an expression of an index in SQL. */
export type FoundColumn = Column | string;
/** The first `most` records, as `c`, under a condition: their keys and the values of some columns. */
export declare function foundRecords(connection: SqliteConnection, place: PlacedTable, columns: readonly FoundColumn[], condition: string, most: number): Promise<FoundRecord[]>;
export declare const columnNamed: ({ table }: PlacedTable, name: string) => Column;
/** Whether a reference in it may become null without harm. */
export declare const mayBecomeNull: ({ table }: PlacedTable, column: Column) => boolean;
