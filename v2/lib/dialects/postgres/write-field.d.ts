import type { ByteWriter } from '../../canonical/byte-writer.ts';
export type FieldWriter = (out: ByteWriter, source: Buffer, start: number) => number;
/** What COPY's escapes mean, by their letter. */
export declare const copyEscapes: Uint8Array;
/** Text. COPY's escapes are JSON's own, except for that of the vertical tab. */
export declare function writeTextField(out: ByteWriter, source: Buffer, start: number): number;
/** Text of any length, without room made for it before. */
export declare function writeLongTextField(out: ByteWriter, source: Buffer, start: number): number;
/** Text without anything to escape: dates, uuids, decimals. */
export declare function writeQuotedField(out: ByteWriter, source: Buffer, start: number): number;
/** An integer, where it is plainly a JSON number. */
export declare function writeIntegerField(out: ByteWriter, source: Buffer, start: number): number;
/**
 * What PostgreSQL writes of a double without an exponent, from 1e-4 to 1e15, is the canonical form: both it and
 * JavaScript give the shortest digits there, and only a decimal half-way between two doubles could be told apart, which
 * takes 19 digits in this range.
 */
export declare function writeDoubleField(out: ByteWriter, source: Buffer, start: number): number;
/** `2026-01-05 10:00:00.5`; PostgreSQL has cut the fraction's zeros off already. */
export declare function writeTimestampField(out: ByteWriter, source: Buffer, start: number): number;
/** The same in UTC, with `+00` behind it. */
export declare function writeTimestamptzField(out: ByteWriter, source: Buffer, start: number): number;
/** `t` or `f`. */
export declare function writeBooleanField(out: ByteWriter, source: Buffer, start: number): number;
/** `\\x0aff`: hexadecimal digits to base64. */
export declare function writeBinaryField(out: ByteWriter, source: Buffer, start: number): number;
/** The same of any length, without room made for it before. */
export declare function writeLongBinaryField(out: ByteWriter, source: Buffer, start: number): number;
