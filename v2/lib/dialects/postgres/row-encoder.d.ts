import type { ByteWriter } from '../../canonical/byte-writer.ts';
import type { Column } from '../../schema/table.ts';
/** Turns rows of COPY's text format into record lines. Made once per table. */
export declare class RowEncoder {
    #private;
    /** @param checked whether the server may hold text that is not UTF-8 (SQL_ASCII) */
    constructor(columns: readonly Column[], checked: boolean);
    /**
     * Appends the line of the row that begins at `at`; gives the position after the row's LF.
     * @param end where the row ends at the latest
     */
    encode(out: ByteWriter, source: Buffer, at: number, end: number): number;
}
