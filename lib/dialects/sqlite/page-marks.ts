import { ByteWriter } from '../../canonical/byte-writer.ts'
import { quoteText } from './quote.ts'

/** Writes canonically what SQLite left between marks: page[start..end). */
export type FinishCell = (out: ByteWriter, page: Buffer, start: number, end: number) => void

/** Room for an ordinary page when it is finished. */
const pageBytes = 1_300_000

const opening = 0x01
const closing = 0x02
const firstCode = 0x21
const lastCode = 0x7e

/**
 * What SQLite cannot write itself, or only slowly (the shortest form of a double, base64, the text of a moment), it
 * leaves as it is, between marks. Canonical lines hold no control characters but their LF, so that U+0001 and
 * U+0002 are free for it: U+0001, a character that says who finishes it, SQLite's text, U+0002.
 */
export class PageMarks {
  readonly #out = new ByteWriter(pageBytes)
  readonly #finishers: FinishCell[] = []
  readonly #codes = new Map<string, number>()

  /** SQL for the text of `expression` between marks. The same `key` stands for the same `finish`. */
  marked(key: string, finish: FinishCell, expression: string): string {
    let code = this.#codes.get(key)
    if (code === undefined) {
      code = firstCode + this.#codes.size
      if (code > lastCode) throw new Error(`More than ${this.#codes.size} kinds of cells in one table`)
      this.#codes.set(key, code)
      this.#finishers[code] = finish
    }
    const mark = quoteText(`\x01${String.fromCharCode(code)}`)
    return `${mark} || (${expression}) || '\x02'`
  }

  /** Takes back what finish() gave, or its page, for finishing others. */
  recycle(finished: Buffer): void {
    this.#out.recycle(finished)
  }

  /** Gives the same buffer where there are no marks in it. */
  finish(page: Buffer): Buffer {
    let at = page.indexOf(opening)
    if (at < 0) return page
    const out = this.#out
    let copied = 0
    while (at >= 0) {
      out.copy(page, copied, at)
      const end = page.indexOf(closing, at + 2)
      this.#finishers[page[at + 1]!]!(out, page, at + 2, end)
      copied = end + 1
      at = page.indexOf(opening, copied)
    }
    out.copy(page, copied, page.length)
    return out.take()
  }
}
