import { type Column } from '../schema/table.ts';
import { type CellConversion } from './cast-cell.ts';
import type { CastKind } from './cast-kinds.ts';
/** The column that a cast column's values go into. */
export interface CastTarget {
    column: Column;
    /** Its engine keeps any value in any column. */
    keepsAnyValue: boolean;
    /** It is of the source's engine. */
    isSameEngine: boolean;
}
export interface CastColumn {
    /** The source's column as it is after the cast. `native` is the logical type's name where its type is another. */
    column: Column;
    convert: CellConversion;
    /** A batch without these bytes has nothing to convert. */
    mark?: Buffer;
}
/**
 * What a cast does to the values of a column on their way into `target`, or into a column that is to be made.
 * A kind says what the values mean. Where one side keeps them plainly and the other by their meaning, they are
 * turned into what the target has; where both are alike, nothing is to be done.
 */
export declare function castColumn(source: Column, kind: CastKind, target: CastTarget | undefined): CastColumn | 'unneeded' | {
    problem: string;
};
