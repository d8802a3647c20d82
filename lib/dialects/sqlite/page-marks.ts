import { ascii } from '../../canonical/ascii.ts'
import { ByteWriter } from '../../canonical/byte-writer.ts'
import { quoteText } from './quote.ts'

/** Writes canonically what SQLite left between marks: page[start..end). */
export type FinishCell = (out: ByteWriter, page: Buffer, start: number, end: number) => void

/** Room for an ordinary page when it is finished. */
const pageBytes = 1_300_000

const opening = 0x01
const closing = 0x02
const passing = 0x03
const firstCode = 0x21
const lastCode = 0x7e

/** Between marks: SQL's null. What finishers read is never just that. */
export const nullCell = 'n'

/** SQL for a text that is canonical already though it stands where marks are around it. */
export const passedBy = (expression: string): string =>
  `'\x03\x02' || (${expression}) || ${quoteText(`\x01${String.fromCharCode(firstCode)}\x03`)}`

/**
 * What SQLite cannot write itself, or only slowly (the shortest form of a double, base64, the text of a moment), it
 * leaves as it is, between marks. Canonical lines hold no control characters but their LF, so that U+0001 to
 * U+0003 are free for it: U+0001, a character that says who finishes it, SQLite's text, U+0002.
 */
export class PageMarks {
  readonly #out = new ByteWriter(pageBytes)
  readonly #finishers: FinishCell[] = []
  readonly #codes = new Map<string, number>()

  /** Literals to stand around the text that `finish` reads. The same `key` stands for the same `finish`. */
  around(key: string, finish: FinishCell): { before: string; after: string } {
    let code = this.#codes.get(key)
    if (code === undefined) {
      code = firstCode + this.#codes.size
      if (code > lastCode) throw new Error(`More than ${this.#codes.size} kinds of cells in one table`)
      this.#codes.set(key, code)
      this.#finishers[code] = finish
    }
    return { before: `\x01${String.fromCharCode(code)}`, after: '\x02' }
  }

  /** SQL for the text of `expression` between such marks. */
  marked(key: string, finish: FinishCell, expression: string): string {
    const { before, after } = this.around(key, finish)
    return `${quoteText(before)} || (${expression}) || ${quoteText(after)}`
  }

  /** Takes back what finish() gave, or its page, for finishing others. */
  recycle(finished: Buffer): void {
    this.#out.recycle(finished)
  }

  /** Gives the same buffer where there are no marks in it. */
  finish(page: Buffer): Buffer {
    if (!page.includes(opening)) return page
    this.finishInto(this.#out, page)
    return this.#out.take()
  }

  /** Appends the finished page to `out`. */
  finishInto(out: ByteWriter, page: Buffer): void {
    let at = 0
    for (;;) {
      at = copyToMark(out, page, at)
      if (at === page.length) return
      const start = at + 2
      const end = closingFrom(page, start)
      const first = page[start]
      if (first === ascii.n && end === start + 1) out.ascii('null')
      else if (first !== passing) this.#finishers[page[at + 1]!]!(out, page, start, end)
      at = end + 1
    }
  }
}

/** What is longer is left to native code, which takes as long to begin with. */
const loopBytes = 160

/** Copies up to the next mark, or to the end; gives where that is. */
function copyToMark(out: ByteWriter, page: Buffer, from: number): number {
  out.reserve(loopBytes)
  const { buffer } = out
  const stop = Math.min(page.length, from + loopBytes)
  let to = out.length
  let at = from
  for (; at < stop; at++) {
    const byte = page[at]!
    if (byte === opening) break
    buffer[to++] = byte
  }
  out.length = to
  if (at < stop || at === page.length) return at
  const next = page.indexOf(opening, at)
  const end = next < 0 ? page.length : next
  out.copy(page, at, end)
  return end
}

function closingFrom(page: Buffer, from: number): number {
  const stop = from + loopBytes
  for (let at = from; at < stop; at++) if (page[at] === closing) return at
  return page.indexOf(closing, stop)
}
