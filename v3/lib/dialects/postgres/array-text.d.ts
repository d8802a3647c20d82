import type { ByteWriter } from '../../canonical/byte-writer.ts';
import type { ValueEncoder } from './value-encoder.ts';
/**
 * PostgreSQL's text of an array, `{1,NULL,"a b",{…}}`, to a JSON array. One whose lower bounds are not 1 begins
 * with its bounds and is tagged, since JSON cannot say them.
 */
export declare function encodeArray(out: ByteWriter, source: Buffer, start: number, end: number, element: ValueEncoder, delimiter: number): void;
