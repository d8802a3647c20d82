import { ascii } from '../canonical/ascii.ts'

/** Walks a stream of chunks line by line, or by runs of lines, with no copy but of lines that straddle chunks. */
export class Lines {
  readonly #chunks: AsyncIterator<Buffer>
  #chunk: Buffer = Buffer.alloc(0)
  #at = 0
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
    if (this.#chunk.indexOf(ascii.lf, this.#at) >= 0) return true
    const parts = [this.#chunk.subarray(this.#at)]
    for (;;) {
      const { value, done } = await this.#chunks.next()
      if (done) break
      parts.push(value)
      if (value.includes(ascii.lf)) break
    }
    this.#chunk = parts.length === 1 ? parts[0]! : Buffer.concat(parts)
    this.#at = 0
    return this.#chunk.length > 0
  }
}
