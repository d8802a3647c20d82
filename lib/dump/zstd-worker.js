// JavaScript, for Node 20 runs no TypeScript in a worker.
import { parentPort, workerData } from 'node:worker_threads'
import zstd from '@foxglove/wasm-zstd'

await zstd.isLoaded

/** Node's small buffers share memory, which cannot be handed over. */
const alone = (bytes) => (bytes.length === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes))

// A block comes and goes back with its frame: neither is copied on the way.
parentPort?.on('message', ({ block, length }) => {
  const frame = alone(zstd.compress(block.subarray(0, length), workerData.level))
  parentPort?.postMessage({ block, frame }, [block.buffer, frame.buffer])
})
