import type { Table } from '../../schema/table.ts';
/** Where a table of a dump is in the database. */
export interface Location {
    schema: string;
    relation: string;
}
/** The table's name in dumps: bare in the first schema, `schema.table` elsewhere. */
export declare function dumpName({ schema, relation }: Location, schemas: readonly string[]): string;
/** `schema` for Table, where the name by itself would be read as another place. */
export declare function explicitSchema(location: Location, schemas: readonly string[]): string | undefined;
/** The inverse of dumpName. */
export declare function locate(table: Pick<Table, 'name' | 'schema'>, schemas: readonly string[]): Location;
export declare const quoteLocation: ({ schema, relation }: Location) => string;
