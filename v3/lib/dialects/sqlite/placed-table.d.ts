import type { ForeignKey, Table } from '../../schema/table.ts';
/** A table as an import would leave it, and where its records are. */
export interface PlacedTable {
    table: Table;
    /** Of the connection: main, or the name of an attached database. */
    schema: string;
    /** SQL of the rowid's name; undefined where there is none. */
    rowid: string | undefined;
    isLoaded: boolean;
    /** Its records would be gone, and no others come. */
    isEmpty: boolean;
}
/** A foreign key between two of them; without a parent where there is no such table. */
export interface Reference {
    key: ForeignKey;
    child: PlacedTable;
    parent: PlacedTable | undefined;
}
/** The foreign keys of tables that are loaded or cleared, and those to them. */
export declare function touchedReferences(tables: readonly PlacedTable[], isTouched: (name: string) => boolean): Reference[];
export declare const placeOf: ({ schema, table }: PlacedTable) => string;
