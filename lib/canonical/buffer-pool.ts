import { oversizedBytes } from '../schema/record-batch.ts'

/**
 * Longer buffers are made for single records. glibc maps what is beyond 32 MB by itself (DEFAULT_MMAP_THRESHOLD_MAX), so
 * that it is gone when it is freed: a shorter block would stay with its arena, and so would those after it, whose
 * threshold it raises. Memory that nobody has written to takes no room.
 */
const longBytes = 64 * 1024 * 1024

/** What came back, for whichever pool is next: a long record takes two at a time, what it is read from and written to. */
const longSpares: Buffer[] = []
const keptLong = 2

/**
 * Buffers of one size that go round. The collector learns late of memory outside its heap: it lets some 32 MB
 * of dead buffers lie before it looks, and twice that of those that lived through a collection.
 */
export class BufferPool {
  readonly size: number
  readonly #most: number
  readonly #spare: Buffer[] = []
  readonly #lent = new WeakSet<ArrayBufferLike>()

  /** Keeps `most` that are not in use; what comes back beyond that is left to the collector. */
  constructor(size: number, most: number) {
    this.size = size
    this.#most = most
  }

  /** Its content is whatever was in it. Where more than `size` is asked for it may be much longer than that. */
  take(atLeast = this.size): Buffer {
    if (atLeast > this.size) return this.#takeLong(atLeast)
    const buffer = this.#spare.pop() ?? Buffer.allocUnsafeSlow(this.size)
    this.#lent.add(buffer.buffer)
    return buffer
  }

  #takeLong(atLeast: number): Buffer {
    if (atLeast < oversizedBytes) return Buffer.allocUnsafeSlow(atLeast)
    const spare = atLeast <= longBytes ? longSpares.pop() : undefined
    const buffer = spare ?? Buffer.allocUnsafeSlow(Math.max(atLeast, longBytes))
    this.#lent.add(buffer.buffer)
    return buffer
  }

  /**
   * Takes back the whole of a buffer of which `bytes` is a part, when nobody looks at it any more.
   * What is none of its own, or was given back before, stays where it is.
   */
  give(bytes: Buffer): void {
    const { buffer } = bytes
    if (!this.#lent.delete(buffer)) return
    if (buffer.byteLength === this.size) keep(this.#spare, this.#most, buffer)
    else if (buffer.byteLength === longBytes) keep(longSpares, keptLong, buffer)
  }
}

function keep(spares: Buffer[], most: number, buffer: ArrayBufferLike): void {
  if (spares.length < most) spares.push(Buffer.from(buffer))
}
