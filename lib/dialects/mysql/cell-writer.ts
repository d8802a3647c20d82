import { ascii, isDigit } from '../../canonical/ascii.ts'
import { ByteWriter } from '../../canonical/byte-writer.ts'
import { decimalFits, decodeString, fractionDigits, toFixedNotation } from '../../canonical/decode.ts'
import { fitsSingle } from '../../canonical/float.ts'
import { writeSpaced } from '../../canonical/json-layout.ts'
import { type ValueKind, valueKind } from '../../canonical/record-scanner.ts'
import { takesBareUuid } from '../../schema/fit.ts'
import type { Column } from '../../schema/table.ts'
import { geometryTypes, parseNative } from './column-type.ts'
import { isExactDouble, roundedJsonNumber } from './exact-number.ts'
import type { Flavor } from './flavor.ts'
import { geometryBytes } from './geometry-bytes.ts'
import { writeEscaped, writeUnescaped } from './literal-text.ts'
import { Refusal } from './refusal.ts'

/*
 * From the span of a canonical value to the text that a column takes, with everything refused that the server
 * would change without a word: strict mode and LOAD DATA's warnings catch the rest.
 */

/** Appends a cell's text, escaped (literal-text.ts). Never called for null. Throws Refusal. */
export type CellWriter = (out: ByteWriter, cell: Cell) => void

export interface Cell {
  bytes: Buffer
  start: number
  end: number
  kind: ValueKind
}

/** How the server gets from a cell's text to the column's value. */
export interface CellShape {
  write: CellWriter
  /** SQL around the text, where the text alone is not the value. */
  wrap?: { before: string; after: string }
  /** Needs quotes as a literal. */
  quoted: boolean
}

export interface CellLimits {
  flavor: Flavor
  /** The server's max_allowed_packet: the longest result of a function, and the longest literal. */
  maxPacket: number
}

const fromBase64 = { before: 'FROM_BASE64(', after: ')' }

export function cellShape(target: Column, source: Column, limits: CellLimits): CellShape {
  const { base, numbers } = parseNative(target.native)
  const [first = 0, second] = numbers
  if (/^(tiny|small|medium|big)?int$|^integer$/.test(base)) {
    return { write: source.type === 'bit' ? writeBitsAsInteger : writeInteger, quoted: false }
  }
  if (base === 'year') return { write: writeYear, quoted: true }
  if (base === 'bit') {
    const wrap = { before: 'CAST(', after: ' AS UNSIGNED)' }
    return { write: bitWriter(first || 1, target.type === 'boolean'), wrap, quoted: true }
  }
  if (base === 'decimal') return { write: decimalWriter(numbers[0] ?? 10, second ?? 0), quoted: true }
  if (base === 'float') return { write: floatWriter(32, second, limits.flavor), quoted: true }
  if (base === 'double') return { write: floatWriter(64, second, limits.flavor), quoted: true }
  if (base === 'date') return { write: writeDate, quoted: true }
  if (base === 'time') return { write: timeWriter(first), quoted: true }
  if (base === 'datetime' || base === 'timestamp') return { write: timestampWriter(first), quoted: true }
  if (/blob|binary/.test(base)) {
    const length = base === 'binary' ? first || 1 : undefined
    return { write: binaryWriter(length, limits.maxPacket), wrap: fromBase64, quoted: true }
  }
  if (base === 'enum') return { write: memberWriter(parseNative(target.native).members), quoted: true }
  if (base === 'set') return { write: setWriter(parseNative(target.native).members), quoted: true }
  if (geometryTypes.has(base))
    return { write: geometryWriter(limits.maxPacket), wrap: fromBase64, quoted: true }
  if (base === 'vector') return { write: writeHex, wrap: { before: 'UNHEX(', after: ')' }, quoted: true }
  if (base === 'json' || target.type === 'json') {
    return {
      write: jsonWriter(source, base === 'json' && limits.flavor.hasBinaryJson, limits.flavor),
      quoted: true,
    }
  }
  if (target.type === 'array' || target.type === 'set') return { write: writeRawValue, quoted: true }
  if (base === 'uuid') return { write: writeUuid, quoted: true }
  if (takesBareUuid(source, target)) return { write: writeBareUuid, quoted: true }
  return { write: textWriter(target, source, base === 'char'), quoted: true }
}

