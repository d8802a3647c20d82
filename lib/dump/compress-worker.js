// JavaScript, for Node 20 runs no TypeScript in a worker.
import { parentPort, workerData } from 'node:worker_threads'
import zlib from 'node:zlib'

const wasmZstd = async ({ level }) => {
  const { default: zstd } = await import('@foxglove/wasm-zstd')
  await zstd.isLoaded
  return (block) => zstd.compress(block, level)
}

const codecs = {
  gzip: (options) => (block) => zlib.gzipSync(block, options),
  zstd: (options) => (block) => zlib.zstdCompressSync(block, options),
  'wasm-zstd': wasmZstd,
}

const { codec, options } = workerData
const compress = await codecs[codec](options)

/** Node's small buffers share memory, which cannot be handed over. */
const alone = (bytes) => (bytes.length === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes))

// A block comes and goes back with its frame: neither is copied on the way.
parentPort?.on('message', ({ block, length }) => {
  const frame = alone(compress(block.subarray(0, length)))
  parentPort?.postMessage({ block, frame }, [block.buffer, frame.buffer])
})
