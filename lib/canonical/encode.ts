import { ascii, hexDigits, hexValues, isDigit } from './ascii.ts'
import type { ByteWriter } from './byte-writer.ts'
import { formatFloat } from './float.ts'
import { hexUnit, isHighSurrogate, isLowSurrogate, lowUnitAfter } from './json-escapes.ts'

/*
 * An engine's text of a value, as bytes, to its canonical JSON (docs/dump-format.md). Every function reads
 * source[start..end) and appends to `out`. None checks what an engine guarantees.
 */

/** The letter of JSON's short escapes, by byte; 0 where there is none, 1 where `\u00xx` must do. */
const escapes: Uint8Array = (() => {
  const table = new Uint8Array(256)
  table.fill(1, 0, 0x20)
  table[ascii.backspace] = ascii.b
  table[ascii.tab] = ascii.t
  table[ascii.lf] = ascii.n
  table[ascii.formFeed] = ascii.f
  table[ascii.cr] = ascii.r
  table[ascii.quote] = ascii.quote
  table[ascii.backslash] = ascii.backslash
  return table
})()

/** One byte of a JSON string's content, escaped where it must be. Needs six reserved bytes at `at`; returns the next position. */
export function putStringByte(buffer: Uint8Array, at: number, byte: number): number {
  const letter = escapes[byte]!
  if (letter === 0) {
    buffer[at] = byte
    return at + 1
  }
  buffer[at] = ascii.backslash
  if (letter !== 1) {
    buffer[at + 1] = letter
    return at + 2
  }
  buffer[at + 1] = ascii.u
  buffer[at + 2] = ascii.zero
  buffer[at + 3] = ascii.zero
  buffer[at + 4] = hexDigits[byte >> 4]!
  buffer[at + 5] = hexDigits[byte & 15]!
  return at + 6
}

/** Room is made for so many bytes at once, as if all were to be escaped. */
const stringBlock = 1024

/** UTF-8 text as a JSON string. */
export function writeString(out: ByteWriter, source: Uint8Array, start: number, end: number): void {
  out.reserve(end - start + 2)
  out.buffer[out.length++] = ascii.quote
  appendString(out, source, start, end)
  out.byte(ascii.quote)
}

/** UTF-8 text as a part of a JSON string's content. */
export function appendString(out: ByteWriter, source: Uint8Array, start: number, end: number): void {
  for (let from = start; from < end; from += stringBlock) {
    const stop = Math.min(end, from + stringBlock)
    out.reserve((stop - from) * 6)
    out.length = putString(out.buffer, out.length, source, from, stop)
  }
}

/** To copy what lies between escapes as a whole, once it is looked at, takes longer. */
function putString(buffer: Uint8Array, at: number, source: Uint8Array, start: number, end: number): number {
  for (let i = start; i < end; i++) {
    const byte = source[i]!
    if (escapes[byte] === 0) buffer[at++] = byte
    else at = putStringByte(buffer, at, byte)
  }
  return at
}

/**
 * UTF-8 text up to a control character that ends it, as a JSON string; gives where that is. Gives -1, with nothing appended,
 * where it does not come within `most` bytes.
 */
export function writeStringUntil(
  out: ByteWriter,
  source: Uint8Array,
  start: number,
  ending: number,
  most: number,
): number {
  const stop = Math.min(source.length, start + most)
  out.reserve((stop - start) * 6 + 2)
  const { buffer } = out
  let to = out.length
  buffer[to++] = ascii.quote
  for (let at = start; at < stop; at++) {
    const byte = source[at]!
    if (escapes[byte] === 0) buffer[to++] = byte
    else if (byte === ending) {
      buffer[to++] = ascii.quote
      out.length = to
      return at
    } else to = putStringByte(buffer, to, byte)
  }
  return -1
}

