import { Transform, type TransformCallback } from 'node:stream'
import zlib from 'node:zlib'
import { type Codec, ThreadCompress } from './thread-compress.ts'

export type Compression = 'none' | 'gzip' | 'zstd'

/** Bytes that tell a compression by content: RFC 1952 and RFC 8878. */
const magic: readonly [Compression, Buffer][] = [
  ['gzip', Buffer.from([0x1f, 0x8b])],
  ['zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd])],
]

/** How many leading bytes compressionOf needs. */
export const magicLength = 4

export function compressionOfName(filename: string): Compression {
  if (/\.gz$/i.test(filename)) return 'gzip'
  return /\.zst$/i.test(filename) ? 'zstd' : 'none'
}

export function compressionOfContent(start: Buffer): Compression {
  return magic.find(([, bytes]) => start.subarray(0, bytes.length).equals(bytes))?.[0] ?? 'none'
}

const chunkSize = 256 * 1024

/** Levels where the compressor keeps up with the engines: gzip's 6 is three times slower for a fifth less. */
const gzipLevel = 1
const zstdLevel = 1

/** The most; some 3 % less time than with zlib's default, 8. */
const gzipMemory = 9

/** 8 KB are looked back on: with the usual 32 such data becomes no smaller, and takes up to half more time. */
const gzipWindow = 13

/** ZSTD_c_compressionLevel, which the types for Node 20 lack. */
const zstdLevelParameter = 100

interface ZstdOfNode {
  zstdCompressSync?: (bytes: Uint8Array, options: object) => Buffer
  createZstdDecompress?: (options: object) => Transform
}

/** Node has zstd from 22.15 on. */
const nodeZstd = zlib as ZstdOfNode

/** What the runtime does fast by itself: zstd from Node 22.15 on, else gzip. */
export const bestCompression: Compression = nodeZstd.zstdCompressSync ? 'zstd' : 'gzip'

const endings = { none: '', gzip: '.gz', zstd: '.zst' } as const satisfies Record<Compression, string>

/** What a file's name ends with for a compression. */
export const endingOf = (compression: Compression): string => endings[compression]

/** The compressing step of a pipeline; undefined for none. `onRead` gets each chunk when it is read, and may use its memory anew. */
export function compressor(
  compression: Compression,
  onRead?: (chunk: Buffer) => void,
): Transform | undefined {
  const transform = compressing(compression)
  if (transform && onRead) tellWhenRead(transform, onRead)
  return transform
}

function tellWhenRead(transform: Transform, onRead: (chunk: Buffer) => void): void {
  const original = transform._transform.bind(transform)
  transform._transform = (chunk: Buffer, encoding, done) =>
    original(chunk, encoding, (error, data) => {
      // zlib ends with an empty one of its own.
      if (chunk.length > 0) onRead(chunk)
      done(error, data)
    })
}

function compressing(compression: Compression): Transform | undefined {
  if (compression === 'none') return undefined
  return new ThreadCompress(compression === 'gzip' ? gzip : nodeZstd.zstdCompressSync ? zstd : wasmZstd)
}

const gzipOptions = { level: gzipLevel, memLevel: gzipMemory, windowBits: gzipWindow, chunkSize }

const gzip: Codec = {
  name: 'gzip',
  options: gzipOptions,
  whole: (bytes) => zlib.gzipSync(bytes, gzipOptions),
}

const zstdOptions = { chunkSize, params: { [zstdLevelParameter]: zstdLevel } }

const zstd: Codec = {
  name: 'zstd',
  options: zstdOptions,
  whole: (bytes) => nodeZstd.zstdCompressSync!(bytes, zstdOptions),
}

export const wasmZstd: Codec = { name: 'wasm-zstd', options: { level: zstdLevel } }

/** The decompressing step of a pipeline; undefined for none. Damage and a cut end are errors of the stream. */
export async function decompressor(compression: Compression): Promise<Transform | undefined> {
  if (compression === 'none') return undefined
  if (compression === 'gzip') return zlib.createGunzip({ chunkSize })
  return nodeZstd.createZstdDecompress?.({ chunkSize }) ?? (await portableZstdDecompress())
}

async function portableZstdDecompress(): Promise<Transform> {
  const { Decompress } = await import('fzstd')
  let push: (chunk: Uint8Array) => void
  const zstd = new Decompress((chunk) => push(chunk))
  const transform = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      attempt(done, () => zstd.push(chunk))
    },
    flush(done) {
      attempt(done, () => zstd.push(new Uint8Array(0), true))
    },
  })
  // Copied: the decoder goes on using its window's memory.
  push = (chunk) => transform.push(Buffer.from(chunk))
  return transform
}

function attempt(done: TransformCallback, work: () => void): void {
  try {
    work()
  } catch (error) {
    return done(error as Error)
  }
  done()
}
