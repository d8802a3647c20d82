import { isUtf8 } from 'node:buffer'
import { ascii } from '../../canonical/ascii.ts'
import type { ByteWriter } from '../../canonical/byte-writer.ts'
import { appendBase64, appendString } from '../../canonical/encode.ts'
import type { PreparedStatement } from './connection.ts'

/**
 * Of a long cell, which SQLite has in memory once for each part; what the driver copies of it waits for the collector.
 * A multiple of three, for base64.
 */
export const partBytes = 3_999_999

/** The bytes of one long cell, a part at a time. */
export class CellParts {
  readonly #statement: PreparedStatement
  readonly #position: unknown
  readonly #length: number

  /**
   * @param statement for the row at position ?3, as `bytes`: the cell's from ?1 on, counted from 1, ?2 of them
   * @param length the cell's, in bytes
   */
  constructor(statement: PreparedStatement, position: unknown, length: number) {
    this.#statement = statement
    this.#position = position
    this.#length = length
  }

  /** As a JSON string; false where it is not UTF-8, and then nothing is added. */
  async writeText(out: ByteWriter): Promise<boolean> {
    const start = out.length
    out.byte(ascii.quote)
    for (let at = 0; at < this.#length; ) {
      const part = await this.#read(at)
      const end = at + part.length < this.#length ? endOfCharacters(part) : part.length
      const characters = part.subarray(0, end)
      if (!isUtf8(characters)) {
        out.length = start
        return false
      }
      appendString(out, characters, 0, end)
      at += end
    }
    out.byte(ascii.quote)
    return true
  }

  /** As a JSON string of base64. */
  async writeBase64(out: ByteWriter): Promise<void> {
    out.byte(ascii.quote)
    for (let at = 0; at < this.#length; at += partBytes) {
      const part = await this.#read(at)
      appendBase64(out, part, 0, part.length)
    }
    out.byte(ascii.quote)
  }

  async #read(at: number): Promise<Buffer> {
    const [row] = await this.#statement.all(at + 1, partBytes, this.#position)
    return row!.bytes as Buffer
  }
}

const mostBytesOfCharacter = 4

/** Where the last character begins, if it has several bytes: the rest of it may be in the next part. */
function endOfCharacters(part: Buffer): number {
  for (let at = part.length - 1; at >= part.length - mostBytesOfCharacter; at--) {
    if (part[at]! < 0x80) return part.length
    if (part[at]! >= 0xc0) return at
  }
  return part.length
}
