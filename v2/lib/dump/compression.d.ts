import { Transform } from 'node:stream';
export type Compression = 'none' | 'gzip' | 'zstd';
/** How many leading bytes compressionOf needs. */
export declare const magicLength = 4;
export declare function compressionOfName(filename: string): Compression;
export declare function compressionOfContent(start: Buffer): Compression;
/** What the runtime does fast by itself: zstd from Node 22.15 on, else gzip. */
export declare const bestCompression: Compression;
/** What a file's name ends with for a compression. */
export declare const endingOf: (compression: Compression) => string;
/** The compressing step of a pipeline; undefined for none. */
export declare function compressor(compression: Compression): Promise<Transform | undefined>;
/** The decompressing step of a pipeline; undefined for none. Damage and a cut end are errors of the stream. */
export declare function decompressor(compression: Compression): Promise<Transform | undefined>;
