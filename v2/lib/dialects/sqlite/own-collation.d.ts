import type { Column, Table } from '../../schema/table.ts';
/** Whether only the application that made the table brings its collation along. */
export declare const hasOwnCollation: ({ collation }: Column) => boolean;
/** The collation of an application by which the rows of a table without rowid are found: nobody else can. */
export declare function keyCollation({ columns, primaryKey, options }: Table): string | undefined;
/** Throws for the tables that SQLite can neither read nor write without their application. */
export declare function refuseKeyCollations(tables: readonly Table[]): void;
