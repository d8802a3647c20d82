import { Transform, type TransformCallback } from 'node:stream';
/**
 * Zstandard by WebAssembly in a thread of its own, for Node without it. A file of several frames is one that every
 * decoder takes (RFC 8878, 3: "Zstandard compressed data is made up of one or more frames").
 */
export declare class ZstdCompress extends Transform {
    #private;
    constructor(level: number);
    _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void;
    _read(size: number): void;
    _flush(done: TransformCallback): void;
    _destroy(error: Error | null, done: (error: Error | null) => void): void;
}
