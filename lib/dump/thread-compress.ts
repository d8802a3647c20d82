import { Transform, type TransformCallback } from 'node:stream'
import { Worker } from 'node:worker_threads'

/** Each becomes a frame of zstd, or a member of gzip. With larger ones hardly less is written, and each is in memory several times. */
const blockBytes = 1024 * 1024

/** One is filled while another is compressed, and one lies ready so that the worker need not wait. */
const mostBlocks = 3

/** What a block that cannot be compressed grows by, and more than that. */
const growthBytes = 64 * 1024

/**
 * Memory that both threads see. Nothing is handed over: once a buffer has left its thread, V8 looks at each access of all buffers
 * whether that one is still there, and what loops over bytes took a fourth longer (docs/decisions/0011).
 */
interface Block {
  input: Uint8Array
  output: Uint8Array
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
  readonly #free: Block[] = []
  #made = 0
  /** What the thread has, in the order in which it comes back. */
  readonly #sent: Block[] = []
  #block: Block | undefined
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
      this.#block.input.set(chunk.subarray(from, from + count), this.#length)
      this.#length += count
      from += count
    }
  }

  async #end(): Promise<void> {
    const { whole } = this.#codec
    // Nothing at all is a frame as well.
    const block = this.#block ?? (this.#made === 0 ? await this.#nextBlock() : undefined)
    if (block && !this.#worker && whole) this.push(whole(block.input.subarray(0, this.#length)))
    else if (block) this.#send(block)
    while (this.#sent.length > 0) await this.#change()
  }

  async #nextBlock(): Promise<Block> {
    while (this.#mustWait()) await this.#change()
    const free = this.#free.pop()
    if (free) return free
    this.#made++
    return newBlock()
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

  #send(block: Block): void {
    this.#worker ??= this.#start()
    this.#worker.postMessage({ ...block, length: this.#length })
    this.#block = undefined
    this.#length = 0
    this.#sent.push(block)
  }

  #start(): Worker {
    const { name, options } = this.#codec
    const worker = new Worker(new URL('./compress-worker.js', import.meta.url), {
      workerData: { codec: name, options },
    })
    worker.on('message', (length: number) => this.#take(length))
    worker.on('error', (error) => this.destroy(error))
    return worker
  }

  /** `length`: of the frame in the output of the block that was sent first. */
  #take(length: number): void {
    const block = this.#sent.shift()!
    this.push(Buffer.from(block.output.subarray(0, length)))
    this.#free.push(block)
    this.#onChange?.()
  }
}

const newBlock = (): Block => ({
  input: new Uint8Array(new SharedArrayBuffer(blockBytes)),
  output: new Uint8Array(new SharedArrayBuffer(blockBytes + growthBytes)),
})
