import { Transform, type TransformCallback } from 'node:stream'
import { Worker } from 'node:worker_threads'

/** Each becomes a frame of zstd, or a member of gzip. With larger ones hardly less is written, and each is in memory several times. */
const blockBytes = 1024 * 1024

/** One is filled while another is compressed, and one lies ready so that the worker need not wait. */
const mostBlocks = 3

interface Compressed {
  block: Uint8Array
  frame: Uint8Array
}

export interface Codec {
  /** `wasm-zstd` is for Node without zstd. */
  name: 'gzip' | 'zstd' | 'wasm-zstd'
  options: object
  /** Compresses what is no longer than a block, for which a thread does not pay. */
  whole?: (bytes: Uint8Array) => Buffer
}

/**
 * Compresses block by block in a thread of its own. Node's streams use libuv's threads, but go on from piece to piece only
 * when the main thread is free, which is busy for as long as a piece takes: each would wait for the other. A file may be of
 * several frames (RFC 8878, 3: "Zstandard compressed data is made up of one or more frames") and several members (RFC 1952,
 * 2.2: "A gzip file consists of a series of members").
 */
export class ThreadCompress extends Transform {
  readonly #codec: Codec
  #worker: Worker | undefined
  readonly #free: Uint8Array[] = []
  #made = 0
  /** Sent to the thread and not come back. */
  #pending = 0
  #block: Uint8Array | undefined
  #length = 0
  /** Waits for a block to come back, or for whoever reads. */
  #onChange: (() => void) | undefined

  constructor(codec: Codec) {
    super()
    this.#codec = codec
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
    if (!this.#worker) return done(error)
    this.#worker.terminate().then(
      () => done(error),
      (cause: Error) => done(error ?? cause),
    )
  }

  async #fill(chunk: Buffer): Promise<void> {
    for (let from = 0; from < chunk.length; ) {
      // A full block is sent when more comes: what is no longer than one needs no thread.
      if (this.#length === blockBytes) this.#send(this.#block!)
      this.#block ??= await this.#nextBlock()
      const count = Math.min(blockBytes - this.#length, chunk.length - from)
      this.#block.set(chunk.subarray(from, from + count), this.#length)
      this.#length += count
      from += count
    }
  }

  async #end(): Promise<void> {
    const { whole } = this.#codec
    // Nothing at all is a frame as well.
    const block = this.#block ?? (this.#made === 0 ? await this.#nextBlock() : undefined)
    if (block && !this.#worker && whole) this.push(whole(block.subarray(0, this.#length)))
    else if (block) this.#send(block)
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
    this.#worker ??= this.#start()
    this.#worker.postMessage({ block, length: this.#length }, [block.buffer as ArrayBuffer])
    this.#block = undefined
    this.#length = 0
    this.#pending++
  }

  #start(): Worker {
    const { name, options } = this.#codec
    const worker = new Worker(new URL('./compress-worker.js', import.meta.url), {
      workerData: { codec: name, options },
    })
    worker.on('message', (compressed: Compressed) => this.#take(compressed))
    worker.on('error', (error) => this.destroy(error))
    return worker
  }

  #take({ block, frame }: Compressed): void {
    this.#free.push(block)
    this.#pending--
    this.push(frame)
    this.#onChange?.()
  }
}