const isString = (kind: ValueKind): boolean =>
  kind === valueKind.plainString || kind === valueKind.escapedString

const refuse = (reason: string): never => {
  throw new Refusal(reason)
}

/** The bytes of a value in short form: numbers and words. */
const textOf = ({ bytes, start, end }: Cell): string => bytes.toString('latin1', start, end)

// --- tagged cells -------------------------------------------------------------------------------------------

const tags = {
  integer: Buffer.from('{"$integer":'),
  real: Buffer.from('{"$real":'),
  text: Buffer.from('{"$text":'),
  blob: Buffer.from('{"$blob":'),
  json: Buffer.from('{"$json":'),
} as const

/** What stands in a cell with this tag; undefined for a cell without it. */
function untagged(cell: Cell, tag: keyof typeof tags): Cell | undefined {
  const { bytes, start, end, kind } = cell
  const begin = tags[tag]
  if (kind !== valueKind.object || end - start <= begin.length) return undefined
  if (bytes.compare(begin, 0, begin.length, start, start + begin.length) !== 0) return undefined
  return cellAt(bytes, start + begin.length, end - 1)
}

const tagged = {
  $integer: 'an integer',
  $real: 'a float',
  $text: 'a text',
  $blob: 'a blob',
  $invalid: 'a text whose bytes are not UTF-8',
} as const

