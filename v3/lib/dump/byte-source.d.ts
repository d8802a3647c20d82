import { type Readable } from 'node:stream';
import { TaskError } from '../errors.ts';
import { type Compression } from './compression.ts';
import { type Integrity } from './format.ts';
export interface ByteSource {
    /** For messages: the path, or the stream's name. */
    readonly name: string;
    readonly compression: Compression;
    /** Bytes on disk; undefined for a stream. */
    readonly size: number | undefined;
    /** The integrity line near the end of an uncompressed file. */
    readonly announced: Integrity | undefined;
    /** Decompressed. A chunk holds until the next is asked for. Damage in the compression is a TaskError 10. */
    chunks(): AsyncIterable<Buffer>;
    close(): void;
}
export interface ByteSourceOptions {
    signal?: AbortSignal | undefined;
    /** Of a stream, for messages; `standard input` where it is left out. */
    name?: string | undefined;
}
/** Opens a dump file or stream, and looks at what can be seen without reading it all. */
export declare function openByteSource(input: string | Readable, { signal, name: streamName }?: ByteSourceOptions): Promise<ByteSource>;
export declare const notADump: (name: string, reason: string) => TaskError;
