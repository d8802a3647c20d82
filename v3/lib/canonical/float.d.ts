/**
 * The canonical text of a float (docs/dump-format.md, "Values"): the shortest digits that read back as the same
 * double or single, laid out as String(n); without the quotes that NaN and the infinities get in JSON.
 */
export declare function formatFloat(value: number, bits: 32 | 64): string;
/**
 * String(value). V8 keeps the texts of the last 16,000 numbers that String() wrote: with numbers that do not come back
 * that is slower, and leaves a megabyte of new garbage in the old space at each collection of the young one.
 */
export declare const doubleText: (value: number) => string;
/** Whether a single holds the number that `value`'s shortest digits say: 0.1 yes, 0.123456789 no. */
export declare function fitsSingle(value: number): boolean;
