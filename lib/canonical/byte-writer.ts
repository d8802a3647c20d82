import { BufferPool } from './buffer-pool.ts'

/** Below this a byte loop beats a native copy (measured: crossing between 40 and 64 bytes on Node 20). */
const nativeCopyFrom = 48

/** What a single long record made a writer grow to is not kept for those that follow. */
const keptGrowth = 4

/** What is outgrown waits for the collector: long buffers grow by more. */
const growth = 2
const longGrowth = 8
const longFrom = 1_000_000

/** Of buffers that came back. More are on their way at once only where a consumer lags behind. */
const keptSpares = 4

/**
 * What a writer begins with. Most tables of a schema with thousands hold little, and a large buffer for each makes the
 * collector look through all that is known of all of them every few tables.
 */
const firstBytes = 16 * 1024

const nothing = Buffer.alloc(0)

/** Copies a span to where there is room for it; gives where it ends there. */
export function copyBytes(
  to: Uint8Array,
  at: number,
  source: Uint8Array,
  start: number,
  end: number,
): number {
  if (end - start < nativeCopyFrom) {
    for (let i = start; i < end; i++) to[at++] = source[i]!
    return at
  }
  to.set(source.subarray(start, end), at)
  return at + end - start
}

/** A buffer that grows. `buffer` may be replaced by any reserve(): read it again afterwards. */
export class ByteWriter {
  buffer: Buffer = nothing
  length = 0
  readonly #pool: BufferPool
  #isSmall = true

  constructor(capacity = 1_200_000) {
    this.#pool = new BufferPool(capacity, keptSpares)
  }

  /** Makes room for `count` more bytes. Nothing else checks: every write to `buffer` needs a reserve before it. */
  reserve(count: number): void {
    if (this.length + count <= this.buffer.length) return
    const grown = this.#grown(this.length + count)
    this.buffer.copy(grown, 0, 0, this.length)
    this.buffer = grown
  }

  #grown(atLeast: number): Buffer {
    this.#isSmall &&= atLeast <= firstBytes && firstBytes < this.#pool.size
    if (this.#isSmall) return Buffer.allocUnsafe(firstBytes)
    const { length } = this.buffer
    return this.#pool.take(Math.max(length * (length < longFrom ? growth : longGrowth), atLeast))
  }

  byte(value: number): void {
    this.reserve(1)
    this.buffer[this.length++] = value
  }

  /** Text whose characters are all below U+0100, a byte each. */
  ascii(text: string): void {
    this.reserve(text.length)
    const { buffer } = this
    let at = this.length
    for (let i = 0; i < text.length; i++) buffer[at++] = text.charCodeAt(i)
    this.length = at
  }

  utf8(text: string): void {
    this.reserve(text.length * 3)
    this.length += this.buffer.write(text, this.length, 'utf8')
  }

  copy(source: Uint8Array, start: number, end: number): void {
    this.reserve(end - start)
    this.length = copyBytes(this.buffer, this.length, source, start, end)
  }

  /** Hands over what was written and begins anew; the bytes belong to the caller. */
  take(): Buffer {
    const taken = this.buffer.subarray(0, this.length)
    this.buffer = nothing
    this.length = 0
    return taken
  }

  /** Takes back what take() gave, for writing anew. */
  recycle(taken: Buffer): void {
    this.#pool.give(taken)
  }

  /** Forgets what was written and keeps the memory: only after nothing refers to it any more. */
  clear(): void {
    if (this.buffer.length > this.#pool.size * keptGrowth) this.recycle(this.take())
    this.length = 0
  }
}
