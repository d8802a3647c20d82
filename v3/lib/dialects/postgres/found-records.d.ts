import type { Column, Table } from '../../schema/table.ts';
import { type FoundRecord } from '../dialect.ts';
import type { Session } from './session.ts';
export interface FoundQuery {
    table: Table;
    /** What is shown of a record beside its key. */
    values: readonly ShownValue[];
    /** `… WHERE …`, over the table's columns by their bare names. */
    from: string;
    /** Of the server. */
    encoding: string;
    most?: number;
}
export interface ShownValue {
    column: Column;
    sql: string;
}
export declare const shownColumn: (column: Column) => ShownValue;
/** The first records of a query, in key order, with keys and values in canonical form. */
export declare function readFound(session: Session, query: FoundQuery): Promise<FoundRecord[]>;