/** Text that needs no escaping (dates, uuids, numbers) as a JSON string. */
export function writeQuoted(out: ByteWriter, source: Uint8Array, start: number, end: number): void {
  out.byte(ascii.quote)
  out.copy(source, start, end)
  out.byte(ascii.quote)
}

const maxSafe = Buffer.from('9007199254740991')

/** Whether the digits of an integer are beyond ±(2^53−1), where a JSON number would be read rounded. */
export function isUnsafeInteger(source: Uint8Array, start: number, end: number): boolean {
  const first = source[start] === ascii.minus ? start + 1 : start
  const count = end - first
  if (count !== maxSafe.length) return count > maxSafe.length
  for (let i = 0; i < count; i++) {
    const difference = source[first + i]! - maxSafe[i]!
    if (difference !== 0) return difference > 0
  }
  return false
}

/** Digits with an optional minus, as engines print integers. */
export function writeInteger(out: ByteWriter, source: Uint8Array, start: number, end: number): void {
  if (isUnsafeInteger(source, start, end)) writeQuoted(out, source, start, end)
  else out.copy(source, start, end)
}

/** Fixed notation as engines print decimals, or NaN, Infinity, -Infinity. */
export function writeDecimal(out: ByteWriter, source: Uint8Array, start: number, end: number): void {
  const negativeZero = source[start] === ascii.minus && isZero(source, start + 1, end)
  writeQuoted(out, source, negativeZero ? start + 1 : start, end)
}

function isZero(source: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (source[i] !== ascii.zero && source[i] !== ascii.dot) return false
  return true
}

/**
 * Any usual text of a float, with NaN, Infinity and -Infinity in these words. Copied where it is canonical
 * already: a decimal of up to 15 (single: 6) digits is the shortest of its double.
 */
export function writeFloat(out: ByteWriter, source: Buffer, start: number, end: number, bits: 32 | 64): void {
  if (isShortPlainDecimal(source, start, end, bits === 32 ? 6 : 15)) return out.copy(source, start, end)
  writeFloatValue(out, Number(source.toString('latin1', start, end)), bits)
}

export function writeFloatValue(out: ByteWriter, value: number, bits: 32 | 64): void {
  const text = formatFloat(value, bits)
  out.ascii(Number.isFinite(value) ? text : `"${text}"`)
}

function isShortPlainDecimal(source: Uint8Array, start: number, end: number, maxDigits: number): boolean {
  const first = source[start] === ascii.minus ? start + 1 : start
  if (end - first > maxDigits + 1 || end === first) return false
  const leadingZero = source[first] === ascii.zero
  if (leadingZero && end - first > 1 && source[first + 1] !== ascii.dot) return false
  let point = -1
  for (let i = first; i < end; i++) {
    const byte = source[i]!
    if (byte === ascii.dot && point < 0) point = i
    else if (!isDigit(byte)) return false
  }
  if (point < 0) return end - first <= maxDigits
  if (source[end - 1] === ascii.zero || point === end - 1 || point === first) return false
  // Below 1e-6 String(n) has an exponent.
  return !(leadingZero && source[point + 1] === ascii.zero && end - point > 6)
}

export const base64Digits = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')

/** From here on the native encoder is faster than the loop. */
const nativeBase64From = 256

/** Raw bytes as base64. */
export function writeBase64(out: ByteWriter, source: Buffer, start: number, end: number): void {
  if (end - start >= nativeBase64From) return writeLongBase64(out, source, start, end)
  out.reserve(Math.ceil((end - start) / 3) * 4 + 2)
  const { buffer } = out
  let at = out.length
  buffer[at++] = ascii.quote
  let i = start
  for (; i + 2 < end; i += 3) {
    const triple = (source[i]! << 16) | (source[i + 1]! << 8) | source[i + 2]!
    buffer[at++] = base64Digits[triple >> 18]!
    buffer[at++] = base64Digits[(triple >> 12) & 63]!
    buffer[at++] = base64Digits[(triple >> 6) & 63]!
    buffer[at++] = base64Digits[triple & 63]!
  }
  if (i < end) {
    const pair = i + 1 < end
    const triple = (source[i]! << 16) | (pair ? source[i + 1]! << 8 : 0)
    buffer[at++] = base64Digits[triple >> 18]!
    buffer[at++] = base64Digits[(triple >> 12) & 63]!
    buffer[at++] = pair ? base64Digits[(triple >> 6) & 63]! : ascii.equals
    buffer[at++] = ascii.equals
  }
  buffer[at++] = ascii.quote
  out.length = at
}

