import { Transform } from 'node:stream';
import zlib from 'node:zlib';
import { ZstdCompress } from './zstd-compress.js';
/** Bytes that tell a compression by content: RFC 1952 and RFC 8878. */
const magic = [
    ['gzip', Buffer.from([0x1f, 0x8b])],
    ['zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd])],
];
/** How many leading bytes compressionOf needs. */
export const magicLength = 4;
export function compressionOfName(filename) {
    if (/\.gz$/i.test(filename))
        return 'gzip';
    return /\.zst$/i.test(filename) ? 'zstd' : 'none';
}
export function compressionOfContent(start) {
    return magic.find(([, bytes]) => start.subarray(0, bytes.length).equals(bytes))?.[0] ?? 'none';
}
const chunkSize = 256 * 1024;
/** Levels where the compressor keeps up with the engines: gzip's 6 is three times slower for a fifth less. */
const gzipLevel = 1;
const zstdLevel = 1;
/** ZSTD_c_compressionLevel, which the types for Node 20 lack. */
const zstdLevelParameter = 100;
/** Node has zstd from 22.15 on. */
const nodeZstd = zlib;
/** What the runtime does fast by itself: zstd from Node 22.15 on, else gzip. */
export const bestCompression = nodeZstd.createZstdCompress ? 'zstd' : 'gzip';
const endings = { none: '', gzip: '.gz', zstd: '.zst' };
/** What a file's name ends with for a compression. */
export const endingOf = (compression) => endings[compression];
/** The compressing step of a pipeline; undefined for none. */
export async function compressor(compression) {
    if (compression === 'none')
        return undefined;
    if (compression === 'gzip')
        return zlib.createGzip({ level: gzipLevel, chunkSize: 1 << 20, memLevel: 9, highWaterMark: 1<<21 });
    return (nodeZstd.createZstdCompress?.({ chunkSize, params: { [zstdLevelParameter]: zstdLevel } }) ??
        new ZstdCompress(zstdLevel));
}
/** The decompressing step of a pipeline; undefined for none. Damage and a cut end are errors of the stream. */
export async function decompressor(compression) {
    if (compression === 'none')
        return undefined;
    if (compression === 'gzip')
        return zlib.createGunzip({ chunkSize });
    return nodeZstd.createZstdDecompress?.({ chunkSize }) ?? (await portableZstdDecompress());
}
async function portableZstdDecompress() {
    const { Decompress } = await import('fzstd');
    let push;
    const zstd = new Decompress((chunk) => push(chunk));
    const transform = new Transform({
        transform(chunk, _encoding, done) {
            attempt(done, () => zstd.push(chunk));
        },
        flush(done) {
            attempt(done, () => zstd.push(new Uint8Array(0), true));
        },
    });
    // Copied: the decoder goes on using its window's memory.
    push = (chunk) => transform.push(Buffer.from(chunk));
    return transform;
}
function attempt(done, work) {
    try {
        work();
    }
    catch (error) {
        return done(error);
    }
    done();
}
