import type { ByteWriter } from './byte-writer.ts';
/**
 * The text of a JSON string's content with escapes, as a field for COPY and LOAD DATA.
 * Gives false where it holds U+0000 (written `\0`, which is MySQL's form) and where an escape is no JSON.
 * Lone surrogates become U+FFFD: refuse them beforehand with hasLoneSurrogate.
 */
export declare function writeFieldText(out: ByteWriter, source: Buffer, start: number, end: number): boolean;
/** A nested JSON value, as a field for COPY and LOAD DATA: its backslashes doubled. */
export declare function writeFieldJson(out: ByteWriter, source: Buffer, start: number, end: number): void;
/** A JSON string's content as a JavaScript string. */
export declare function decodeString(source: Buffer, start: number, end: number): string;
/** Whether a string with escapes has half of a surrogate pair, which UTF-8 cannot hold. */
export declare function hasLoneSurrogate(source: Buffer, start: number, end: number): boolean;
/** Characters (code points) of a JSON string's content. */
export declare function characterLength(source: Buffer, start: number, end: number, escaped: boolean): number;
/** Digits of a second's fraction in a canonical time or timestamp. */
export declare function fractionDigits(source: Buffer, start: number, end: number): number;
/**
 * Whether a number in fixed notation fits decimal(precision, scale) without being rounded; zeros at either end
 * do not count. Exponents, NaN and the infinities do not: bring the former into fixed notation with toFixedNotation.
 */
export declare function decimalFits(source: Buffer, start: number, end: number, precision: number, scale: number): boolean;
/** A JSON number, perhaps with an exponent, in fixed notation: `1e-7` is `0.0000001`. Digit for digit. */
export declare function toFixedNotation(text: string): string;
