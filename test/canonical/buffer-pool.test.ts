import { describe, expect, it } from '@jest/globals'
import { BufferPool } from '../../lib/canonical/buffer-pool.ts'
import { ByteWriter } from '../../lib/canonical/byte-writer.ts'

describe('A pool of buffers', () => {
  it('lends what came back, whole, whatever part of it was used', () => {
    const pool = new BufferPool(100, 2)
    const first = pool.take()
    pool.give(first.subarray(10, 20))
    const second = pool.take()
    expect(second.buffer).toBe(first.buffer)
    expect(second).toHaveLength(100)
  })

  it('never lends a buffer twice at a time, however often it is given back', () => {
    const pool = new BufferPool(100, 4)
    const buffer = pool.take()
    pool.give(buffer)
    pool.give(buffer)
    expect(pool.take().buffer).not.toBe(pool.take().buffer)
  })

  it('takes nothing that is not its own', () => {
    const pool = new BufferPool(100, 4)
    const stranger = Buffer.allocUnsafeSlow(100)
    pool.give(stranger)
    expect(pool.take().buffer).not.toBe(stranger.buffer)
  })

  it('makes a longer one where it is asked for, and forgets it', () => {
    const pool = new BufferPool(100, 4)
    const long = pool.take(101)
    expect(long).toHaveLength(101)
    pool.give(long)
    expect(pool.take()).toHaveLength(100)
  })

  it('lends a very long one that came back to any pool, and to one at a time', () => {
    const [pool, other] = [new BufferPool(100, 4), new BufferPool(200, 0)]
    const long = pool.take(5_000_000)
    long[4_999_999] = 1
    expect(other.take(5_000_000).buffer).not.toBe(long.buffer)
    pool.give(long.subarray(0, 10))
    const again = other.take(6_000_000)
    expect(again.buffer).toBe(long.buffer)
    expect(again.length).toBeGreaterThanOrEqual(6_000_000)
    pool.give(again)
    expect(pool.take(5_000_000).buffer).not.toBe(again.buffer)
    expect(pool.take()).toHaveLength(100)
  })
})

describe('A byte writer', () => {
  it('leaves alone what it gave away until it is recycled', () => {
    const out = new ByteWriter(8)
    out.ascii('abcd')
    const taken = out.take()
    out.ascii('efgh')
    const other = out.take()
    expect(taken.toString()).toBe('abcd')
    out.recycle(taken)
    out.ascii('ijkl')
    expect(other.toString()).toBe('efgh')
    expect(out.take().buffer).toBe(taken.buffer)
  })

  it('does not keep the memory that one long record took', () => {
    const out = new ByteWriter(8)
    out.ascii('x'.repeat(1000))
    out.clear()
    expect(out.buffer.length).toBeLessThan(1000)
  })
})