/** Why a cell that is not what its column says is refused, in the words of what it is; undefined for others. */
export function taggedReason({ bytes, start, end, kind }: Cell, native: string): string | undefined {
  if (kind !== valueKind.object) return undefined
  const tag = /^\{"(\$\w+)":/.exec(bytes.toString('latin1', start, Math.min(end, start + 16)))?.[1]
  const what = tagged[tag as keyof typeof tagged] as string | undefined
  return what === undefined ? undefined : `is ${what}, which ${native} cannot hold`
}

function cellAt(bytes: Buffer, start: number, end: number): Cell {
  const first = bytes[start]
  if (first === ascii.quote) {
    const escaped = bytes.subarray(start + 1, end - 1).includes(ascii.backslash)
    const kind = escaped ? valueKind.escapedString : valueKind.plainString
    return { bytes, start: start + 1, end: end - 1, kind }
  }
  return { bytes, start, end, kind: kindByByte[first!] ?? valueKind.number }
}

const kindByByte: Record<number, ValueKind> = {
  [ascii.n]: valueKind.null,
  [ascii.t]: valueKind.true,
  [ascii.f]: valueKind.false,
  [ascii.openBrace]: valueKind.object,
  [ascii.openBracket]: valueKind.array,
}

// --- numbers ------------------------------------------------------------------------------------------------

const writeInteger: CellWriter = (out, cell) => {
  const { bytes, start, end, kind } = cell
  if (kind === valueKind.true) return out.byte(ascii.zero + 1)
  if (kind === valueKind.false) return out.byte(ascii.zero)
  if ((kind === valueKind.number || kind === valueKind.plainString) && isInteger(bytes, start, end)) {
    return out.copy(bytes, start, end)
  }
  const inner = untagged(cell, 'integer')
  if (inner !== undefined) return writeInteger(out, inner)
  out.ascii(wholeNumber(cell) ?? refuse('is no integer'))
}

/** `0101` is 5. */
const writeBitsAsInteger: CellWriter = (out, cell) => {
  const text = textOf(cell)
  if (!isString(cell.kind) || !/^[01]+$/.test(text)) return writeInteger(out, cell)
  out.ascii(BigInt(`0b${text}`).toString())
}

function isInteger(bytes: Buffer, start: number, end: number): boolean {
  const first = bytes[start] === ascii.minus ? start + 1 : start
  for (let i = first; i < end; i++) if (!isDigit(bytes[i]!)) return false
  return end > first
}

/** `5.00`, `1e+21`: the digits, where there is no fraction. */
function wholeNumber(cell: Cell): string | undefined {
  if (cell.kind !== valueKind.number && cell.kind !== valueKind.plainString) return undefined
  return /^(-?\d+)(?:\.0*)?$/.exec(toFixedNotation(textOf(cell)))?.[1]
}

const writeYear: CellWriter = (out, cell) => {
  const value = cell.kind === valueKind.number ? Number(textOf(cell)) : Number.NaN
  // Other numbers below 100 would be taken for years of this century or the last.
  if (value !== 0 && !(value >= 1901 && value <= 2155)) refuse('is no year between 1901 and 2155')
  out.ascii(String(value).padStart(4, '0'))
}

function bitWriter(length: number, isBoolean: boolean): CellWriter {
  return (out, cell) => {
    if (length === 1 && cell.kind === valueKind.true) return out.byte(ascii.zero + 1)
    if (length === 1 && cell.kind === valueKind.false) return out.byte(ascii.zero)
    const text = textOf(cell)
    if (!/^[01]+$/.test(text)) refuse(isBoolean ? 'is neither true nor false' : 'is no string of bits')
    if (text.length !== length) refuse(`has ${text.length} bits, where the column holds ${length}`)
    out.ascii(BigInt(`0b${text}`).toString())
  }
}

function decimalWriter(precision: number, scale: number): CellWriter {
  return (out, cell) => {
    if (cell.kind === valueKind.true) return out.byte(ascii.zero + 1)
    if (cell.kind === valueKind.false) return out.byte(ascii.zero)
    const { bytes, start, end } = plainNumber(cell)
    if (!decimalFits(bytes, start, end, precision, scale))
      refuse(`does not fit decimal(${precision},${scale})`)
    out.copy(bytes, start, end)
  }
}

/** A number's cell in fixed notation, from any of its forms. */
function plainNumber(cell: Cell): Cell {
  const tagged = untagged(cell, 'integer') ?? untagged(cell, 'real')
  if (tagged !== undefined) return plainNumber(tagged)
  if (cell.kind !== valueKind.number && cell.kind !== valueKind.plainString) refuse('is no number')
  const word = cell.kind === valueKind.plainString ? notFinite(cell) : undefined
  if (word !== undefined) refuse(`is ${word}, which the engine's decimals do not have`)
  if (cell.bytes.subarray(cell.start, cell.end).includes(ascii.e)) {
    const bytes = Buffer.from(toFixedNotation(textOf(cell)))
    return { ...cell, bytes, start: 0, end: bytes.length }
  }
  return cell
}

/** NaN, Infinity, -Infinity. */
function notFinite(cell: Cell): string | undefined {
  const first = cell.bytes[cell.start]!
  if (isDigit(first) || isDigit(cell.bytes[cell.start + 1]!)) return undefined
  const text = textOf(cell)
  return /^(?:NaN|-?Infinity)$/.test(text) ? text : undefined
}

function floatWriter(bits: 32 | 64, decimals: number | undefined, flavor: Flavor): CellWriter {
  const write: CellWriter = (out, cell) => {
    const { bytes, start, end, kind } = cell
    if (kind === valueKind.true) return out.byte(ascii.zero + 1)
    if (kind === valueKind.false) return out.byte(ascii.zero)
    const tagged = untagged(cell, 'real') ?? untagged(cell, 'integer')
    if (tagged !== undefined) return write(out, tagged)
    if (kind !== valueKind.number && kind !== valueKind.plainString) refuse('is no number')
    const text = textOf(cell)
    if (!/^-?\d/.test(text)) refuse(`is ${text}, which the engine's floats do not have`)
    checkFloat(text, kind, bits, decimals)
    if (!flavor.hasNegativeZero && Object.is(Number(text), -0)) refuse('is -0, which the engine stores as 0')
    // The largest single's shortest digits are, as a double, above it: the server calls that out of range.
    if (bits === 32 && Math.abs(Number(text)) > 3.4e38) return out.ascii(String(Math.fround(Number(text))))
    out.copy(bytes, start, end)
  }
  return write
}

function checkFloat(text: string, kind: ValueKind, bits: 32 | 64, decimals: number | undefined): void {
  if (kind === valueKind.plainString && !isExactDouble(text)) refuse('would be rounded to a float')
  if (bits === 32 && !fitsSingle(Number(text))) refuse('would be rounded to a single-precision float')
  if (decimals === undefined) return
  const fixed = Buffer.from(toFixedNotation(text))
  if (decimalFits(fixed, 0, fixed.length, 400, decimals)) return
  if (storedDouble(Number(text), decimals) !== Number(text)) refuse(`has more than ${decimals} decimals`)
}

/**
 * What double(M,D) keeps of a value (Field_real::truncate of the servers): what is beyond the next lower whole number is
 * rounded by itself, so that -0.1 has noise far behind its decimals.
 */
function storedDouble(value: number, decimals: number): number {
  const whole = Math.floor(value)
  const power = 10 ** decimals
  return whole + Math.round((value - whole) * power) / power
}

// --- dates and times ----------------------------------------------------------------------------------------

const isDatePattern = (bytes: Buffer, start: number, end: number): boolean =>
  end - start === 10 &&
  bytes[start + 4] === ascii.minus &&
  bytes[start + 7] === ascii.minus &&
  isDigit(bytes[start]!)

const writeDate: CellWriter = (out, { bytes, start, end, kind }) => {
  if (kind !== valueKind.plainString || !isDatePattern(bytes, start, end)) {
    return refuse(temporalReason(bytes, start, end, kind, 'date'))
  }
  out.copy(bytes, start, end)
}

function temporalReason(bytes: Buffer, start: number, end: number, kind: ValueKind, type: string): string {
  const text = isString(kind) ? bytes.toString('utf8', start, end) : ''
  if (/^-?infinity$/.test(text)) return `is ${text}, which the engine's dates do not have`
  if (text.endsWith(' BC')) return 'is before the year 0, where the engine has no dates'
  if (/^[+]?\d{5,}-/.test(text)) return 'is after the year 9999, where the engine has no dates'
  return `is no ${type}`
}

function timeWriter(precision: number): CellWriter {
  return (out, { bytes, start, end, kind }) => {
    if (
      kind !== valueKind.plainString ||
      !/^-?\d{2,3}:\d\d:\d\d(\.\d{1,6})?$/.test(bytes.toString('latin1', start, end))
    ) {
      return refuse('is no time')
    }
    checkFraction(bytes, start, end, precision)
    out.copy(bytes, start, end)
  }
}

function timestampWriter(precision: number): CellWriter {
  return (out, { bytes, start, end, kind }) => {
    const stop = bytes[end - 1] === ascii.upperZ ? end - 1 : end
    if (kind !== valueKind.plainString || !isTimestampPattern(bytes, start, stop)) {
      return refuse(temporalReason(bytes, start, end, kind, 'timestamp'))
    }
    if (stop - start > 19) checkFraction(bytes, start, stop, precision)
    out.copy(bytes, start, stop)
  }
}

function isTimestampPattern(bytes: Buffer, start: number, end: number): boolean {
  if (end - start < 19 || !isDatePattern(bytes, start, start + 10)) return false
  if (bytes[start + 10] !== ascii.upperT || bytes[start + 13] !== ascii.colon) return false
  if (end - start > 19 && bytes[start + 19] !== ascii.dot) return false
  for (let i = start + 17; i < end; i++) if (i !== start + 19 && !isDigit(bytes[i]!)) return false
  return true
}

function checkFraction(bytes: Buffer, start: number, end: number, precision: number): void {
  if (fractionDigits(bytes, start, end) <= precision) return
  refuse(`has more than ${precision} digits of a second's fraction, and would be rounded`)
}

// --- text ---------------------------------------------------------------------------------------------------

const writeString: CellWriter = (out, { bytes, start, end, kind }) => {
  if (kind === valueKind.plainString) return writeEscaped(out, bytes, start, end)
  if (kind === valueKind.escapedString) return writeUnescaped(out, bytes, start, end)
  refuse('is no text')
}

/** A nested value or a word, as its JSON. */
const writeRawValue: CellWriter = (out, { bytes, start, end, kind }) => {
  if (!isString(kind)) return writeEscaped(out, bytes, start, end)
  out.byte(ascii.quote)
  writeEscaped(out, bytes, start, end)
  out.byte(ascii.quote)
}

function textWriter(target: Column, source: Column, isChar: boolean): CellWriter {
  const isOfOtherType = target.type !== 'text'
  const write: CellWriter = (out, cell) => {
    const { bytes, start, end, kind } = cell
    if (isString(kind)) {
      if (isChar && bytes[end - 1] === ascii.space && end > start) {
        refuse('ends with a blank, which a char column does not keep')
      }
      return writeString(out, cell)
    }
    if (kind === valueKind.number) return writeNumberAsText(out, cell, source)
    const tagged = untagged(cell, 'text')
    if (tagged !== undefined && !isOfOtherType) return write(out, tagged)
    if (source.type === 'json') return writeRawValue(out, untagged(cell, 'json') ?? cell)
    if (source.type === 'array' || source.type === 'set') return writeRawValue(out, cell)
    refuse('is no text')
  }
  return write
}

const numericTypes = new Set(['integer', 'decimal', 'float', 'boolean'])

function writeNumberAsText(out: ByteWriter, cell: Cell, source: Column): void {
  if (!numericTypes.has(source.type) && source.type !== 'json') refuse('is no text')
  out.copy(cell.bytes, cell.start, cell.end)
}

const writeUuid: CellWriter = (out, cell) => {
  const text = textOf(cell)
  // The server would put any other form into this one.
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text))
    refuse('is no uuid in lower case with hyphens')
  out.copy(cell.bytes, cell.start, cell.end)
}

