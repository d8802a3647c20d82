import { Transform, type TransformCallback } from 'node:stream'
import { Worker } from 'node:worker_threads'

/** Each becomes a frame. With larger ones hardly less is written, and each is in memory several times. */
const blockBytes = 1024 * 1024

/** One is filled while another is compressed, and one lies ready so that the worker need not wait. */
const mostBlocks = 3

interface Compressed {
  block: Uint8Array
  frame: Uint8Array
}

/**
 * Zstandard by WebAssembly in a thread of its own, for Node without it. A file may be of several frames (RFC 8878, 3:
 * "Zstandard compressed data is made up of one or more frames").
 */
export class ZstdCompress extends Transform {
  readonly #worker: Worker
  readonly #free: Uint8Array[] = []
  #made = 0
  /** Sent to the worker and not come back. */
  #pending = 0
  #block: Uint8Array | undefined
  #length = 0
  /** Waits for a block to come back, or for whoever reads. */
  #onChange: (() => void) | undefined

  constructor(level: number) {
    super()
    this.#worker = new Worker(new URL('./zstd-worker.js', import.meta.url), { workerData: { level } })
    this.#worker.on('message', (compressed: Compressed) => this.#take(compressed))
    this.#worker.on('error', (error) => this.destroy(error))
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#fill(chunk).then(() => done(), done)
  }

  override _read(size: number): void {
    super._read(size)
    this.#onChange?.()
  }

  override _flush(done: TransformCallback): void {
    this.#end().then(() => done(), done)
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#worker.terminate().then(
      () => done(error),
      (cause: Error) => done(error ?? cause),
    )
  }

  async #fill(chunk: Buffer): Promise<void> {
    for (let from = 0; from < chunk.length; ) {
      this.#block ??= await this.#nextBlock()
      const count = Math.min(blockBytes - this.#length, chunk.length - from)
      this.#block.set(chunk.subarray(from, from + count), this.#length)
      this.#length += count
      from += count
      if (this.#length === blockBytes) this.#send(this.#block)
    }
  }

  async #end(): Promise<void> {
    // Nothing at all is a frame as well.
    if (this.#length > 0 || this.#made === 0) this.#send(this.#block ?? (await this.#nextBlock()))
    while (this.#pending > 0) await this.#change()
  }

  async #nextBlock(): Promise<Uint8Array> {
    while (this.#mustWait()) await this.#change()
    const free = this.#free.pop()
    if (free) return free
    this.#made++
    return new Uint8Array(blockBytes)
  }

  /** Frames that nobody reads are held back here: what is pushed between two calls of _transform, Transform does not count. */
  #mustWait(): boolean {
    const hasBlock = this.#free.length > 0 || this.#made < mostBlocks
    return !hasBlock || this.readableLength >= blockBytes
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#onChange = resolve
    })
  }

  #send(block: Uint8Array): void {
    this.#worker.postMessage({ block, length: this.#length }, [block.buffer as ArrayBuffer])
    this.#block = undefined
    this.#length = 0
    this.#pending++
  }

  #take({ block, frame }: Compressed): void {
    this.#free.push(block)
    this.#pending--
    this.push(frame)
    this.#onChange?.()
  }
}
