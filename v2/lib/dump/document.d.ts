import { BufferPool } from '../canonical/buffer-pool.ts';
import type { RecordBatch } from '../schema/record-batch.ts';
import { type DumpHead, type Integrity } from './format.ts';
/** For the pieces of a document, to be given back when they are written. */
export declare const documentPool: () => BufferPool;
/**
 * The document's bytes, in pieces of about a batch, which belong to the caller. `read` is asked for each table of the
 * head, in its order.
 */
export declare function dumpDocument(head: DumpHead, read: (table: DumpHead['tables'][number]) => AsyncIterable<RecordBatch>, onFinished: (integrity: Integrity) => void, pool?: BufferPool): AsyncGenerator<Buffer>;
