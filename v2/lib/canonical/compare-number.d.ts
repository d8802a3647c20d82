/**
 * A number of any notation and length in one form, digit for digit: equal numbers give equal texts (`1.50` and `15e-1`
 * both `15e-1`). `-0` stays apart from `0`. Undefined for what is no number; NaN and the infinities are their words.
 */
export declare function normalNumber(text: string): string | undefined;
/** A number that can be put in order: as a double, and exactly for where doubles are too coarse. */
export interface SortedNumber {
    double: number;
    normal: string;
}
export declare function sortedNumber(normal: string): SortedNumber;
/** By value; -0 is 0; NaN after all others. */
export declare function compareNumbers(a: SortedNumber, b: SortedNumber): number;
