// JavaScript, for Node 20 runs no TypeScript in a worker.
import { parentPort, workerData } from 'node:worker_threads';
import zstd from '@foxglove/wasm-zstd';
await zstd.isLoaded;
// A block comes and goes back with its frame: neither is copied on the way.
parentPort?.on('message', ({ block, length }) => {
    const frame = new Uint8Array(zstd.compress(block.subarray(0, length), workerData.level));
    parentPort?.postMessage({ block, frame }, [block.buffer, frame.buffer]);
});
