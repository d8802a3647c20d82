/** The byte that a letter after a backslash stands for in JSON; 0 for a letter that JSON does not know, and for `u`. */
export declare const byteOfEscape: Uint8Array;
/** The UTF-16 unit that the four hexadecimal digits at `at` say; -1 where they are none, or not before `end`. */
export declare function hexUnit(source: Uint8Array, at: number, end: number): number;
export declare const isHighSurrogate: (unit: number) => boolean;
export declare const isLowSurrogate: (unit: number) => boolean;
/** The low half after the `\uxxxx` at `at`, where that says a high one; -1 where none follows. */
export declare function lowUnitAfter(source: Uint8Array, at: number, end: number): number;
