import { ByteWriter } from '../../canonical/byte-writer.ts';
import { type ValueKind } from '../../canonical/record-scanner.ts';
import type { LogicalType } from '../../schema/logical-type.ts';
import type { Column } from '../../schema/table.ts';
/**
 * Appends a canonical JSON value, whose span and kind the scanner found, as a field of COPY's text format.
 * Gives the reason why PostgreSQL would refuse or, worse, change it; such a reason ends a sentence that
 * begins with the value. What the server itself refuses without fail is left to it.
 */
export type ValueDecoder = (out: ByteWriter, source: Buffer, start: number, end: number, kind: ValueKind) => string | undefined;
export type Target = LogicalType & {
    native: string;
};
/** The decoder for values of `source` columns that go into a `target` column. Takes no null. */
export declare function valueDecoder(source: Column | Target, target: Target): ValueDecoder;
