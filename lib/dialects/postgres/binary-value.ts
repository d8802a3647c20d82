import { ascii, hexValues, isDigit } from '../../canonical/ascii.ts'
import { copyBytes } from '../../canonical/byte-writer.ts'
import { daysOfMonth, daysSince1970, secondsOfDay } from '../../canonical/calendar.ts'
import { characterLength, decodeBase64, unescapeText } from '../../canonical/decode.ts'
import { type ValueKind, valueKind } from '../../canonical/record-scanner.ts'
import { takesBareUuid } from '../../schema/fit.ts'
import type { LogicalType } from '../../schema/logical-type.ts'
import type { Column } from '../../schema/table.ts'
import { jsonbMisfit } from './jsonb-misfit.ts'
import { isForeignTag, plainFraction } from './value-decoder.ts'

/*
 * Values as PostgreSQL's binary COPY takes them (its receive functions: src/backend/utils/adt/*.c, *_recv). The server
 * takes less than half as long for it as for text, of which timestamps and doubles are what it parses longest.
 */

/**
 * Writes a canonical JSON value, without its length, to `to` from `at` on; gives where it ends. There is room for the
 * value's span and `spareBytes` more. -1: it is none of the usual ones, and the text format, which has every value, is to
 * decide.
 */
export type BinaryWriter = (
  to: Buffer,
  at: number,
  source: Buffer,
  start: number,
  end: number,
  kind: ValueKind,
) => number

export const spareBytes = 32

const unusual = -1

/** The writer for usual values of `source` columns that go into a `target` column; none for types that come as text. */
export function binaryWriter(source: Column, target: Column): BinaryWriter | undefined {
  const accepted = acceptedSources[target.type]
  if (!accepted?.includes(source.type)) return undefined
  const native = target.native.replace(/\(.*?\)/, '')
  switch (target.type) {
    case 'boolean':
      return native === 'boolean' ? writeBoolean : undefined
    case 'integer':
      return native === 'numeric' ? decimalWriter({ scale: 0 }) : integerWriters[native]
    case 'decimal':
      return native === 'numeric' && !target.native.includes(',-') ? decimalWriter(target) : undefined
    case 'float':
      return floatWriter(source, native)
    case 'text':
      return textTypes.has(native) && !takesBareUuid(source, target) ? textWriter(target) : undefined
    case 'enum':
      return writeString
    case 'binary':
      return native === 'bytea' ? writeBytes : undefined
    case 'uuid':
      return native === 'uuid' ? writeUuid : undefined
    case 'date':
      return writeDate
    case 'time':
      return timeWriter(target.precision ?? mostFraction)
    case 'timestamp':
    case 'timestamptz':
      return timestampWriter(target.precision ?? mostFraction)
    case 'json':
      if (source.form === 'spaced') return undefined
      return native === 'json' ? writeJson : native === 'jsonb' ? writeJsonb : undefined
    default:
      return undefined
  }
}

/** By the target's type. */
const acceptedSources: Partial<Record<LogicalType['type'], readonly LogicalType['type'][]>> = {
  boolean: ['boolean'],
  integer: ['integer', 'boolean'],
  decimal: ['decimal', 'integer'],
  float: ['float'],
  text: ['text'],
  enum: ['enum', 'text'],
  binary: ['binary'],
  uuid: ['uuid'],
  date: ['date'],
  time: ['time'],
  timestamp: ['timestamp', 'timestamptz'],
  timestamptz: ['timestamptz', 'timestamp'],
  json: ['json'],
}

const textTypes: ReadonlySet<string> = new Set(['text', 'character varying', 'character'])

const mostFraction = 6

const writeBoolean: BinaryWriter = (to, at, _source, _start, _end, kind) => {
  if (kind !== valueKind.true && kind !== valueKind.false) return unusual
  to[at] = kind === valueKind.true ? 1 : 0
  return at + 1
}

/** Every integer of so many digits is a double, and far from the limits of a bigint. */
const safeDigits = 15

