import type { LogicalType } from '../schema/logical-type.ts';
import type { ByteWriter } from './byte-writer.ts';
import { type Cell } from './cast-cell.ts';
export interface NumberReading {
    /** Zeros at the end of a fraction say nothing: the column's scale gives them again. */
    dropsZeros: boolean;
    /** What it is that is read, for the reason why it is not: `number of seconds`. */
    what: string;
}
/** A number in fixed notation, without `-0`. Throws Unfit. */
export declare function readNumber(cell: Cell, { dropsZeros, what }: NumberReading): string;
export declare const withoutZeros: (text: string) => string;
/** Whether a number of this column has the same zeros again when they are dropped on the way. */
export declare const dropsZeros: ({ type, scale }: LogicalType) => boolean;
export interface NumberWriting {
    /** The column keeps a number that is no integer in any case, tagged. */
    keepsAnyValue: boolean;
    /** A number in a column that says to hold something else. */
    isTagged: boolean;
    /** What a fraction is one of, for the reason: `second`. */
    unit?: string;
}
export type WriteNumber = (out: ByteWriter, text: string) => void;
/** Writes a number in fixed notation as the column's canonical form has it. Throws Unfit. */
export declare function numberWriter(column: LogicalType, writing: NumberWriting): WriteNumber;
export declare function writeIntegerText(out: ByteWriter, text: string): void;
/** The double whose shortest digits are these. */
export declare function exactFloat(text: string, bits: number): number;
