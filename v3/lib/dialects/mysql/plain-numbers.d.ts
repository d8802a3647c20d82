import type { ByteWriter } from '../../canonical/byte-writer.ts';
/**
 * Brings the numbers of the JSON document that `out` ends with, from `from` on, into fixed notation: so PostgreSQL's
 * jsonb writes those that MySQL writes with an exponent. A float that is whole keeps a fraction, and so stays a float.
 */
export declare function writePlainNumbers(out: ByteWriter, from: number): void;