const writeSmallint: BinaryWriter = (to, at, source, start, end, kind) => {
  const value = integerOf(source, start, end, kind)
  return value >= -0x8000 && value <= 0x7fff ? putInt16(to, at, value) : unusual
}

const writeInteger: BinaryWriter = (to, at, source, start, end, kind) => {
  const value = integerOf(source, start, end, kind)
  return value >= -0x8000_0000 && value <= 0x7fff_ffff ? putInt32(to, at, value) : unusual
}

const writeBigint: BinaryWriter = (to, at, source, start, end, kind) => {
  const value = integerOf(source, start, end, kind)
  return Number.isNaN(value) ? writeLongInteger(to, at, source, start, end, kind) : putInt64(to, at, value)
}

const integerWriters: Record<string, BinaryWriter> = {
  smallint: writeSmallint,
  integer: writeInteger,
  bigint: writeBigint,
}

/** NaN for what is none, and for one of many digits. */
function integerOf(source: Buffer, start: number, end: number, kind: ValueKind): number {
  if (kind === valueKind.true) return 1
  if (kind === valueKind.false) return 0
  if (kind !== valueKind.number && kind !== valueKind.plainString) return Number.NaN
  const isNegative = source[start] === ascii.minus
  const first = isNegative ? start + 1 : start
  if (first === end || end - first > safeDigits) return Number.NaN
  let value = 0
  for (let i = first; i < end; i++) {
    const byte = source[i]!
    if (!isDigit(byte)) return Number.NaN
    value = value * 10 + byte - ascii.zero
  }
  if (!isNegative) return value
  return value === 0 ? Number.NaN : -value
}

const longestInteger = '-9223372036854775808'.length

const writeLongInteger: BinaryWriter = (to, at, source, start, end, kind) => {
  if (kind !== valueKind.number && kind !== valueKind.plainString) return unusual
  if (end - start > longestInteger) return unusual
  const text = source.toString('latin1', start, end)
  if (!/^-?[1-9]\d*$/.test(text)) return unusual
  const value = BigInt(text)
  return BigInt.asIntN(64, value) === value ? to.writeBigInt64BE(value, at) : unusual
}

/** Of an integer that a double holds. */
function putInt64(to: Buffer, at: number, value: number): number {
  const high = Math.floor(value / 0x1_0000_0000)
  return putInt32(to, putInt32(to, at, high), value - high * 0x1_0000_0000)
}

/** Of its 32 low bits. */
export function putInt32(to: Buffer, at: number, value: number): number {
  to[at] = value >>> 24
  to[at + 1] = value >>> 16
  to[at + 2] = value >>> 8
  to[at + 3] = value
  return at + 4
}

export function putInt16(to: Buffer, at: number, value: number): number {
  to[at] = value >> 8
  to[at + 1] = value
  return at + 2
}

/** To the base of 10,000, counted from the point. */
const groupDigits = 4
const negativeSign = 0x4000
const mostDecimalBytes = 200

/** Two bytes for four digits, and what groups that are not full take beyond that: no more than there is room for. */
function decimalWriter({ scale = mostDecimalBytes }: Pick<LogicalType, 'scale'>): BinaryWriter {
  return (to, at, source, start, end, kind) => {
    if (kind !== valueKind.plainString && kind !== valueKind.number) return unusual
    if (end - start > mostDecimalBytes) return unusual
    const fraction = plainFraction(source, start, end)
    if (fraction < 0 || fraction > scale) return unusual
    const isNegative = source[start] === ascii.minus
    const first = isNegative ? start + 1 : start
    let point = first
    while (point < end && source[point] !== ascii.dot) point++
    const written = Math.max(0, end - point - 1)
    const groups = Math.ceil((point - first) / groupDigits)
    let next = putInt16(to, at, groups + Math.ceil(written / groupDigits))
    next = putInt16(to, next, groups - 1)
    next = putInt16(to, next, isNegative ? negativeSign : 0)
    next = putInt16(to, next, written)
    for (let i = point - groups * groupDigits; i < point; i += groupDigits)
      next = putInt16(to, next, digitsAt(source, i, first, point))
    for (let i = point + 1; i < end; i += groupDigits)
      next = putInt16(to, next, digitsAt(source, i, point + 1, end))
    return next
  }
}

