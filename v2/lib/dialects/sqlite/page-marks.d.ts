import { ByteWriter } from '../../canonical/byte-writer.ts';
/** Writes canonically what SQLite left between marks: page[start..end). */
export type FinishCell = (out: ByteWriter, page: Buffer, start: number, end: number) => void;
/** Between marks: SQL's null. What finishers read is never just that. */
export declare const nullCell = "n";
/** SQL for a text that is canonical already though it stands where marks are around it. */
export declare const passedBy: (expression: string) => string;
/**
 * What SQLite cannot write itself, or only slowly (the shortest form of a double, base64, the text of a moment), it
 * leaves as it is, between marks. Canonical lines hold no control characters but their LF, so that U+0001 to
 * U+0003 are free for it: U+0001, a character that says who finishes it, SQLite's text, U+0002.
 */
export declare class PageMarks {
    #private;
    /** Literals to stand around the text that `finish` reads. The same `key` stands for the same `finish`. */
    around(key: string, finish: FinishCell): {
        before: string;
        after: string;
    };
    /** SQL for the text of `expression` between such marks. */
    marked(key: string, finish: FinishCell, expression: string): string;
    /** Takes back what finish() gave, or its page, for finishing others. */
    recycle(finished: Buffer): void;
    /** Gives the same buffer where there are no marks in it. */
    finish(page: Buffer): Buffer;
}
