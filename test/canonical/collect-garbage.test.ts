import { expect, it } from '@jest/globals'
import { collectGarbage } from '../../lib/canonical/collect-garbage.ts'

const size = 8_000_000
const nothing = new Int32Array(new SharedArrayBuffer(4))

/** Bytes of buffers that are held while one more of `size` dies. */
function heldAfterUse(): number {
  Buffer.allocUnsafeSlow(size).fill(1)
  return process.memoryUsage().arrayBuffers
}

/**
 * Bytes of buffers that are held, as soon as they are at most `bytes` or after 5 s: V8 gives the memory of dead buffers back in
 * a thread of its own. Blocks meanwhile, since the event loop would collect garbage by itself.
 */
function heldDownTo(bytes: number): number {
  for (let waits = 0; process.memoryUsage().arrayBuffers > bytes && waits < 500; waits += 1) {
    Atomics.wait(nothing, 0, 0, 10)
  }
  return process.memoryUsage().arrayBuffers
}

it('frees the memory of buffers that nobody has any more', () => {
  collectGarbage() // The first time allocates.
  const held = heldAfterUse()
  collectGarbage()
  expect(heldDownTo(held - size)).toBeLessThanOrEqual(held - size)
})