/** A multiple of three, so that the groups of a slice are those of the whole. */
const slice = 3 * 16_384

/** In slices, for the text of many megabytes would be in memory besides. */
function writeLongBase64(out: ByteWriter, source: Buffer, start: number, end: number): void {
  out.reserve(Math.ceil((end - start) / 3) * 4 + 2)
  out.byte(ascii.quote)
  appendBase64(out, source, start, end)
  out.byte(ascii.quote)
}

/** Raw bytes as base64 digits; before the last part, a multiple of three of them. */
export function appendBase64(out: ByteWriter, source: Buffer, start: number, end: number): void {
  out.reserve(Math.ceil((end - start) / 3) * 4)
  for (let at = start; at < end; at += slice) appendSlice(out, source, at, Math.min(at + slice, end))
}

function appendSlice(out: ByteWriter, source: Buffer, start: number, end: number): void {
  out.length += out.buffer.write(source.toString('base64', start, end), out.length, 'latin1')
}

/** Hexadecimal digits, without a prefix, as base64 of the bytes that they say. */
export function writeBase64FromHex(out: ByteWriter, source: Buffer, start: number, end: number): void {
  if (end - start > slice * 2) return writeLongBase64FromHex(out, source, start, end)
  const bytes = fromHex(source, start, end)
  writeBase64(out, bytes, 0, bytes.length)
}

function writeLongBase64FromHex(out: ByteWriter, source: Buffer, start: number, end: number): void {
  out.reserve(Math.ceil((end - start) / 6) * 4 + 2)
  out.byte(ascii.quote)
  for (let at = start; at < end; at += slice * 2) {
    const bytes = fromHex(source, at, Math.min(at + slice * 2, end))
    appendSlice(out, bytes, 0, bytes.length)
  }
  out.byte(ascii.quote)
}

function fromHex(source: Buffer, start: number, end: number): Buffer {
  const bytes = Buffer.allocUnsafe((end - start) >> 1)
  for (let i = 0, at = start; i < bytes.length; i++, at += 2) {
    bytes[i] = (hexValues[source[at]!]! << 4) | hexValues[source[at + 1]!]!
  }
  return bytes
}

/**
 * `YYYY-MM-DD HH:MM:SS[.ffffff]`, with `T` or a blank between, with or without `+00`, `+00:00` or `Z`, with or
 * without ` BC` at the end; or a word (infinity) without digits. The zone of the text must be UTC or none.
 */
export function writeTimestamp(
  out: ByteWriter,
  source: Uint8Array,
  start: number,
  end: number,
  withZone: boolean,
): void {
  const separator = timeSeparator(source, start, end)
  if (separator < 0) return writeQuoted(out, source, start, end)
  const beforeChrist = source[end - 1] === 0x43 /* C */
  out.byte(ascii.quote)
  out.copy(source, start, separator)
  out.byte(ascii.upperT)
  copyTime(out, source, separator + 1, end)
  if (withZone) out.byte(ascii.upperZ)
  if (beforeChrist) out.ascii(' BC')
  out.byte(ascii.quote)
}

function timeSeparator(source: Uint8Array, start: number, end: number): number {
  for (let i = start + 1; i < end; i++) if (source[i] === ascii.space || source[i] === ascii.upperT) return i
  return -1
}

