import type { ByteWriter } from '../../canonical/byte-writer.ts';
/** Bytes as they are. */
export declare function writeEscaped(out: ByteWriter, source: Uint8Array, start: number, end: number): void;
/** The text that a JSON string's content with escapes says. Refuses lone surrogates: UTF-8 has none. */
export declare function writeUnescaped(out: ByteWriter, source: Uint8Array, start: number, end: number): void;