const writeBareUuid: CellWriter = (out, cell) => {
  if (!isString(cell.kind)) refuse('is no uuid')
  out.ascii(textOf(cell).replaceAll('-', ''))
}

/** The server takes any text that its collation holds equal, and the number of a member: here only the member. */
function memberWriter(members: readonly string[]): CellWriter {
  const known = new Set(members)
  return (out, cell) => {
    if (!isString(cell.kind)) refuse('is no text')
    if (!known.has(decodeString(cell.bytes, cell.start, cell.end))) refuse('is no member of the enum')
    writeString(out, cell)
  }
}

function setWriter(members: readonly string[]): CellWriter {
  const known = new Set(members)
  return (out, cell) => {
    if (cell.kind !== valueKind.array) refuse('is no set')
    const chosen = JSON.parse(cell.bytes.toString('utf8', cell.start, cell.end)) as unknown[]
    const stranger = chosen.find((member) => typeof member !== 'string' || !known.has(member))
    if (stranger !== undefined) refuse(`has ${JSON.stringify(stranger)}, which is no member of the set`)
    if (new Set(chosen).size !== chosen.length) refuse('has a member of the set twice')
    const text = Buffer.from(chosen.join(','))
    writeEscaped(out, text, 0, text.length)
  }
}

// --- bytes --------------------------------------------------------------------------------------------------

