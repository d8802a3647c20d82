import { ascii, hexValues } from '../../canonical/ascii.ts'
import type { ByteWriter } from '../../canonical/byte-writer.ts'
import { base64Digits, putStringByte, writeBase64FromHex } from '../../canonical/encode.ts'

/*
 * A field of COPY's text format straight to its canonical JSON, for values as they usually are: read once, each byte
 * written as it is met. Every function reads the field that begins at `start` and appends to `out`, which has room for
 * six bytes for each of the field and two more; gives the position of the delimiter, or -1 where the value is of an
 * unusual form, with nothing appended.
 */
export type FieldWriter = (out: ByteWriter, source: Buffer, start: number) => number

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

/** What COPY's escapes mean, by their letter. */
export const copyEscapes: Uint8Array = (() => {
  const table = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  table[ascii.b] = ascii.backspace
  table[ascii.f] = ascii.formFeed
  table[ascii.n] = ascii.lf
  table[ascii.r] = ascii.cr
  table[ascii.t] = ascii.tab
  table[letterV] = verticalTab
  return table
})()

/** Text. COPY's escapes are JSON's own, except for that of the vertical tab. */
export function writeTextField(out: ByteWriter, source: Buffer, start: number): number {
  const { buffer } = out
  let to = out.length
  let at = start
  buffer[to++] = ascii.quote
  for (;;) {
    const byte = source[at]!
    if (special[byte] === 0) {
      buffer[to++] = byte
      at++
    } else if (byte === ascii.tab || byte === ascii.lf) break
    else if (byte === ascii.backslash) {
      to = putStringByte(buffer, to, copyEscapes[source[at + 1]!]!)
      at += 2
    } else {
      to = putStringByte(buffer, to, byte)
      at++
    }
  }
  buffer[to++] = ascii.quote
  out.length = to
  return at
}

/** Text of any length, without room made for it before. */
export function writeLongTextField(out: ByteWriter, source: Buffer, start: number): number {
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
      out.length = putStringByte(out.buffer, out.length, copyEscapes[source[at + 1]!]!)
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

/** Text without anything to escape: dates, uuids, decimals. */
export function writeQuotedField(out: ByteWriter, source: Buffer, start: number): number {
  const { buffer } = out
  let to = out.length
  let at = start
  let byte = source[at]!
  buffer[to++] = ascii.quote
  while (byte > ascii.space) {
    if (byte === ascii.backslash) return -1
    buffer[to++] = byte
    byte = source[++at]!
  }
  if (!isDelimiter(byte)) return -1
  buffer[to++] = ascii.quote
  out.length = to
  return at
}

/** Any number of 15 digits has its place in a double. */
const safeDigits = 15

/** An integer, where it is plainly a JSON number. */
export function writeIntegerField(out: ByteWriter, source: Buffer, start: number): number {
  const { buffer } = out
  let to = out.length
  let at = start
  let byte = source[at]!
  while (byte > ascii.space) {
    buffer[to++] = byte
    byte = source[++at]!
  }
  if (at - start > safeDigits || !isDelimiter(byte)) return -1
  out.length = to
  return at
}

/**
 * What PostgreSQL writes of a double without an exponent, from 1e-4 to 1e15, is the canonical form: both it and
 * JavaScript give the shortest digits there, and only a decimal half-way between two doubles could be told apart, which
 * takes 19 digits in this range.
 */
export function writeDoubleField(out: ByteWriter, source: Buffer, start: number): number {
  const { buffer } = out
  let to = out.length
  let at = start
  let byte = source[at]!
  while (byte > ascii.space) {
    if (byte > ascii.nine) return -1
    buffer[to++] = byte
    byte = source[++at]!
  }
  if (!isDelimiter(byte)) return -1
  out.length = to
  return at
}

/** Of `YYYY-MM-DD HH:MM:SS`. */
const dateLength = 10

/** `2026-01-05 10:00:00.5`; PostgreSQL has cut the fraction's zeros off already. */
export function writeTimestampField(out: ByteWriter, source: Buffer, start: number): number {
  const end = endOfTimestamp(out, source, start)
  if (end < 0) return -1
  out.buffer[out.length++] = ascii.quote
  return end
}

/** The same in UTC, with `+00` behind it. */
export function writeTimestamptzField(out: ByteWriter, source: Buffer, start: number): number {
  const end = endOfTimestamp(out, source, start)
  if (end < 0) return -1
  out.length -= 3
  out.buffer[out.length++] = ascii.upperZ
  out.buffer[out.length++] = ascii.quote
  return end
}

/** Appends all but the closing quote. */
function endOfTimestamp(out: ByteWriter, source: Buffer, start: number): number {
  const { buffer } = out
  let to = out.length
  let at = start
  let byte = source[at]!
  buffer[to++] = ascii.quote
  while (byte >= ascii.space) {
    // infinity, BC
    if (byte > ascii.colon) return -1
    buffer[to++] = byte
    byte = source[++at]!
  }
  if (source[start + dateLength] !== ascii.space) return -1
  buffer[out.length + 1 + dateLength] = ascii.upperT
  out.length = to
  return at
}

const { t, r, u, e, f } = ascii
const letterA = 0x61
const letterL = 0x6c
const letterS = 0x73

/** `t` or `f`. */
export function writeBooleanField(out: ByteWriter, source: Buffer, start: number): number {
  const { buffer } = out
  let to = out.length
  if (source[start] === t) {
    buffer[to++] = t
    buffer[to++] = r
    buffer[to++] = u
  } else {
    buffer[to++] = f
    buffer[to++] = letterA
    buffer[to++] = letterL
    buffer[to++] = letterS
  }
  buffer[to++] = e
  out.length = to
  return start + 1
}

/** `\\x`, whose backslash COPY has doubled. */
const binaryPrefix = 3

/** Up to here a loop in JavaScript is as fast as decoding and encoding natively. */
const shortBinary = 1024

/** `\\x0aff`: hexadecimal digits to base64. */
export function writeBinaryField(out: ByteWriter, source: Buffer, start: number): number {
  const first = start + binaryPrefix
  const limit = first + shortBinary
  let at = first
  let bits = 0
  let count = 0
  const { buffer } = out
  let to = out.length
  buffer[to++] = ascii.quote
  for (;;) {
    const high = hexValues[source[at]!]!
    if (high === 255) break
    bits = (bits << 8) | (high << 4) | hexValues[source[at + 1]!]!
    at += 2
    if (++count < 3) continue
    buffer[to++] = base64Digits[bits >> 18]!
    buffer[to++] = base64Digits[(bits >> 12) & 63]!
    buffer[to++] = base64Digits[(bits >> 6) & 63]!
    buffer[to++] = base64Digits[bits & 63]!
    bits = 0
    count = 0
    if (at > limit) return -1
  }
  if (count > 0) {
    const triple = count === 1 ? bits << 16 : bits << 8
    buffer[to++] = base64Digits[triple >> 18]!
    buffer[to++] = base64Digits[(triple >> 12) & 63]!
    buffer[to++] = count === 1 ? ascii.equals : base64Digits[(triple >> 6) & 63]!
    buffer[to++] = ascii.equals
  }
  buffer[to++] = ascii.quote
  out.length = to
  return at
}

/** The same of any length, without room made for it before. */
export function writeLongBinaryField(out: ByteWriter, source: Buffer, start: number): number {
  const first = start + binaryPrefix
  let end = first
  while (hexValues[source[end]!] !== 255) end++
  writeBase64FromHex(out, source, first, end)
  return end
}

const isDelimiter = (byte: number): boolean => byte === ascii.tab || byte === ascii.lf
