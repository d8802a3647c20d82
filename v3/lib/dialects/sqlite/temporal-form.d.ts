import type { Column } from '../../schema/table.ts';
/**
 * How an application writes the temporal values of a column: `YYYY-MM-DD HH:MM:SS[.ffffff]+00:00`.
 * In a dump it stands as `form`. The fraction is one of
 * `[.f]` as many digits as it takes; `.ffffff` always so many; `[.ffffff]` so many, or none where they are zeros.
 */
export interface TemporalForm {
    separator: ' ' | 'T';
    fraction: {
        kind: 'trimmed';
    } | {
        kind: 'always' | 'optional';
        digits: number;
    };
    /** What follows, as it stands: the zone. For a date, a time of zero. */
    suffix: string;
}
export declare function parseForm(type: Column['type'], form: string): TemporalForm | undefined;
export declare function formText(type: Column['type'], form: TemporalForm): string;
/** The form of a column that says nothing about it: as SQLite's own functions write. */
export declare const defaultForm: (type: Column['type']) => TemporalForm;
export declare function formOf(column: Column): TemporalForm;
export declare const isTemporal: (type: Column['type']) => boolean;
/** How many sampled values look alike. */
export interface Shape {
    /** What follows the date, up to the time. */
    separator: string;
    /** Digits after the point; 0 where there is none. */
    digits: number;
    /** The last digit of the fraction is 0. */
    padded: boolean;
    /** The fraction is all zeros. */
    zero: boolean;
    suffix: string;
    count: number;
}
/** The form that most of the sample has; undefined where nothing in it is temporal text. */
export declare function formOfSample(type: Column['type'], shapes: readonly Shape[]): TemporalForm | undefined;
/** Whether the sample left open how a fraction of zeros is written; then the whole column must be asked. */
export declare function isUndecided(shapes: readonly Shape[], form: TemporalForm): boolean;
export declare const hasZone: (type: Column['type'], form: TemporalForm) => boolean;
