import type { Table } from '../../schema/table.ts';
export declare const sortsByBytes: (encoding: string) => boolean;
/**
 * The ORDER BY of the columns that every engine sorts alike (docs/dump-format.md, "Order of records"); empty without any.
 * `byteOrder` is whether text in the server's encoding sorts by bytes as it does in UTF-8.
 */
export declare function orderBy(table: Table, byteOrder: boolean): string;
