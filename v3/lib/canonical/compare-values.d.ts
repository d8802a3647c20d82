import type { Column } from '../schema/table.ts';
import { type Cell } from './cast-cell.ts';
/**
 * A value as a text that is the same for both columns of a pair just where an import would have made one of the other.
 * What begins with `$` is a cell that is not of the column's kind. Never null: that is no value.
 */
export type NormalForm = (cell: Cell) => string;
/** The normal forms of both columns; `isSameEngine`: then a native type means the same on both sides. */
export declare function normalForms(left: Column, right: Column, isSameEngine: boolean): [NormalForm, NormalForm];
/** A cell that is tagged as other than what the column says: its tag, and what it holds. */
export declare function untag(cell: Cell): {
    tag: string;
    cell: Cell;
} | undefined;
/** The digits of a number, a boolean as 0 and 1; undefined for any other cell. */
export declare function digitsOf(cell: Cell): string | undefined;
export declare function numberOfBits(cell: Cell): string | undefined;