/** `[-]HH:MM:SS[.ffffff]`. */
export function writeTime(out: ByteWriter, source: Uint8Array, start: number, end: number): void {
  out.byte(ascii.quote)
  copyTime(out, source, start, end)
  out.byte(ascii.quote)
}

/** A time without its zone and without its fraction's trailing zeros. */
function copyTime(out: ByteWriter, source: Uint8Array, start: number, end: number): void {
  let stop = start
  let point = -1
  while (stop < end && isTimeByte(source[stop]!, stop === start)) {
    if (source[stop] === ascii.dot) point = stop
    stop++
  }
  if (point >= 0) {
    while (source[stop - 1] === ascii.zero) stop--
    if (stop - 1 === point) stop = point
  }
  out.copy(source, start, stop)
}

const isTimeByte = (byte: number, isFirst: boolean): boolean =>
  (byte >= ascii.zero && byte <= ascii.colon) || byte === ascii.dot || (isFirst && byte === ascii.minus)

const jsonTag = '{"$json":'

/** A valid JSON document in any layout. */
export function writeJson(out: ByteWriter, source: Uint8Array, start: number, end: number): void {
  const from = out.length
  writeMinified(out, source, start, end)
  if (!needsJsonTag(out.buffer, from, out.length)) return
  const document = Buffer.from(out.buffer.subarray(from, out.length))
  out.length = from
  out.ascii(jsonTag)
  out.copy(document, 0, document.length)
  out.byte(ascii.closeBrace)
}

function needsJsonTag(buffer: Uint8Array, from: number, to: number): boolean {
  if (buffer[from] === ascii.n && to - from === 4) return true
  return buffer[from] === ascii.openBrace && buffer[from + 2] === ascii.dollar && to - from > 4
}

/** A valid JSON document without white space and with its strings escaped canonically, untagged. */
export function writeMinified(out: ByteWriter, source: Uint8Array, start: number, end: number): void {
  out.reserve(end - start)
  let i = start
  while (i < end) {
    const byte = source[i]!
    if (byte === ascii.quote) {
      i = writeJsonString(out, source, i, end)
      continue
    }
    if (byte > ascii.space) out.byte(byte)
    i++
  }
}

/** Copies the JSON string whose opening quote is at `start`; returns the position after its closing quote. */
function writeJsonString(out: ByteWriter, source: Uint8Array, start: number, end: number): number {
  let clean = start
  let i = start + 1
  while (i < end && source[i] !== ascii.quote) {
    const byte = source[i]!
    if (byte >= ascii.space && byte !== ascii.backslash) {
      i++
      continue
    }
    out.copy(source, clean, i)
    i = byte === ascii.backslash ? writeEscape(out, source, i) : writeRawControl(out, byte, i)
    clean = i
  }
  out.copy(source, clean, i + 1)
  return i + 1
}

function writeRawControl(out: ByteWriter, byte: number, at: number): number {
  out.reserve(6)
  out.length = putStringByte(out.buffer, out.length, byte)
  return at + 1
}

/** The escape at `at`, canonically; returns the position after it. */
function writeEscape(out: ByteWriter, source: Uint8Array, at: number): number {
  const letter = source[at + 1]!
  if (letter === ascii.slash) {
    out.byte(ascii.slash)
    return at + 2
  }
  if (letter !== ascii.u) {
    out.copy(source, at, at + 2)
    return at + 2
  }
  const unit = hexUnit(source, at + 2, source.length)
  const low = isHighSurrogate(unit) ? lowUnitAfter(source, at, source.length) : -1
  out.reserve(12)
  if (low >= 0) {
    out.utf8(String.fromCharCode(unit, low))
    return at + 12
  }
  if (unit < 0x80) out.length = putStringByte(out.buffer, out.length, unit)
  else if (isHighSurrogate(unit) || isLowSurrogate(unit)) out.ascii(`\\u${unit.toString(16)}`)
  else out.utf8(String.fromCharCode(unit))
  return at + 6
}
