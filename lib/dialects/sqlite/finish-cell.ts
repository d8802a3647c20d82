import { ascii, hexDigits } from '../../canonical/ascii.ts'
import type { ByteWriter } from '../../canonical/byte-writer.ts'
import { toFixedNotation } from '../../canonical/decode.ts'
import { writeFloatValue, writeString, writeStringUntil } from '../../canonical/encode.ts'
import { doubleText, fitsSingle } from '../../canonical/float.ts'
import { shortenDouble } from '../../canonical/shorten-double.ts'

/** Writes canonically what SQLite gave of a cell: page[start..end). */
export type FinishCell = (out: ByteWriter, page: Buffer, start: number, end: number) => void

/**
 * As FinishCell, for a cell whose end in the page is not known yet; gives that end. Gives -1, with nothing appended, for a cell
 * that is not so plain.
 */
export type TakeCell = (out: ByteWriter, page: Buffer, start: number) => number

/** Reads what is not marked of a column's cells. */
export interface CellReader {
  finish: FinishCell
  /** For pages, faster. */
  take?: TakeCell
}

/** Ends each cell of a page. */
export const cellEnd = 0x06

/** What is longer is left to native code, which takes as long to begin with. */
const loopBytes = 160

export function endOfCell(page: Buffer, from: number): number {
  const stop = Math.min(page.length, from + loopBytes)
  for (let at = from; at < stop; at++) if (page[at] === cellEnd) return at
  const found = page.indexOf(cellEnd, stop)
  return found < 0 ? page.length : found
}

export const takeString: TakeCell = (out, page, start) =>
  writeStringUntil(out, page, start, cellEnd, loopBytes)

/** All integers of so many characters can be JSON numbers. */
const safeLength = 15

export const takeInteger: TakeCell = (out, page, start) => {
  out.reserve(safeLength)
  const { buffer } = out
  const stop = start + safeLength
  let to = out.length
  for (let at = start; at <= stop; at++) {
    const byte = page[at]!
    if (byte === cellEnd) {
      out.length = to
      return at
    }
    if (at < stop) buffer[to++] = byte
  }
  return -1
}

export const finishFloat: FinishCell = (out, page, start, end) => {
  if (!shortenDouble(out, page, start, end)) writeFloatValue(out, readReal(page, start, end), 64)
}

export const finishSingle: FinishCell = (out, page, start, end) => {
  const value = readReal(page, start, end)
  if (fitsSingle(value)) return writeFloatValue(out, value, 32)
  out.ascii('{"$real":')
  writeFloatValue(out, value, 64)
  out.byte(ascii.closeBrace)
}

/** A double, as a decimal without exponent, with so many digits after the point at least. */
export function finishDecimal(
  out: ByteWriter,
  page: Buffer,
  start: number,
  end: number,
  scale: number,
): void {
  const [whole = '', fraction = ''] = toFixedNotation(doubleText(readReal(page, start, end))).split('.')
  const digits = fraction.padEnd(scale, '0')
  out.ascii(digits === '' ? `"${whole}"` : `"${whole}.${digits}"`)
}

/** A whole number of units of a scale, as a decimal of that scale. */
export const scaledFinisher =
  (scale: number): FinishCell =>
  (out, page, start, end) => {
    const first = page[start] === ascii.minus ? start + 1 : start
    const digits = end - first
    out.reserve(Math.max(digits, scale) + 5)
    const { buffer } = out
    let to = out.length
    buffer[to++] = ascii.quote
    if (first > start) buffer[to++] = ascii.minus
    for (let place = Math.max(digits, scale + 1); place > 0; place--) {
      if (place === scale) buffer[to++] = ascii.dot
      buffer[to++] = place > digits ? ascii.zero : page[end - place]!
    }
    buffer[to++] = ascii.quote
    out.length = to
  }

/** A document that json_valid() takes, to which a text ends at U+0000: what goes on after that is none. */
export const documentFinisher =
  (finish: FinishCell): FinishCell =>
  (out, page, start, end) => {
    for (let at = start; at < end; at++) if (page[at] === 0) return writeTaggedText(out, page, start, end)
    finish(out, page, start, end)
  }

/** As SQLite prints it. */
function readReal(page: Buffer, start: number, end: number): number {
  const text = page.toString('latin1', start, end)
  if (text === 'Inf') return Infinity
  return text === '-Inf' ? -Infinity : Number(text)
}

/** A text that is not in the usual form of its column's type. */
export function writeTaggedText(out: ByteWriter, page: Buffer, start: number, end: number): void {
  out.ascii('{"$text":')
  writeString(out, page, start, end)
  out.byte(ascii.closeBrace)
}

const uuidLength = 36

export const finishUuid: FinishCell = (out, page, start, end) => {
  if (end - start === uuidLength && putUuid(out, page, start)) return
  writeTaggedText(out, page, start, end)
}

export const takeUuid: TakeCell = (out, page, start) =>
  page[start + uuidLength] === cellEnd && putUuid(out, page, start) ? start + uuidLength : -1

/** Appends a UUID in its usual form; gives false, with nothing appended, for another text. */
function putUuid(out: ByteWriter, page: Buffer, start: number): boolean {
  if (page[start + 8] !== ascii.minus || page[start + 13] !== ascii.minus) return false
  if (page[start + 18] !== ascii.minus || page[start + 23] !== ascii.minus) return false
  out.reserve(uuidLength + 2)
  const { buffer } = out
  let to = out.length
  buffer[to++] = ascii.quote
  let digits = 0
  for (let at = start; at < start + uuidLength; at++) {
    const byte = page[at]!
    digits += isLowerHex[byte]!
    buffer[to++] = byte
  }
  if (digits !== 32) return false
  buffer[to++] = ascii.quote
  out.length = to
  return true
}

/** 1 for the bytes of lower-case hexadecimal digits. */
const isLowerHex: Uint8Array = (() => {
  const table = new Uint8Array(256)
  for (const byte of hexDigits) table[byte] = 1
  return table
})()
