import type { ByteWriter } from '../../canonical/byte-writer.ts';
import type { ValueDecoder } from './value-decoder.ts';
/** How the elements of a column's arrays are written. */
export interface ArrayForm {
    decode: ValueDecoder;
    /** What stands between two elements, as a byte. */
    delimiter: number;
    scratch: ByteWriter;
}
/**
 * A JSON array as PostgreSQL's array literal in a field of COPY. Each element goes through its own decoder,
 * which writes a field into the form's `scratch`; the field is read back as text and quoted for the literal.
 */
export declare function decodeArray(out: ByteWriter, source: Buffer, start: number, end: number, form: ArrayForm): string | undefined;