const base64Bytes: Uint8Array = (() => {
  const table = new Uint8Array(256)
  for (const digit of Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')) {
    table[digit] = 1
  }
  return table
})()

/** `length`: of binary(n), which pads what is shorter. */
function binaryWriter(length: number | undefined, maxPacket: number): CellWriter {
  const write: CellWriter = (out, cell) => {
    const { bytes, start, end, kind } = cell
    const tagged = untagged(cell, 'blob')
    if (tagged !== undefined) return write(out, tagged)
    const count = kind === valueKind.plainString ? base64Length(bytes, start, end) : -1
    if (count < 0) refuse('is no base64')
    if (length !== undefined && count !== length)
      refuse(`has ${count} bytes, where the column holds ${length}`)
    if (count > maxPacket) refuse(packetReason(count, maxPacket))
    out.copy(bytes, start, end)
  }
  return write
}

export const packetReason = (length: number, maxPacket: number): string =>
  `is ${length} bytes long, more than the server's max_allowed_packet of ${maxPacket}, which may be raised`

/** How many bytes base64 says; -1 where it is none. FROM_BASE64 makes NULL of what it cannot read. */
function base64Length(bytes: Buffer, start: number, end: number): number {
  const count = end - start
  if (count % 4 !== 0) return -1
  let padding = 0
  while (padding < 2 && bytes[end - 1 - padding] === ascii.equals && count > 0) padding++
  for (let i = start; i < end - padding; i++) if (base64Bytes[bytes[i]!] === 0) return -1
  return (count / 4) * 3 - padding
}