/** The value of a group of digits; those before `first` and from `end` on are zeros. */
function digitsAt(source: Buffer, at: number, first: number, end: number): number {
  let value = 0
  for (let i = at; i < at + groupDigits; i++)
    value = value * 10 + (i >= first && i < end ? source[i]! - ascii.zero : 0)
  return value
}

function floatWriter(source: Column, native: string): BinaryWriter | undefined {
  if (native === 'double precision') return writeDouble
  return native === 'real' && source.bits === 32 ? writeSingle : undefined
}

const scratch = new DataView(new ArrayBuffer(8))

const writeDouble: BinaryWriter = (to, at, source, start, end, kind) => {
  if (kind !== valueKind.number) return unusual
  const value = Number(source.toString('latin1', start, end))
  if (!Number.isFinite(value) || (value === 0 && !isWrittenZero(source, start, end))) return unusual
  scratch.setFloat64(0, value)
  return putInt32(to, putInt32(to, at, scratch.getInt32(0)), scratch.getInt32(4))
}

const leastNormalSingle = 2 ** -126

/** A number that lies half-way between two singles as a double need not do so by itself. */
const writeSingle: BinaryWriter = (to, at, source, start, end, kind) => {
  if (kind !== valueKind.number) return unusual
  const value = Number(source.toString('latin1', start, end))
  const single = Math.fround(value)
  if (!Number.isFinite(single)) return unusual
  if (value === 0 ? !isWrittenZero(source, start, end) : Math.abs(value) < leastNormalSingle) return unusual
  scratch.setFloat64(0, value)
  if ((scratch.getUint32(4) & 0x1fff_ffff) === 0x1000_0000) return unusual
  scratch.setFloat32(0, single)
  return putInt32(to, at, scratch.getInt32(0))
}

/** And no number that is too small for a double. */
function isWrittenZero(source: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const byte = source[i]!
    if (byte > ascii.zero && byte <= ascii.nine) return false
    if ((byte | 0x20) === ascii.e) return true
  }
  return true
}

const writeString: BinaryWriter = (to, at, source, start, end, kind) => {
  if (kind === valueKind.plainString) return copyBytes(to, at, source, start, end)
  return kind === valueKind.escapedString ? unescapeText(to, at, source, start, end) : unusual
}

/** Blanks at the end are what the server would cut off without a word. */
function textWriter({ length, fixed }: LogicalType): BinaryWriter {
  if (length === undefined) return writeString
  return (to, at, source, start, end, kind) => {
    const next = writeString(to, at, source, start, end, kind)
    if (next <= at || to[next - 1] !== ascii.space) return next
    if (fixed) return unusual
    return characterLength(source, start, end, kind === valueKind.escapedString) <= length ? next : unusual
  }
}

const writeBytes: BinaryWriter = (to, at, source, start, end, kind) =>
  kind === valueKind.plainString ? decodeBase64(to, at, source, start, end) : unusual

const uuidLength = 36
const isHyphen = (position: number): boolean =>
  position === 8 || position === 13 || position === 18 || position === 23

const writeUuid: BinaryWriter = (to, at, source, start, end, kind) => {
  if (kind !== valueKind.plainString || end - start !== uuidLength) return unusual
  let next = at
  let i = start
  while (i < end) {
    if (isHyphen(i - start) && source[i++] !== ascii.minus) return unusual
    const high = hexValues[source[i]!]!
    const low = hexValues[source[i + 1]!]!
    if (high === 255 || low === 255) return unusual
    to[next++] = (high << 4) | low
    i += 2
  }
  return next
}

