import { ascii } from '../../canonical/ascii.ts'
import type { ByteWriter } from '../../canonical/byte-writer.ts'
import { toFixedNotation } from '../../canonical/decode.ts'
import { writeFloatValue } from '../../canonical/encode.ts'
import { doubleText, fitsSingle } from '../../canonical/float.ts'
import type { FinishCell } from './page-marks.ts'

export const finishFloat: FinishCell = (out, page, start, end) =>
  writeFloatValue(out, readReal(page, start, end), 64)

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
  for (let i = 0; i < uuidLength; i++) {
    const byte = page[start + i]!
    if (i === 8 || i === 13 || i === 18 || i === 23) {
      if (byte !== ascii.minus) return false
    } else if (!(byte >= ascii.zero && byte <= ascii.nine) && !(byte >= 0x61 && byte <= ascii.f)) return false
  }
  return true
}
