import type { LogicalType } from '../schema/logical-type.ts';
import { type Cell, type CellWriter } from './cast-cell.ts';
import { type NumberWriting } from './cast-number.ts';
/** `micros` from 0 to 999999, also before 1970. */
interface Moment {
    seconds: number;
    micros: number;
}
/** A number is so many times ten, this many times, smaller than a second. */
export interface Unit {
    digits: 0 | 3 | 6;
    /** `second`, `millisecond`. */
    name: string;
}
/** A number of a unit, as seconds and microseconds. */
export declare function readSeconds(cell: Cell, { digits, name }: Unit, column: LogicalType): Moment;
/** The digits of a number of a unit. */
export declare function secondsText({ seconds, micros }: Moment, { digits }: Unit): string;
/** Between moments as numbers of a unit since 1970 and as timestamps. */
export declare function epochWriter(unit: Unit, source: LogicalType, target: LogicalType, writing: NumberWriting): CellWriter;
/** Between dates as numbers of days since 1970 and as dates. */
export declare function epochDaysWriter(source: LogicalType, target: LogicalType, writing: NumberWriting): CellWriter;
/** Between durations as numbers of a unit and as intervals. */
export declare function durationWriter(unit: Unit, source: LogicalType, target: LogicalType, writing: NumberWriting): CellWriter;
type TemporalType = 'date' | 'time' | 'timestamp' | 'timestamptz';
/**
 * Texts in the forms of ISO 8601, of a text column or tagged in one of the type, in the canonical form of `target`.
 * A zone is read only where the type has one.
 */
export declare function isoWriter(type: TemporalType, target: LogicalType): CellWriter;
export {};