/** Of two digits; NaN for anything else. */
function pairAt(source: Buffer, at: number): number {
  const tens = source[at]! - ascii.zero
  const ones = source[at + 1]! - ascii.zero
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

/** From 1970, where JavaScript begins to count, to 2000. */
const daysTo2000 = 10_957
const dateLength = 10
const timeLength = 8

const writeDate: BinaryWriter = (to, at, source, start, end, kind) => {
  if (kind !== valueKind.plainString || end - start !== dateLength) return unusual
  const days = daysSince2000(source, start)
  return Number.isNaN(days) ? unusual : putInt32(to, at, days)
}

/** Of `YYYY-MM-DD`; NaN for anything else and for days that there are none of. */
function daysSince2000(source: Buffer, at: number): number {
  if (source[at + 4] !== ascii.minus || source[at + 7] !== ascii.minus) return Number.NaN
  const year = pairAt(source, at) * 100 + pairAt(source, at + 2)
  const month = pairAt(source, at + 5)
  const day = pairAt(source, at + 8)
  if (!(year > 0 && month > 0 && month <= 12 && day > 0)) return Number.NaN
  return day > daysOfMonth(year, month) ? Number.NaN : daysSince1970(year, month, day) - daysTo2000
}

const million = 1_000_000

/** The text format takes 24:00:00 as well. */
function timeWriter(precision: number): BinaryWriter {
  return (to, at, source, start, end, kind) => {
    if (kind !== valueKind.plainString || end - start < timeLength) return unusual
    const microseconds =
      secondsAt(source, start) * million + microsecondsAt(source, start + timeLength, end, precision)
    return Number.isNaN(microseconds) ? unusual : putInt64(to, at, microseconds)
  }
}

/** Of `HH:MM:SS`; NaN for anything else. */
function secondsAt(source: Buffer, at: number): number {
  if (source[at + 2] !== ascii.colon || source[at + 5] !== ascii.colon) return Number.NaN
  const hours = pairAt(source, at)
  const minutes = pairAt(source, at + 3)
  const seconds = pairAt(source, at + 6)
  return hours < 24 && minutes < 60 && seconds < 60 ? (hours * 60 + minutes) * 60 + seconds : Number.NaN
}

/** Of nothing, or a point and at most so many digits that go to the end; NaN for anything else. */
function microsecondsAt(source: Buffer, at: number, end: number, precision: number): number {
  if (at === end) return 0
  const digits = end - at - 1
  if (source[at] !== ascii.dot || digits < 1 || digits > precision) return Number.NaN
  let value = 0
  for (let i = at + 1; i < end; i++) {
    if (!isDigit(source[i]!)) return Number.NaN
    value = value * 10 + source[i]! - ascii.zero
  }
  for (let i = digits; i < mostFraction; i++) value *= 10
  return value
}

/** Seconds on either side of 2000 whose microseconds a double holds: years 1714 to 2285. */
const safeSeconds = 9e9

/** `YYYY-MM-DDTHH:MM:SS[.ffffff][Z]`. */
function timestampWriter(precision: number): BinaryWriter {
  return (to, at, source, start, end, kind) => {
    const timeAt = start + dateLength + 1
    if (kind !== valueKind.plainString || end < timeAt + timeLength || source[timeAt - 1] !== ascii.upperT)
      return unusual
    const last = source[end - 1] === ascii.upperZ ? end - 1 : end
    const seconds = daysSince2000(source, start) * secondsOfDay + secondsAt(source, timeAt)
    const fraction = microsecondsAt(source, timeAt + timeLength, last, precision)
    if (Number.isNaN(seconds + fraction)) return unusual
    if (Math.abs(seconds) < safeSeconds) return putInt64(to, at, seconds * million + fraction)
    return to.writeBigInt64BE(BigInt(seconds) * BigInt(million) + BigInt(fraction), at)
  }
}

const writeJson: BinaryWriter = (to, at, source, start, end, kind) => {
  if (kind === valueKind.object && isForeignTag(source, start)) return unusual
  const quotes = kind === valueKind.plainString || kind === valueKind.escapedString ? 1 : 0
  return copyBytes(to, at, source, start - quotes, end + quotes)
}

const jsonbVersion = 1

const writeJsonb: BinaryWriter = (to, at, source, start, end, kind) => {
  to[at] = jsonbVersion
  const next = writeJson(to, at + 1, source, start, end, kind)
  return next < 0 || jsonbMisfit(to, at + 1, next) !== undefined ? unusual : next
}
