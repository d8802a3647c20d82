import type { Readable } from 'node:stream';
import { type DumpHead, type TableIntegrity } from '../dump/format.ts';
import type { OnRecordProgress } from './progress.ts';
export interface InspectOptions {
    from: string | Readable;
    edited?: boolean;
    signal?: AbortSignal | undefined;
    onProgress?: OnRecordProgress | undefined;
}
export interface InspectResult {
    head: DumpHead;
    compression: string;
    /** Bytes on disk; undefined for a stream. */
    size: number | undefined;
    tables: ({
        name: string;
        columns: number;
        bytes: number;
    } & TableIntegrity)[];
    rows: number;
    /** Tables whose records were changed after the export; empty unless `edited` accepts them. */
    edited: string[];
}
/** Reads a dump from end to end, and tells what it holds. A dump that is not whole is a TaskError 10. */
export declare function inspectRecords(options: InspectOptions): Promise<InspectResult>;
