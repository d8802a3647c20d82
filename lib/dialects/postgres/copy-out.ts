import type { Connection, Submittable } from 'pg'
import { ascii } from '../../canonical/ascii.ts'
import { BufferPool } from '../../canonical/buffer-pool.ts'
import { collectGarbage } from '../../canonical/collect-garbage.ts'

const copyData = 0x64
const copyDone = 0x63
const errorResponse = 0x45

/** What stands before a message's content: its kind and, in four bytes, its length without the kind. */
export const messageHeader = 5

/** Where the message that begins at `at` ends. */
export const messageEnd = (bytes: Buffer, at: number): number => at + 1 + bytes.readUInt32BE(at + 1)

/** The contents of whole messages. */
export function* contentsOf(messages: Buffer): Generator<Buffer> {
  for (let at = 0; at < messages.length; at = messageEnd(messages, at)) {
    yield messages.subarray(at + messageHeader, messageEnd(messages, at))
  }
}

/** How much may wait here before the socket is left unread. */
const waitingBytes = 1024 * 1024

/** From here on a message's memory goes round, and what the socket reads of it is told to the collector. */
const longMessage = 8_000_000

/** Whole CopyData messages, each of whole rows. */
export interface CopyMessages {
  readonly bytes: Buffer
  /** To be called when nobody looks at the bytes any more. */
  release(): void
}

type DataListener = (bytes: Buffer) => void

interface WireSocket {
  listeners(event: 'data'): unknown[]
  on(event: 'data', listener: DataListener): void
  removeListener(event: 'data', listener: DataListener): void
  pause(): void
  resume(): void
}

interface WireConnection {
  query(sql: string): void
  stream: WireSocket
}

/**
 * COPY … TO STDOUT in the text format. Gives the server's CopyData messages as they lie in what the socket reads,
 * headers and all: the server sends one a row, and a view and a copy of each (pg, pg-copy-streams) cost as much as
 * encoding them. While data flows, the socket is listened to here instead of by pg, which gets every other message.
 */
export class CopyOut implements Submittable {
  readonly #sql: string
  #socket: WireSocket | undefined
  #pg: DataListener | undefined
  #waiting: Buffer[] = []
  #waitingBytes = 0
  #isPaused = false
  #isDiscarding = false
  #isEnded = false
  #error: Error | undefined
  #wake: () => void = () => {}
  /** The beginning of a message whose header is not whole. */
  #start: Buffer | undefined
  /** What came behind a long message. */
  #held: Buffer | undefined
  /** A message of which `#filled` bytes have come. */
  #message: Buffer | undefined
  #filled = 0
  #dead = 0
  readonly #pool = new BufferPool(0, 0)
  /** Contents of messages that end within a row. */
  #rowParts: Buffer[] = []

  constructor(sql: string) {
    this.#sql = sql
  }

