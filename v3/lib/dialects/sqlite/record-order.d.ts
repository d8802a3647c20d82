import type { Table } from '../../schema/table.ts';
/** ORDER BY terms of the columns that every engine sorts alike (docs/dump-format.md, "Order of records"); at least one. */
export declare function recordOrder(table: Table, alias: string, encoding?: string): string[];
