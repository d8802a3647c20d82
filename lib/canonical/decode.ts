import { ascii, hexValues, isDigit } from './ascii.ts'
import type { ByteWriter } from './byte-writer.ts'

/*
 * Spans of canonical JSON values (RecordScanner) to what engines take: text with backslash escapes, as COPY
 * and LOAD DATA read it, and the questions that a loader must ask before it trusts an engine with a value.
 */

const escapedByLetter: Uint8Array = (() => {
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

const fieldEscapes: Uint8Array = (() => {
  const table = new Uint8Array(256)
  table[ascii.nul] = ascii.zero
  table[ascii.tab] = ascii.t
  table[ascii.lf] = ascii.n
  table[ascii.cr] = ascii.r
  table[ascii.backslash] = ascii.backslash
  return table
})()

/** Appends one byte of a field, escaped for COPY and LOAD DATA: NUL as `\0`, which only MySQL takes. */
function writeFieldByte(out: ByteWriter, byte: number): void {
  const letter = fieldEscapes[byte]!
  if (letter === 0) return out.byte(byte)
  out.byte(ascii.backslash)
  out.byte(letter)
}

/**
 * The text of a JSON string's content with escapes, as a field for COPY and LOAD DATA.
 * Gives false where it holds U+0000 (written `\0`, which is MySQL's form) and where an escape is no JSON.
 * Lone surrogates become U+FFFD: refuse them beforehand with hasLoneSurrogate.
 */
export function writeFieldText(out: ByteWriter, source: Buffer, start: number, end: number): boolean {
  return decodeEscapes(source, start, end, {
    clean: (from, to) => out.copy(source, from, to),
    byte: (byte) => writeFieldByte(out, byte),
    text: (text) => out.utf8(text),
  })
}

/** The text of a JSON string's content with escapes, as it is. Gives false as writeFieldText does. */
export function writeText(out: ByteWriter, source: Buffer, start: number, end: number): boolean {
  return decodeEscapes(source, start, end, {
    clean: (from, to) => out.copy(source, from, to),
    byte: (byte) => out.byte(byte),
    text: (text) => out.utf8(text),
  })
}

interface UnescapeSink {
  clean(from: number, to: number): void
  byte(byte: number): void
  text(text: string): void
}

function decodeEscapes(source: Buffer, start: number, end: number, sink: UnescapeSink): boolean {
  let sound = true
  let clean = start
  let i = start
  while (i < end) {
    if (source[i] !== ascii.backslash) {
      i++
      continue
    }
    sink.clean(clean, i)
    const letter = source[i + 1]!
    if (letter === ascii.u) {
      const [text, next] = decodeUnits(source, i, end)
      if (text === '\0') sound = false
      if (text.length === 1 && text.charCodeAt(0) < 0x80) sink.byte(text.charCodeAt(0))
      else sink.text(text)
      i = next
    } else {
      if (escapedByLetter[letter] === 0) sound = false
      sink.byte(escapedByLetter[letter]!)
      i += 2
    }
    clean = i
  }
  sink.clean(clean, end)
  return sound
}

/** The character of the `\uxxxx`, or of the pair of them, at `at`, and the position after it. */
function decodeUnits(source: Buffer, at: number, end: number): [string, number] {
  const high = hexUnit(source, at + 2)
  if (high >= 0xd800 && high < 0xdc00 && at + 11 < end && source[at + 7] === ascii.u) {
    const low = hexUnit(source, at + 8)
    if (low >= 0xdc00 && low < 0xe000) return [String.fromCharCode(high, low), at + 12]
  }
  return [String.fromCharCode(high), at + 6]
}

const hexUnit = (source: Buffer, at: number): number =>
  (hexValues[source[at]!]! << 12) |
  (hexValues[source[at + 1]!]! << 8) |
  (hexValues[source[at + 2]!]! << 4) |
  hexValues[source[at + 3]!]!

/** A nested JSON value, as a field for COPY and LOAD DATA: its backslashes doubled. */
export function writeFieldJson(out: ByteWriter, source: Buffer, start: number, end: number): void {
  let clean = start
  for (let i = start; i < end; i++) {
    if (source[i] !== ascii.backslash) continue
    out.copy(source, clean, i)
    out.byte(ascii.backslash)
    clean = i
  }
  out.copy(source, clean, end)
}

/** A JSON string's content as a JavaScript string. */
export function decodeString(source: Buffer, start: number, end: number): string {
  return JSON.parse(`"${source.toString('utf8', start, end)}"`) as string
}

/** Whether a string with escapes has half of a surrogate pair, which UTF-8 cannot hold. */
export function hasLoneSurrogate(source: Buffer, start: number, end: number): boolean {
  return hasSurrogateEscape(source, start, end) && !decodeString(source, start, end).isWellFormed()
}

/** Not by indexOf, which would search on to the end of the buffer, once for each value. */
function hasSurrogateEscape(source: Buffer, start: number, end: number): boolean {
  for (let i = start; i + 5 < end; i++) {
    if (source[i] !== ascii.backslash) continue
    i++
    if (source[i] === ascii.u && (source[i + 1]! | 0x20) === 0x64 /* d */) return true
  }
  return false
}

/** Characters (code points) of a JSON string's content. */
export function characterLength(source: Buffer, start: number, end: number, escaped: boolean): number {
  if (escaped) return [...decodeString(source, start, end)].length
  let count = 0
  for (let i = start; i < end; i++) if ((source[i]! & 0xc0) !== 0x80) count++
  return count
}

/** Trailing blanks of a JSON string's content, which an engine could cut off without a word. */
export function trailingBlanks(source: Buffer, start: number, end: number): number {
  let count = 0
  while (end - count > start && source[end - count - 1] === ascii.space) count++
  return count
}

/** Digits of a second's fraction in a canonical time or timestamp. */
export function fractionDigits(source: Buffer, start: number, end: number): number {
  let point = start
  while (point < end && source[point] !== ascii.dot) point++
  if (point === end) return 0
  let i = point + 1
  while (i < end && isDigit(source[i]!)) i++
  return i - point - 1
}

/**
 * Whether a number in fixed notation fits decimal(precision, scale) without being rounded; zeros at either end
 * do not count. Exponents, NaN and the infinities do not: bring the former into fixed notation with toFixedNotation.
 */
export function decimalFits(
  source: Buffer,
  start: number,
  end: number,
  precision: number,
  scale: number,
): boolean {
  let i = source[start] === ascii.minus ? start + 1 : start
  while (source[i] === ascii.zero && i < end) i++
  const integerStart = i
  while (i < end && isDigit(source[i]!)) i++
  const integerDigits = i - integerStart
  if (i < end && source[i] !== ascii.dot) return false
  let last = end
  while (last > i + 1 && source[last - 1] === ascii.zero) last--
  for (let at = i + 1; at < last; at++) if (!isDigit(source[at]!)) return false
  return integerDigits <= precision - scale && Math.max(0, last - i - 1) <= scale
}

/** A JSON number, perhaps with an exponent, in fixed notation: `1e-7` is `0.0000001`. Digit for digit. */
export function toFixedNotation(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d*))?[eE]([+-]?\d+)$/.exec(text)
  if (!match) return text
  const [, sign = '', integer = '', fraction = '', exponent = '0'] = match
  const point = integer.length + Number(exponent)
  const digits = integer + fraction
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length) return sign + digits + '0'.repeat(point - digits.length)
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}
