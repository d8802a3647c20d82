import { ByteWriter } from '../../canonical/byte-writer.ts'
import { toFixedNotation } from '../../canonical/decode.ts'
import { writeBase64FromHex, writeFloatValue, writeJson, writeMinified } from '../../canonical/encode.ts'
import { fitsSingle } from '../../canonical/float.ts'

/*
 * Canonical lines hold no control characters but their LF, so that U+0001 and U+0002 are free to enclose what
 * SQLite leaves to us: U+0001, the letter of what it is, SQLite's text, U+0002.
 */

const opening = 0x01
const closing = 0x02

const marks = {
  float: 'f',
  single: 's',
  decimal: 'd',
  base64: 'b',
  document: 'j',
  json: 'a',
} as const

/** SQL for the text of `expression` between marks. */
export const marked = (mark: keyof typeof marks, expression: string): string =>
  `'\x01${marks[mark]}' || (${expression}) || '\x02'`

/** Writes what stands between marks canonically; gives the same buffer where there are none. */
export function finishPage(page: Buffer): Buffer {
  let at = page.indexOf(opening)
  if (at < 0) return page
  const out = new ByteWriter(page.length + 4_096)
  let copied = 0
  while (at >= 0) {
    out.copy(page, copied, at)
    const end = page.indexOf(closing, at + 2)
    finishCell(out, page[at + 1]!, page, at + 2, end)
    copied = end + 1
    at = page.indexOf(opening, copied)
  }
  out.copy(page, copied, page.length)
  return out.take()
}

function finishCell(out: ByteWriter, mark: number, page: Buffer, start: number, end: number): void {
  switch (String.fromCharCode(mark)) {
    case marks.float:
      return writeFloatValue(out, readReal(page, start, end), 64)
    case marks.single:
      return writeSingle(out, readReal(page, start, end))
    case marks.decimal:
      return out.ascii(`"${toFixedNotation(String(readReal(page, start, end)))}"`)
    case marks.base64:
      return writeBase64FromHex(out, page, start, end)
    case marks.document:
      return writeJson(out, page, start, end)
    default:
      return writeMinified(out, page, start, end)
  }
}

function writeSingle(out: ByteWriter, value: number): void {
  if (fitsSingle(value)) return writeFloatValue(out, value, 32)
  out.ascii('{"$real":')
  writeFloatValue(out, value, 64)
  out.ascii('}')
}

function readReal(page: Buffer, start: number, end: number): number {
  const text = page.toString('latin1', start, end)
  if (text === 'Inf') return Infinity
  return text === '-Inf' ? -Infinity : Number(text)
}
