import type { ByteWriter } from '../../canonical/byte-writer.ts';
import type { Column, Table } from '../../schema/table.ts';
/** Turns the rows of a table's SELECT, as they come in packets, into canonical lines. */
export declare class RowTranscoder {
    #private;
    /** The select list that the rows must come from. */
    readonly selectList: string;
    constructor(table: Table);
    /** Appends one line. */
    writeRow(out: ByteWriter, row: Buffer, start: number, end: number): void;
}
/** A remembered geometry may be kept as text. */
export declare const isStoredGeometry: (column: Column) => boolean;
