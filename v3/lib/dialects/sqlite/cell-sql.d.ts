import type { Column } from '../../schema/table.ts';
import { type PageMarks } from './page-marks.ts';
/** A cell's SQL with the literals that belong around it: joined to others, they cost nothing. */
export interface CellSql {
    before: string;
    sql: string;
    after: string;
}
/**
 * The canonical JSON of a cell; `cell` is its SQL, evaluated several times.
 * What SQLite cannot write stands between `marks`.
 */
export declare function cellExpression(column: Column, cell: string, marks: PageMarks): string;
/** As cellExpression(), in parts. */
export declare function cellSql(column: Column, cell: string, marks: PageMarks): CellSql;
/** REAL columns make 0 of -0, and none can hold NaN: these are kept as texts that no affinity converts. */
export declare const negativeZero = "-0.0f";
/**
 * Integers beyond 2^63-1 are kept as 20 digits with this ending, which keeps INTEGER affinity off them; they sort
 * by value, and after all numbers.
 */
export declare const bigUnsignedSuffix = "u";
