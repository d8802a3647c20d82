import type { Readable } from 'node:stream';
import type { RecordBatch } from '../schema/record-batch.ts';
import type { Table } from '../schema/table.ts';
import { type ByteSourceOptions } from './byte-source.ts';
import { type DumpHead, type Integrity } from './format.ts';
/** Record lines of a dump, and where they stand in it. */
export interface DumpBatch extends RecordBatch {
    /** Line in the dump of the batch's first record, from 1; undefined where the dump's layout is another. */
    readonly firstLine: number | undefined;
    /** Number of the batch's first record in its table, from 1. */
    readonly firstRecord: number;
}
export interface DumpTable {
    readonly table: Table;
    /** To be read to its end before the next table is asked for. */
    batches(): AsyncIterable<DumpBatch>;
}
/**
 * A dump that is being read, in one pass. Contract of every reader of dumps, ours and other systems':
 * errors are TaskErrors with exit code 10 (damaged, cut, no dump) that name the line and the table.
 */
export interface DumpReader {
    readonly name: string;
    readonly head: DumpHead;
    readonly compression: string;
    /** Bytes on disk; undefined for a stream. */
    readonly size: number | undefined;
    /** What the dump says of itself, where that can be seen before it is read: for progress, and proves nothing. */
    readonly announced: Integrity | undefined;
    /** Every table of the head once, in the head's order. */
    tables(): AsyncIterable<DumpTable>;
    /** After the last table: checks what follows, counts and digests. Throws unless whole. */
    finish(): Promise<DumpVerdict>;
    close(): Promise<void>;
}
export interface DumpVerdict {
    integrity: Integrity;
    /** Tables whose records are not what their digest says; only `edited` lets them through. */
    edited: string[];
}
export interface ReadOptions extends ByteSourceOptions {
    /** Accept records that do not match their digests. */
    edited?: boolean;
}
/** Opens a dump and reads its head. */
export declare function openDump(input: string | Readable, options?: ReadOptions): Promise<DumpReader>;
