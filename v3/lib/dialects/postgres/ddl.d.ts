import { type Column, type ForeignKey, type Table } from '../../schema/table.ts';
import { type Location } from './location.ts';
/** CREATE TABLE with its columns alone, then their comments: keys and indexes are made in bulk after the load. */
export declare function createTableStatements(table: Table, name: string): string[];
/** @param kind of table: `UNLOGGED`, `TEMPORARY` */
export declare function createTable(table: Table, name: string, kind?: string | undefined): string;
/** By which a refusal is known for what it is. */
export declare const membersName: ({ name }: Pick<Column, 'name'>) => string;
/** Primary key, uniques and indexes of a new table. */
export declare function keyStatements(table: Table, name: string): string[];
/** What pg_get_indexdef says after the names of index and table, which are others in another database. */
export declare function readIndexDefinition(definition: string): {
    exclusion: boolean;
    body: string;
} | undefined;
export declare function foreignKeyStatement(key: ForeignKey, table: string, parent: string): string;
/** `made` with it, by name, may say themselves where they are, whatever dots their names have. */
export declare function parentLocation({ references }: ForeignKey, schemas: readonly string[], made: ReadonlyMap<string, Table>): Location;
export declare const byName: (tables: readonly Table[]) => Map<string, Table>;
