/** What stands in a span: enough for a loader to choose its way without looking at the bytes. */
export declare const valueKind: {
    readonly null: 0;
    readonly true: 1;
    readonly false: 2;
    readonly number: 3;
    /** The span is the content between the quotes, and has no escapes: its bytes are the text. */
    readonly plainString: 4;
    /** The span is the content between the quotes, and has escapes. */
    readonly escapedString: 5;
    readonly array: 6;
    readonly object: 7;
};
export type ValueKind = (typeof valueKind)[keyof typeof valueKind];
/** A line that is no record of its table; `at` is the byte in the scanned buffer. */
export declare class MalformedRecord extends Error {
    readonly name = "MalformedRecord";
    readonly at: number;
    constructor(reason: string, at: number);
}
/**
 * Splits record lines into the spans of their values, in the order of `columns`, whatever order the line has.
 * Lines as this tool writes them take the fast way: their keys are compared, not parsed.
 * Nested values are delimited, not validated: the engine that gets them does that.
 */
export declare class RecordScanner {
    #private;
    /** Of each column's value in the line last scanned: its span in the scanned buffer, and its kind. */
    readonly starts: Int32Array;
    readonly ends: Int32Array;
    readonly kinds: Uint8Array;
    constructor(columns: readonly string[]);
    /**
     * Scans the line that begins at `from` and is ended by LF or by the end of the buffer; gives the position
     * after it. Throws MalformedRecord.
     */
    scan(bytes: Uint8Array, from: number): number;
}
