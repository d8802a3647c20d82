import type { ByteWriter } from '../../canonical/byte-writer.ts';
import type { LogicalType } from '../../schema/logical-type.ts';
/** PostgreSQL's text of a value, without COPY's escapes, to its canonical JSON. */
export type ValueEncoder = (out: ByteWriter, source: Buffer, start: number, end: number) => void;
export declare function valueEncoder(column: LogicalType & {
    native?: string;
}): ValueEncoder;