function geometryWriter(maxPacket: number): CellWriter {
  return (out, { bytes, start, end, kind }) => {
    if (!isString(kind)) refuse('is no geometry')
    const stored = geometryBytes(decodeString(bytes, start, end))
    if (stored.length > maxPacket) refuse(packetReason(stored.length, maxPacket))
    out.ascii(stored.toString('base64'))
  }
}

const writeHex: CellWriter = (out, cell) => {
  if (cell.kind !== valueKind.plainString || !/^([0-9A-Fa-f]{2})*$/.test(textOf(cell))) {
    refuse('is not in hexadecimal digits')
  }
  out.copy(cell.bytes, cell.start, cell.end)
}

// --- json ---------------------------------------------------------------------------------------------------

/** `isBinary`: MySQL's own type, which keeps numbers as 64-bit integers and doubles. */
function jsonWriter(source: Column, isBinary: boolean, flavor: Flavor): CellWriter {
  // Of MySQL's own type, and of MariaDB's, which is a text that json_valid has looked at.
  const isChecked = isBinary || !flavor.hasBinaryJson
  const isOwnText = source.type === 'json' && !flavor.hasBinaryJson
  const write = source.form === 'spaced' && !isBinary ? spacedWriter() : writeRawValue
  return (out, cell) => {
    const isDocumentText = source.type === 'text' && isString(cell.kind)
    const document = untagged(cell, 'json') ?? cell
    // Its own json_valid() took it: it will say whether this one does.
    const text = isOwnText ? untagged(cell, 'text') : undefined
    if (text !== undefined) return writeString(out, text)
    for (const tag of ['integer', 'real', 'text', 'blob'] as const) {
      if (document === cell && untagged(cell, tag) !== undefined) refuse('is no JSON')
    }
    if (isBinary) checkJsonNumbers(document, isDocumentText)
    if (isChecked && !isDocumentText) checkSurrogates(document)
    if (isDocumentText) writeString(out, document)
    else write(out, document)
  }
}

/** The text that the source had, with a blank after each colon and comma. */
function spacedWriter(): CellWriter {
  const scratch = new ByteWriter(4096)
  return (out, { bytes, start, end, kind }) => {
    const quote = isString(kind) ? 1 : 0
    scratch.clear()
    writeSpaced(scratch, bytes, start - quote, end + quote)
    writeEscaped(out, scratch.buffer, 0, scratch.length)
  }
}

/** Canonical documents have whole pairs as characters, and so no such escape. */
function checkSurrogates({ bytes, start, end }: Cell): void {
  for (let at = start; at + 5 < end; at++) {
    if (bytes[at] !== ascii.backslash) continue
    at++
    if (bytes[at] !== ascii.u || (bytes[at + 1]! | 0x20) !== 0x64 /* d */) continue
    const escapes = /^u(d[89ab]..)(?:\\u(d[c-f]..))?/i.exec(
      bytes.toString('latin1', at, Math.min(end, at + 11)),
    )
    if (escapes?.[2] !== undefined) at += 10
    else if (/[89a-f]/i.test(String.fromCharCode(bytes[at + 2]!))) {
      refuse("holds half of a surrogate pair, which the engine's JSON does not take")
    }
  }
}

function checkJsonNumbers({ bytes, start, end, kind }: Cell, isDocumentText: boolean): void {
  if (isString(kind) && !isDocumentText) return
  const text = isDocumentText ? decodeString(bytes, start, end) : bytes.toString('utf8', start, end)
  const rounded = roundedJsonNumber(text)
  if (rounded !== undefined) refuse(`holds the number ${rounded}, which the engine's JSON would round`)
}
