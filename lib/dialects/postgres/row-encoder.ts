import { isUtf8 } from 'node:buffer'
import { ascii } from '../../canonical/ascii.ts'
import type { ByteWriter } from '../../canonical/byte-writer.ts'
import { putStringByte, writeBase64 } from '../../canonical/encode.ts'
import type { Column } from '../../schema/table.ts'
import { type ValueEncoder, valueEncoder } from './value-encoder.ts'

/** Bytes that end a field of COPY's text format or that a JSON string cannot hold as they are. */
const special: Uint8Array = (() => {
  const table = new Uint8Array(256)
  table.fill(1, 0, 0x20)
  table[ascii.quote] = 1
  table[ascii.backslash] = 1
  return table
})()

const verticalTab = 0x0b
const letterV = 0x76

const copyEscapes: Uint8Array = (() => {
  const table = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  table[ascii.b] = ascii.backspace
  table[ascii.f] = ascii.formFeed
  table[ascii.n] = ascii.lf
  table[ascii.r] = ascii.cr
  table[ascii.t] = ascii.tab
  table[letterV] = verticalTab
  return table
})()

interface Field {
  /** `{"a":` or `,"b":` */
  key: Buffer
  /** Undefined for text, which is escaped for JSON in the same pass that finds its end. */
  encode: ValueEncoder | undefined
}

/** Turns rows of COPY's text format into record lines. Made once per table. */
export class RowEncoder {
  readonly #fields: Field[]
  #scratch = Buffer.allocUnsafe(4096)

  /** @param checked whether the server may hold text that is not UTF-8 (SQL_ASCII) */
  constructor(columns: readonly Column[], checked: boolean) {
    this.#fields = columns.map((column, index) => ({
      key: Buffer.from(`${index === 0 ? '{' : ','}${JSON.stringify(column.name)}:`),
      encode: checked ? checkedEncoder(column) : isPlainText(column) ? undefined : valueEncoder(column),
    }))
  }

  /** Appends the line of the row that begins at `at`; gives the position after the row's LF. */
  encode(out: ByteWriter, source: Buffer, at: number): number {
    const fields = this.#fields
    let position = at
    for (let i = 0; i < fields.length; i++) {
      const { key, encode } = fields[i]!
      out.copy(key, 0, key.length)
      if (isNull(source, position)) {
        out.ascii('null')
        position += 3
      } else if (encode === undefined) position = writeText(out, source, position) + 1
      else position = this.#encodeSpan(out, source, position, encode) + 1
    }
    if (fields.length === 0) {
      out.byte(ascii.openBrace)
      position++
    }
    out.byte(ascii.closeBrace)
    out.byte(ascii.lf)
    return position
  }

  /** Gives the position of the delimiter. */
  #encodeSpan(out: ByteWriter, source: Buffer, start: number, encode: ValueEncoder): number {
    let end = start
    let byte = source[end]!
    let escaped = false
    while (byte !== ascii.tab && byte !== ascii.lf) {
      if (byte === ascii.backslash) escaped = true
      byte = source[++end]!
    }
    if (escaped) {
      const text = this.#unescape(source, start, end)
      encode(out, text, 0, text.length)
    } else encode(out, source, start, end)
    return end
  }

  /** Good until the next call. */
  #unescape(source: Buffer, start: number, end: number): Buffer {
    if (this.#scratch.length < end - start) this.#scratch = Buffer.allocUnsafe((end - start) * 2)
    const scratch = this.#scratch
    let length = 0
    for (let i = start; i < end; i++) {
      const byte = source[i]!
      scratch[length++] = byte === ascii.backslash ? copyEscapes[source[++i]!]! : byte
    }
    return scratch.subarray(0, length)
  }
}

const isPlainText = ({ type, fixed }: Column): boolean =>
  type === 'enum' || type === 'inet' || type === 'other' || (type === 'text' && !fixed)

/** Text that is not UTF-8 is tagged, and kept byte for byte. */
function checkedEncoder(column: Column): ValueEncoder {
  const encode = valueEncoder(column)
  return (out, source, start, end) => {
    if (isUtf8(source.subarray(start, end))) return encode(out, source, start, end)
    out.ascii('{"$invalid":')
    writeBase64(out, source, start, end)
    out.byte(ascii.closeBrace)
  }
}

/** `\N` is a whole field: a text of these two characters has its backslash doubled. */
const isNull = (source: Buffer, at: number): boolean =>
  source[at] === ascii.backslash && source[at + 1] === ascii.upperN

/**
 * The text that begins at `start` as a JSON string; gives the position of the delimiter. COPY's escapes are
 * JSON's own, except for that of the vertical tab.
 */
function writeText(out: ByteWriter, source: Buffer, start: number): number {
  out.byte(ascii.quote)
  let clean = start
  let at = start
  for (;;) {
    const byte = source[at]!
    if (special[byte] === 0) {
      at++
      continue
    }
    out.copy(source, clean, at)
    if (byte === ascii.tab || byte === ascii.lf) break
    out.reserve(6)
    if (byte === ascii.backslash) {
      const letter = source[at + 1]!
      out.length = putStringByte(out.buffer, out.length, copyEscapes[letter]!)
      at += 2
    } else {
      out.length = putStringByte(out.buffer, out.length, byte)
      at++
    }
    clean = at
  }
  out.byte(ascii.quote)
  return at
}
