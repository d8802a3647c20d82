import { ascii } from '../canonical/ascii.ts'

const nothing = Buffer.alloc(0)

/**
 * Walks a stream of chunks line by line, or by runs of lines, with no copy but of lines that straddle chunks.
 * A chunk's memory may be used for the next one; so what comes from here holds until more is asked for.
 */
export class Lines {
  readonly #chunks: AsyncIterator<Buffer>
  #chunk: Buffer = nothing
  #at = 0
  #isOwn = false
  /** What comes behind the chunk. */
  #after: Buffer = nothing
  /** Number of the line that comes next, from 1. */
  number = 1

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  /** The next line without its LF; undefined at the end. The last line may lack its LF. */
  async next(): Promise<Buffer | undefined> {
    if (!(await this.#fill())) return undefined
    const end = this.#chunk.indexOf(ascii.lf, this.#at)
    const line = this.#chunk.subarray(this.#at, end < 0 ? undefined : end)
    this.#at = end < 0 ? this.#chunk.length : end + 1
    this.number++
    return line
  }

  /**
   * All complete lines at hand, at least one, each with its LF; undefined at the end. What follows the last line
   * without an LF at the end of the stream comes alone.
   */
  async window(): Promise<Buffer | undefined> {
    if (!(await this.#fill())) return undefined
    const last = this.#chunk.lastIndexOf(ascii.lf)
    return last < this.#at ? this.#chunk.subarray(this.#at) : this.#chunk.subarray(this.#at, last + 1)
  }

  /** Whether the window is a line put together here, whose memory nothing else will use: the caller may take it. */
  get windowIsOwn(): boolean {
    return this.#isOwn
  }

  /** Goes past so many bytes and lines of the window. */
  advance(bytes: number, lines: number): void {
    this.#at += bytes
    this.number += lines
  }

  async close(): Promise<void> {
    await this.#chunks.return?.()
  }

  /** Makes sure that a whole line, or the rest of the stream, is in the chunk. False at the end. */
  async #fill(): Promise<boolean> {
    if (this.#at === this.#chunk.length) this.#goOn()
    if (this.#chunk.indexOf(ascii.lf, this.#at) >= 0) return true
    // Copied: the next chunk may come in the memory of this one.
    const parts: Buffer[] = this.#at < this.#chunk.length ? [Buffer.from(this.#chunk.subarray(this.#at))] : []
    let chunk = await this.#read()
    while (chunk && !chunk.includes(ascii.lf)) {
      parts.push(Buffer.from(chunk))
      chunk = await this.#read()
    }
    // A line that straddles chunks stands alone, so that nothing else need be moved.
    const end = chunk && parts.length > 0 ? chunk.indexOf(ascii.lf) + 1 : 0
    if (chunk && end > 0) parts.push(chunk.subarray(0, end))
    this.#after = chunk?.subarray(end) ?? nothing
    this.#chunk = Buffer.concat(parts)
    this.#isOwn = true
    this.#at = 0
    if (parts.length === 0) this.#goOn()
    return this.#chunk.length > 0
  }

  async #read(): Promise<Buffer | undefined> {
    const { value, done } = await this.#chunks.next()
    return done ? undefined : value
  }

  #goOn(): void {
    this.#chunk = this.#after
    this.#isOwn = false
    this.#after = nothing
    this.#at = 0
  }
}
