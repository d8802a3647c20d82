import { ascii, base64Values, isDigit } from './ascii.ts'
import type { ByteWriter } from './byte-writer.ts'
import { byteOfEscape, hexUnit, isHighSurrogate, isLowSurrogate, lowUnitAfter } from './json-escapes.ts'

/*
 * Spans of canonical JSON values (RecordScanner) to what engines take: text with backslash escapes, as COPY
 * and LOAD DATA read it, and the questions that a loader must ask before it trusts an engine with a value.
 */

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
  let isSound = true
  let clean = start
  let i = start
  while (i < end) {
    if (source[i] !== ascii.backslash) {
      i++
      continue
    }
    out.copy(source, clean, i)
    const letter = source[i + 1]!
    const unit = letter === ascii.u ? hexUnit(source, i + 2, end) : byteOfEscape[letter]!
    const low = isHighSurrogate(unit) ? lowUnitAfter(source, i, end) : -1
    if (unit <= 0) isSound = false
    if (low >= 0) out.utf8(String.fromCharCode(unit, low))
    else if (unit < 0x80) writeFieldByte(out, Math.max(unit, 0))
    else out.utf8(String.fromCharCode(unit))
    i += letter !== ascii.u ? 2 : low >= 0 ? 12 : 6
    clean = i
  }
  out.copy(source, clean, end)
  return isSound
}

/**
 * Writes to `to`, from `at` on, the text of a JSON string's content with escapes, which is never longer; gives where it
 * ends. -1 where it holds U+0000 or half of a surrogate pair, and where an escape is no JSON.
 */
export function unescapeText(to: Buffer, at: number, source: Buffer, start: number, end: number): number {
  let i = start
  while (i < end) {
    const byte = source[i]!
    if (byte !== ascii.backslash) {
      to[at++] = byte
      i++
      continue
    }
    const letter = source[i + 1]!
    if (letter !== ascii.u) {
      const plain = byteOfEscape[letter]!
      if (plain === 0) return -1
      to[at++] = plain
      i += 2
      continue
    }
    const unit = hexUnit(source, i + 2, end)
    const low = isHighSurrogate(unit) ? lowUnitAfter(source, i, end) : -1
    if (unit <= 0 || isLowSurrogate(unit) || (isHighSurrogate(unit) && low < 0)) return -1
    at += to.write(low < 0 ? String.fromCharCode(unit) : String.fromCharCode(unit, low), at)
    i += low < 0 ? 6 : 12
  }
  return at
}

/** Writes the bytes that base64 says to `to`, from `at` on; gives where they end. -1 where it is none, or not canonical. */
export function decodeBase64(to: Buffer, at: number, source: Buffer, start: number, end: number): number {
  if ((end - start) % 4 !== 0) return -1
  let last = end
  while (last > start && end - last < 2 && source[last - 1] === ascii.equals) last--
  let bits = 0
  let count = 0
  for (let i = start; i < last; i++) {
    const value = base64Values[source[i]!]!
    if (value === 255) return -1
    bits = (bits << 6) | value
    count += 6
    if (count < 8) continue
    count -= 8
    to[at++] = bits >> count
  }
  return (bits & ((1 << count) - 1)) === 0 ? at : -1
}

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
