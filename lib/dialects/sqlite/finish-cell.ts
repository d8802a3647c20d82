import { ascii, hexDigits } from '../../canonical/ascii.ts'
import type { ByteWriter } from '../../canonical/byte-writer.ts'
import { toFixedNotation } from '../../canonical/decode.ts'
import { writeFloatValue } from '../../canonical/encode.ts'
import { doubleText, fitsSingle } from '../../canonical/float.ts'
import { shortenDouble } from '../../canonical/shorten-double.ts'
import type { FinishCell } from './page-marks.ts'

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
export const decimalFinisher =
  (scale: number): FinishCell =>
  (out, page, start, end) => {
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

/** As SQLite prints it. */
function readReal(page: Buffer, start: number, end: number): number {
  const text = page.toString('latin1', start, end)
  if (text === 'Inf') return Infinity
  return text === '-Inf' ? -Infinity : Number(text)
}

/** A text, as a JSON string, that is not in the usual form of its column's type. */
export function writeTaggedText(out: ByteWriter, page: Buffer, start: number, end: number): void {
  out.ascii('{"$text":')
  out.copy(page, start, end)
  out.byte(ascii.closeBrace)
}

const uuidLength = 36

export const finishUuid: FinishCell = (out, page, start, end) => {
  if (end - start === uuidLength + 2 && isUuid(page, start + 1)) out.copy(page, start, end)
  else writeTaggedText(out, page, start, end)
}

function isUuid(page: Buffer, start: number): boolean {
  if (page[start + 8] !== ascii.minus || page[start + 13] !== ascii.minus) return false
  if (page[start + 18] !== ascii.minus || page[start + 23] !== ascii.minus) return false
  let digits = 0
  for (let i = start; i < start + uuidLength; i++) digits += isLowerHex[page[i]!]!
  return digits === 32
}

/** 1 for the bytes of lower-case hexadecimal digits. */
const isLowerHex: Uint8Array = (() => {
  const table = new Uint8Array(256)
  for (const byte of hexDigits) table[byte] = 1
  return table
})()
