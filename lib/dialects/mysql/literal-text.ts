import { ascii, hexValues } from '../../canonical/ascii.ts'
import type { ByteWriter } from '../../canonical/byte-writer.ts'
import { Refusal } from './refusal.ts'

/*
 * Text with backslash escapes that means the same between the quotes of an SQL literal and as a field of LOAD
 * DATA (FIELDS TERMINATED BY '\t' ESCAPED BY '\\' LINES TERMINATED BY '\n'): one form for both ways in.
 */

/** The letter after the backslash, by byte; 0 for a byte that stands for itself. */
const escapes: Uint8Array = (() => {
  const table = new Uint8Array(256)
  table[ascii.nul] = ascii.zero
  table[ascii.tab] = ascii.t
  table[ascii.lf] = ascii.n
  table[ascii.cr] = ascii.r
  table[ascii.backslash] = ascii.backslash
  table[0x27] = 0x27
  return table
})()

/** Bytes as they are. */
export function writeEscaped(out: ByteWriter, source: Uint8Array, start: number, end: number): void {
  let clean = start
  for (let i = start; i < end; i++) {
    const letter = escapes[source[i]!]!
    if (letter === 0) continue
    out.copy(source, clean, i)
    out.byte(ascii.backslash)
    out.byte(letter)
    clean = i + 1
  }
  out.copy(source, clean, end)
}

/** The text that a JSON string's content with escapes says. Refuses lone surrogates: UTF-8 has none. */
export function writeUnescaped(out: ByteWriter, source: Uint8Array, start: number, end: number): void {
  let clean = start
  let i = start
  while (i < end) {
    const byte = source[i]!
    if (byte !== ascii.backslash && escapes[byte] === 0) {
      i++
      continue
    }
    out.copy(source, clean, i)
    i = byte === ascii.backslash ? writeEscape(out, source, i, end) : writeOne(out, byte, i)
    clean = i
  }
  out.copy(source, clean, end)
}

function writeOne(out: ByteWriter, byte: number, at: number): number {
  writeEscapedByte(out, byte)
  return at + 1
}

function writeEscapedByte(out: ByteWriter, byte: number): void {
  const letter = escapes[byte]!
  if (letter !== 0) out.byte(ascii.backslash)
  out.byte(letter === 0 ? byte : letter)
}

const byLetter: Uint8Array = (() => {
  const table = new Uint8Array(256)
  table[ascii.quote] = ascii.quote
  table[ascii.backslash] = ascii.backslash
  table[ascii.slash] = ascii.slash
  table[ascii.b] = ascii.backspace
  table[ascii.f] = ascii.formFeed
  table[ascii.n] = ascii.lf
  table[ascii.r] = ascii.cr
  table[ascii.t] = ascii.tab
  return table
})()

/** The escape at `at`; returns the position after it. */
function writeEscape(out: ByteWriter, source: Uint8Array, at: number, end: number): number {
  const letter = source[at + 1]!
  if (letter !== ascii.u) {
    const byte = byLetter[letter]!
    if (byte === 0 || at + 2 > end) throw new Refusal('is not valid JSON: it has an unknown escape')
    writeEscapedByte(out, byte)
    return at + 2
  }
  const unit = hexUnit(source, at + 2, end)
  if (unit < 0x80) {
    writeEscapedByte(out, unit)
    return at + 6
  }
  if (unit < 0xd800 || unit > 0xdfff) {
    out.utf8(String.fromCharCode(unit))
    return at + 6
  }
  const hasLow = source[at + 6] === ascii.backslash && source[at + 7] === ascii.u
  const low = hasLow ? hexUnit(source, at + 8, end) : 0
  if (unit > 0xdbff || low < 0xdc00 || low > 0xdfff) {
    throw new Refusal('has half of a surrogate pair, which UTF-8 cannot hold')
  }
  out.utf8(String.fromCharCode(unit, low))
  return at + 12
}

function hexUnit(source: Uint8Array, at: number, end: number): number {
  let unit = 0
  for (let i = at; i < at + 4; i++) {
    const digit = i < end ? hexValues[source[i]!]! : 255
    if (digit === 255) throw new Refusal('is not valid JSON: it has a broken \\u escape')
    unit = (unit << 4) | digit
  }
  return unit
}