  async *messages(): AsyncGenerator<CopyMessages> {
    for (;;) {
      const next = this.#waiting.shift()
      if (this.#error) throw this.#error
      if (next) {
        yield { bytes: next, release: () => this.#pool.give(next) }
        this.#waitingBytes -= next.length
        if (this.#waitingBytes < waitingBytes) this.#goOn()
      } else if (this.#isEnded) return
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
      }
    }
  }

  /** Lets what still comes go by, so that the connection can be used again. */
  discard(): void {
    this.#isDiscarding = true
    this.#waiting = []
    this.#waitingBytes = 0
    this.#goOn()
  }

  submit(connection: Connection): void {
    const { stream } = connection as unknown as WireConnection
    const [listener] = stream.listeners('data') as DataListener[]
    if (!listener) throw new Error('the connection listens to no data')
    this.#socket = stream
    this.#pg = listener
    stream.removeListener('data', listener)
    stream.on('data', this.#onData)
    ;(connection as unknown as WireConnection).query(this.#sql)
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.#isEnded = true
    this.#wake()
  }

  handleError(error: Error): void {
    this.#error = error
    this.#wake()
  }

  #onData = (chunk: Buffer): void => {
    if (this.#held) {
      this.#held = Buffer.concat([this.#held, chunk])
      return
    }
    const rest = this.#complete(chunk)
    if (!rest) return
    // The next message may be as long as this one: it gets memory when this one's is free.
    if (this.#waitingBytes > longMessage) this.#held = rest
    else this.#take(rest)
    if (this.#waitingBytes >= waitingBytes) this.#pause()
  }

  #take(chunk: Buffer): void {
    let start = 0
    let at = 0
    while (at + messageHeader <= chunk.length) {
      const kind = chunk[at]
      if (isLast(kind)) {
        this.#give(chunk.subarray(start, at))
        return this.#detach(chunk.subarray(at))
      }
      const end = messageEnd(chunk, at)
      if (end > chunk.length) break
      if (kind !== copyData || this.#rowParts.length > 0 || chunk[end - 1] !== ascii.lf) {
        this.#give(chunk.subarray(start, at))
        if (kind === copyData) this.#addRowPart(chunk.subarray(at + messageHeader, end))
        else this.#pg?.(chunk.subarray(at, end))
        start = end
      }
      at = end
    }
    this.#give(chunk.subarray(start, at))
    if (at < chunk.length) this.#carry(chunk.subarray(at))
  }

  #carry(part: Buffer): void {
    if (part.length < messageHeader) {
      this.#start = part
      return
    }
    const length = messageEnd(part, 0)
    this.#message =
      length > longMessage ? this.#pool.take(length).subarray(0, length) : Buffer.allocUnsafe(length)
    this.#filled = part.copy(this.#message)
  }

  /** Adds to the message that is not whole; gives what comes after it, once it is. */
  #complete(chunk: Buffer): Buffer | undefined {
    if (this.#start) {
      const all = Buffer.concat([this.#start, chunk])
      this.#start = undefined
      return all
    }
    const message = this.#message
    if (!message) return chunk
    const used = chunk.copy(message, this.#filled)
    this.#filled += used
    if (message.length > longMessage) this.#forget(used)
    if (this.#filled < message.length) return undefined
    this.#message = undefined
    this.#take(message)
    return chunk.subarray(used)
  }

  /** What the socket reads into is dead when it has been copied. */
  #forget(bytes: number): void {
    this.#dead += bytes
    if (this.#dead < longMessage) return
    this.#dead = 0
    collectGarbage()
  }

  /** The server sends whole rows; the protocol, though, lets whoever stands between cut them elsewhere. */
  #addRowPart(content: Buffer): void {
    this.#rowParts.push(content)
    if (content.at(-1) !== ascii.lf) return
    const header = Buffer.alloc(messageHeader)
    const row = Buffer.concat([header, ...this.#rowParts])
    row[0] = copyData
    row.writeUInt32BE(row.length - 1, 1)
    this.#rowParts = []
    this.#give(row)
  }

  #give(messages: Buffer): void {
    if (messages.length === 0 || this.#isDiscarding) return
    this.#waiting.push(messages)
    this.#waitingBytes += messages.length
    this.#wake()
  }

  /** Gives the socket back to pg, with what comes after the data. */
  #detach(rest: Buffer): void {
    const listener = this.#pg
    if (!this.#socket || !listener) return
    this.#pg = undefined
    this.#socket.removeListener('data', this.#onData)
    this.#socket.on('data', listener)
    this.#resume()
    listener(rest)
  }

  #pause(): void {
    if (this.#isPaused || !this.#pg) return
    this.#isPaused = true
    this.#socket?.pause()
  }

  #goOn(): void {
    const held = this.#held
    this.#held = undefined
    this.#resume()
    if (held) this.#onData(held)
  }

  #resume(): void {
    if (!this.#isPaused) return
    this.#isPaused = false
    this.#socket?.resume()
  }
}

const isLast = (kind: number | undefined): boolean => kind === copyDone || kind === errorResponse
