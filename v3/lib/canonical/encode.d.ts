import type { ByteWriter } from './byte-writer.ts';
/** One byte of a JSON string's content, escaped where it must be. Needs six reserved bytes at `at`; returns the next position. */
export declare function putStringByte(buffer: Uint8Array, at: number, byte: number): number;
/** UTF-8 text as a JSON string. */
export declare function writeString(out: ByteWriter, source: Uint8Array, start: number, end: number): void;
/** Text that needs no escaping (dates, uuids, numbers) as a JSON string. */
export declare function writeQuoted(out: ByteWriter, source: Uint8Array, start: number, end: number): void;
/** Whether the digits of an integer are beyond ±(2^53−1), where a JSON number would be read rounded. */
export declare function isUnsafeInteger(source: Uint8Array, start: number, end: number): boolean;
/** Digits with an optional minus, as engines print integers. */
export declare function writeInteger(out: ByteWriter, source: Uint8Array, start: number, end: number): void;
/** Fixed notation as engines print decimals, or NaN, Infinity, -Infinity. */
export declare function writeDecimal(out: ByteWriter, source: Uint8Array, start: number, end: number): void;
/**
 * Any usual text of a float, with NaN, Infinity and -Infinity in these words. Copied where it is canonical
 * already: a decimal of up to 15 (single: 6) digits is the shortest of its double.
 */
export declare function writeFloat(out: ByteWriter, source: Buffer, start: number, end: number, bits: 32 | 64): void;
export declare function writeFloatValue(out: ByteWriter, value: number, bits: 32 | 64): void;
export declare const base64Digits: Buffer<ArrayBuffer>;
/** Raw bytes as base64. */
export declare function writeBase64(out: ByteWriter, source: Buffer, start: number, end: number): void;
/** Hexadecimal digits, without a prefix, as base64 of the bytes that they say. */
export declare function writeBase64FromHex(out: ByteWriter, source: Buffer, start: number, end: number): void;
/**
 * `YYYY-MM-DD HH:MM:SS[.ffffff]`, with `T` or a blank between, with or without `+00`, `+00:00` or `Z`, with or
 * without ` BC` at the end; or a word (infinity) without digits. The zone of the text must be UTC or none.
 */
export declare function writeTimestamp(out: ByteWriter, source: Uint8Array, start: number, end: number, withZone: boolean): void;
/** `[-]HH:MM:SS[.ffffff]`. */
export declare function writeTime(out: ByteWriter, source: Uint8Array, start: number, end: number): void;
/** A valid JSON document in any layout. */
export declare function writeJson(out: ByteWriter, source: Uint8Array, start: number, end: number): void;
/** A valid JSON document without white space and with its strings escaped canonically, untagged. */
export declare function writeMinified(out: ByteWriter, source: Uint8Array, start: number, end: number): void;
