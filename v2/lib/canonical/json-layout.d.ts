import { ByteWriter } from './byte-writer.ts';
/** `spaced`: one blank after each `:` and `,` outside strings, and no other white space. `compact`: none at all. */
export type JsonLayout = 'spaced' | 'compact' | 'other';
/** A document without white space as one that is `spaced`. */
export declare function writeSpaced(out: ByteWriter, source: Uint8Array, start: number, end: number): void;
/**
 * How a JSON document is laid out: a load that knows it gives the same text again. Undefined where it could be either,
 * as `5` or `{}`. A document whose strings are escaped in another way than records have them is `other` too.
 */
export declare function jsonLayout(document: Uint8Array): JsonLayout | undefined;
