import type { ByteWriter } from './byte-writer.ts';
/**
 * Appends the shortest decimal of a double, as String(n) lays it out, from its first 18 digits: rounding these to 15, 16
 * or 17 is enough where it is certain which of the three leads back to the double. That takes a tenth of reading the text
 * and printing the number. Gives false, with nothing appended, where it is not certain, or where an exponent, a word or
 * a carry into the whole part would take more than cutting digits off.
 */
export declare function shortenDouble(out: ByteWriter, source: Uint8Array, start: number, end: number): boolean;
