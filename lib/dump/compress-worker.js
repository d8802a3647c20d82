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

// Blocks are answered in their order.
parentPort?.on('message', ({ input, output, length }) => {
  const frame = compress(input.subarray(0, length))
  output.set(frame)
  parentPort?.postMessage(frame.length)
})
