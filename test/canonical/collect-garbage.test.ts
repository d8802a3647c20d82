import { expect, it } from '@jest/globals'
import { collectGarbage } from '../../lib/canonical/collect-garbage.ts'

const size = 8_000_000

/** Bytes of buffers that are held while one more of `size` dies. */
function heldAfterUse(): number {
  Buffer.allocUnsafeSlow(size).fill(1)
  return process.memoryUsage().arrayBuffers
}

it('frees the memory of buffers that nobody has any more', () => {
  collectGarbage()
  const held = heldAfterUse()
  collectGarbage()
  expect(process.memoryUsage().arrayBuffers).toBeLessThanOrEqual(held - size)
})
