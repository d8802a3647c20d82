import type { Column } from '../schema/table.ts';
import { type Cell } from './cast-cell.ts';
import { type SortedMoment } from './compare-moment.ts';
import { type SortedNumber } from './compare-number.ts';
import { type NormalForm } from './compare-values.ts';
/** A value that can be put in order with those of its pair of columns. */
export type SortedValue = {
    rank: 0;
} | {
    rank: 1;
    number: SortedNumber;
} | {
    rank: 2;
    moment: SortedMoment;
} | {
    rank: 2;
    text: Buffer;
} | {
    rank: 3;
    text: Buffer;
};
export type SortedForm = (cell: Cell) => SortedValue;
/**
 * How the values of two columns are put in one order. Undefined where no order is known in which both engines give
 * them: by an engine's own text of an interval, say.
 */
export declare function sortedForms([left, right]: [Column, Column], [normalLeft, normalRight]: [NormalForm, NormalForm]): [SortedForm, SortedForm] | undefined;
export declare function compareSorted(a: SortedValue, b: SortedValue): number;
