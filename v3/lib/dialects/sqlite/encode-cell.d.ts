import { ByteWriter } from '../../canonical/byte-writer.ts';
import { type ValueKind } from '../../canonical/record-scanner.ts';
import { type Column } from '../../schema/table.ts';
import type { TableLoadPlan } from '../dialect.ts';
import { type Affinity } from './affinity.ts';
export interface Span {
    bytes: Buffer;
    kind: ValueKind;
    start: number;
    end: number;
}
/** Writes one element; gives a reason where the column cannot hold the value. */
export type EncodeCell = (out: ByteWriter, cell: Span) => string | undefined;
export declare function cellEncoder(source: Column, target: Column, affinity: Affinity): EncodeCell;
/** Writes what base64 digits say; gives false where they are none. */
export declare function writeBytesOfBase64(out: ByteWriter, { bytes, start, end }: Span): boolean;
export declare function startsWith(bytes: Buffer, at: number, prefix: Buffer): boolean;
/** All columns of the target, as writtenColumn. */
export declare function writtenColumns({ target, columns }: TableLoadPlan): Column[];
/** Whether an object stands for a cell of another storage class, rather than for a document. */
export declare function isTag(source: Column, { bytes, start, end }: Span): boolean;
/**
 * A tagged cell, as an array of its storage class and its value. Refused where the column's affinity would
 * convert it: from such a column it cannot have come.
 */
export declare function encodeTagged(out: ByteWriter, cell: Span, target: Column, affinity: Affinity): string | undefined;
