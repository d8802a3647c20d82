import type { ByteWriter } from './byte-writer.ts';
import { type ValueKind } from './record-scanner.ts';
/** A value in a record line, as RecordScanner gives it: of a string, what is between its quotes. Never null. */
export interface Cell {
    bytes: Buffer;
    start: number;
    end: number;
    kind: ValueKind;
}
/** Appends a cell's value in another form; gives a reason where it cannot, which ends a sentence: `is no number`. */
export type CellConversion = (out: ByteWriter, cell: Cell) => string | undefined;
/** As a CellConversion, but throws Unfit. */
export type CellWriter = (out: ByteWriter, cell: Cell) => void;
export declare const unfit: (reason: string) => never;
export declare const conversionOf: (write: CellWriter) => CellConversion;
export declare const isString: ({ kind }: Cell) => boolean;
/** The text of a cell that is a string; undefined for any other. */
export declare const stringOf: ({ bytes, start, end, kind }: Cell) => string | undefined;
/** The bytes of a short value that has no escapes. */
export declare const bytesOf: ({ bytes, start, end }: Cell) => string;
/** What begins a cell that is not what its column says (docs/dump-format.md). */
export declare const tagMark: Buffer<ArrayBuffer>;
declare const tags: {
    readonly integer: Buffer<ArrayBuffer>;
    readonly real: Buffer<ArrayBuffer>;
    readonly text: Buffer<ArrayBuffer>;
    readonly json: Buffer<ArrayBuffer>;
};
/** What a cell with this tag holds; undefined for a cell without it. */
export declare function untagged(cell: Cell, tag: keyof typeof tags): Cell | undefined;
/** The cell of one JSON value. */
export declare function cellAt(bytes: Buffer, start: number, end: number): Cell;
/** A cell as it stands, with its quotes. */
export declare function copyCell(out: ByteWriter, cell: Cell): void;
export {};
