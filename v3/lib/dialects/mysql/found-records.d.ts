import type { Column, Table } from '../../schema/table.ts';
import { type FoundRecord } from '../dialect.ts';
import type { Session } from './session.ts';
/** Of a table's records those with a fault in common, and which of their columns tell of it. */
export interface FoundQuery {
    table: Table;
    /** What the fault is in: columns of the table, or expressions under a name that `rows` gives them. */
    values: readonly Column[];
    /** A SELECT of the columns named. */
    rows: (columns: readonly Column[]) => string;
}
/** The first in key order, at most `limit`. */
export declare function readFoundRecords(session: Session, { table, values, rows }: FoundQuery, limit?: number): Promise<FoundRecord[]>;
