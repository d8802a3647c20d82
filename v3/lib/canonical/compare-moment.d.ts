/** A date, timestamp or time of day that can be put in order. */
export interface SortedMoment {
    /** -infinity, before the first year, after it, infinity. */
    era: 0 | 1 | 2 | 3;
    /** Of a time: its hours. Counts backwards where the era or a minus does. */
    year: number;
    /** What follows the year, or the hours, as text: of the same length up to the fraction. */
    rest: string;
    /** A time below zero: the rest counts backwards. */
    isNegative: boolean;
}
/** Of canonical texts (docs/dump-format.md); a date is its midnight. Undefined for any other text. */
export declare function sortedMoment(text: string): SortedMoment | undefined;
export declare function compareMoments(a: SortedMoment, b: SortedMoment): number;
/**
 * A date, timestamp or timestamptz in one form: a date as its midnight, without zone. Of text columns also the other
 * ways to write it that an import takes: a blank for the T, zeros behind the fraction, a zone that is UTC.
 */
export declare function normalMoment(text: string): string;
/** A time or an interval as months, days and microseconds, which are the parts that do not turn into each other. */
export declare function normalDuration(text: string): string;
