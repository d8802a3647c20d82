import { ascii, hexDigits, isDigit } from '../../canonical/ascii.ts'
import { ByteWriter } from '../../canonical/byte-writer.ts'
import {
  characterLength,
  decodeBase64,
  decodeString,
  fractionDigits,
  hasLoneSurrogate,
  toFixedNotation,
  writeFieldJson,
  writeFieldText,
} from '../../canonical/decode.ts'
import { fitsSingle, formatFloat } from '../../canonical/float.ts'
import { writeSpaced } from '../../canonical/json-layout.ts'
import { type ValueKind, valueKind } from '../../canonical/record-scanner.ts'
import { takesBareUuid } from '../../schema/fit.ts'
import type { LogicalType } from '../../schema/logical-type.ts'
import type { Column } from '../../schema/table.ts'
import { decodeArray } from './array-literal.ts'
import { tooLong } from './field-check.ts'
import { jsonbMisfit } from './jsonb-misfit.ts'
import { arrayDelimiter, elementOf } from './native-type.ts'

/**
 * Appends a canonical JSON value, whose span and kind the scanner found, as a field of COPY's text format.
 * Gives the reason why PostgreSQL would refuse or, worse, change it; such a reason ends a sentence that
 * begins with the value. What the server itself refuses without fail is left to it.
 */
export type ValueDecoder = (
  out: ByteWriter,
  source: Buffer,
  start: number,
  end: number,
  kind: ValueKind,
) => string | undefined

export type Target = LogicalType & { native: string }

/** The decoder for values of `source` columns that go into a `target` column. Takes no null. */
export function valueDecoder(source: Column | Target, target: Target): ValueDecoder {
  if (source.type === 'json') return jsonDecoder(target, 'form' in source && source.form === 'spaced')
  const decode = plainDecoder(source, target)
  return (out, bytes, start, end, kind) => {
    if (kind === valueKind.object) return decodeTagged(out, bytes, start, end, target, decode)
    return decode(out, bytes, start, end, kind)
  }
}

function plainDecoder(source: LogicalType, target: Target): ValueDecoder {
  switch (target.type) {
    case 'boolean':
      return decodeBoolean
    case 'integer':
      return source.type === 'bit' ? decodeBits : decodeInteger
    case 'decimal':
      return decimalDecoder(target)
    case 'float':
      return floatDecoder(source, target)
    case 'text':
      return takesBareUuid(source, target) ? decodeBareUuid : textDecoder(source, target)
    case 'binary':
      return decodeBinary
    case 'date':
      return decodeDate
    case 'time':
      return timeDecoder(target.precision ?? 6)
    case 'timestamp':
    case 'timestamptz':
      return timestampDecoder(target.precision ?? 6)
    case 'json':
      return jsonTargetDecoder(source, target)
    case 'set':
    case 'array':
      return arrayDecoder(source, target)
    case 'interval':
      return intervalDecoder(target)
    case 'bit':
      return bitDecoder(target)
    default:
      return isListType(source) ? decodeJsonText : decodeOwnText(target)
  }
}

const isListType = ({ type }: LogicalType): boolean => type === 'array' || type === 'set'
const isString = (kind: ValueKind): boolean =>
  kind === valueKind.plainString || kind === valueKind.escapedString

/** The bytes of a string's content, unescaped where it must be; short values only. */
function contentOf(source: Buffer, start: number, end: number, kind: ValueKind): string {
  return kind === valueKind.escapedString
    ? decodeString(source, start, end)
    : source.toString('utf8', start, end)
}

const noBoolean = 'is neither true nor false'

const decodeBoolean: ValueDecoder = (out, source, start, end, kind) => {
  const isBoolean = kind === valueKind.true || kind === valueKind.false
  const text = isBoolean || end - start !== 1 ? '' : source.toString('latin1', start, end)
  if (!isBoolean && text !== '0' && text !== '1') return noBoolean
  out.byte(kind === valueKind.true || text === '1' ? ascii.t : ascii.f)
}

const decodeInteger: ValueDecoder = (out, source, start, end, kind) => {
  if (isPlainInteger(source, start, end) && (kind === valueKind.number || kind === valueKind.plainString)) {
    out.copy(source, start, end)
    return
  }
  if (kind === valueKind.true || kind === valueKind.false) {
    out.byte(kind === valueKind.true ? ascii.zero + 1 : ascii.zero)
    return
  }
  const text = kind === valueKind.number || isString(kind) ? contentOf(source, start, end, kind) : ''
  const integral = integralPart(text)
  if (integral === undefined) return 'is not an integer'
  out.ascii(integral)
}

/** A string of bits is a number to the base of 2. */
const decodeBits: ValueDecoder = (out, source, start, end, kind) => {
  const text = isString(kind) ? contentOf(source, start, end, kind) : ''
  if (!/^[01]+$/.test(text)) return 'is not a string of bits'
  out.ascii(String(BigInt(`0b${text}`)))
}

/** The integer that a decimal or float with nothing but zeros after its point is. */
function integralPart(text: string): string | undefined {
  const match = /^(-?\d+)(?:\.0*)?$/.exec(toFixedNotation(text))
  return match === null || match[1] === '-0' ? undefined : match[1]
}

function isPlainInteger(source: Buffer, start: number, end: number): boolean {
  const first = source[start] === ascii.minus ? start + 1 : start
  if (first === end || (first > start && source[first] === ascii.zero)) return false
  for (let i = first; i < end; i++) if (!isDigit(source[i]!)) return false
  return true
}

const specialNumber = /^(NaN|-?Infinity)$/

function decimalDecoder(target: Target): ValueDecoder {
  const { scale } = target
  const rounding = /,-(\d+)\)/.exec(target.native)?.[1]
  return (out, source, start, end, kind) => {
    if (kind === valueKind.plainString || kind === valueKind.number) {
      const fraction = plainFraction(source, start, end)
      if (fraction >= 0 && (scale === undefined || fraction <= scale) && rounding === undefined) {
        out.copy(source, start, end)
        return
      }
    }
    if (kind !== valueKind.number && !isString(kind)) return 'is not a number'
    const text = contentOf(source, start, end, kind)
    const reason = specialNumber.test(text) ? undefined : decimalMisfit(text, scale, Number(rounding ?? 0))
    if (reason === undefined) out.ascii(text)
    return reason
  }
}

function decimalMisfit(text: string, scale: number | undefined, roundedDigits: number): string | undefined {
  const match = /^-?(\d+)(?:\.(\d*))?$/.exec(toFixedNotation(text))
  if (!match) return 'is not a decimal number'
  if (text.startsWith('-') && Number(text) === 0) return 'is -0, which a decimal cannot be'
  const digits = (match[2] ?? '').replace(/0+$/, '').length
  if (scale !== undefined && digits > scale)
    return `has ${digits} digits after the point; the column keeps ${scale}`
  const whole = (match[1] ?? '').replace(/^0+/, '')
  if (whole !== '' && !whole.endsWith('0'.repeat(roundedDigits))) return 'would be rounded'
  return undefined
}

/** Digits after the point, trailing zeros not counted; -1 for -0 and what is not in fixed notation. */
export function plainFraction(source: Buffer, start: number, end: number): number {
  let i = source[start] === ascii.minus ? start + 1 : start
  if (i > start && source[i] === ascii.zero && isZero(source, i, end)) return -1
  const integer = i
  while (i < end && isDigit(source[i]!)) i++
  if (i === integer) return -1
  if (i === end) return 0
  if (source[i] !== ascii.dot) return -1
  let last = i
  for (let at = i + 1; at < end; at++) {
    if (!isDigit(source[at]!)) return -1
    if (source[at] !== ascii.zero) last = at
  }
  return last - i
}

function isZero(source: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (source[i] !== ascii.zero && source[i] !== ascii.dot) return false
  return true
}

/**
 * A JSON number from a float column means the double that it reads as; one of another column, and every string,
 * must be just that double or single.
 */
function floatDecoder(source: LogicalType, target: Target): ValueDecoder {
  const bits = target.bits === 32 ? 32 : 64
  const meansFloat = source.type === 'float' && (bits === 64 || source.bits === 32)
  return (out, bytes, start, end, kind) => {
    if (kind === valueKind.number && meansFloat) {
      out.copy(bytes, start, end)
      return
    }
    if (kind === valueKind.true || kind === valueKind.false) return 'is not a number'
    if (kind !== valueKind.number && !isString(kind)) return 'is not a number'
    const text = contentOf(bytes, start, end, kind)
    if (!specialNumber.test(text) && !floatHolds(text, bits)) {
      return /^-?\d/.test(text) ? `is not exactly a float of ${bits} bits` : 'is not a number'
    }
    out.ascii(text)
  }
}

function floatHolds(text: string, bits: 32 | 64): boolean {
  if (!/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return false
  const value = Number(text)
  if (bits === 32 && !fitsSingle(value)) return false
  if (Number.isSafeInteger(value)) return significant(text) === significant(String(value))
  return significant(text) === significant(formatFloat(value, bits)) || isExactInteger(text, value)
}

function isExactInteger(text: string, value: number): boolean {
  return /^-?\d+$/.test(text) && BigInt(text) === BigInt(value)
}

/** Sign and digits in fixed notation without the zeros that say nothing. */
function significant(text: string): string {
  const fixed = toFixedNotation(text)
  const [integer = '', fraction = ''] = fixed.replace('-', '').split('.')
  const sign = fixed.startsWith('-') ? '-' : ''
  return `${sign}${integer.replace(/^0+/, '')}.${fraction.replace(/0+$/, '')}`
}

const noText = 'is not text'
const hasNul = 'contains U+0000, which PostgreSQL cannot hold in text'
const loneSurrogate = 'contains half of a surrogate pair, which is no character'

/** A string into a text column, with what PostgreSQL would cut off or ignore refused. */
const decodeBareUuid: ValueDecoder = (out, source, start, end, kind) => {
  if (!isString(kind)) return 'is not a uuid'
  out.ascii(contentOf(source, start, end, kind).replaceAll('-', ''))
}

function textDecoder(source: LogicalType, target: Target): ValueDecoder {
  if (isListType(source)) return decodeJsonText
  const { length } = target
  const isName = /(^|\.)name$/.test(target.native)
  return (out, bytes, start, end, kind) => {
    const from = out.length
    const reason = writeString(out, bytes, start, end, kind)
    if (reason !== undefined) return reason
    if (isName && out.length - from > 63) return 'is longer than the 63 bytes of a name'
    if (out.length === from || out.buffer[out.length - 1] !== ascii.space) return undefined
    if (target.fixed) return 'ends with blanks, which a column of fixed length does not keep'
    if (length === undefined) return undefined
    const characters = characterLength(bytes, start, end, kind === valueKind.escapedString)
    return characters > length ? tooLong(length, 'characters') : undefined
  }
}

function writeString(
  out: ByteWriter,
  bytes: Buffer,
  start: number,
  end: number,
  kind: ValueKind,
): string | undefined {
  if (kind === valueKind.plainString) {
    out.copy(bytes, start, end)
    return
  }
  if (kind !== valueKind.escapedString) return noText
  if (!writeFieldText(out, bytes, start, end)) return hasNul
  if (hasLoneSurrogate(bytes, start, end)) return loneSurrogate
}

/** A string that the server reads as a type of its own; it refuses what is none. */
function decodeOwnText({ native }: Target): ValueDecoder {
  return (out, bytes, start, end, kind) => {
    if (!isString(kind)) return `is not a string, the only form that ${native} is loaded from`
    return writeString(out, bytes, start, end, kind)
  }
}

/** A nested value as the text of its JSON. */
const decodeJsonText: ValueDecoder = (out, bytes, start, end, kind) => {
  if (isString(kind)) writeFieldJson(out, bytes, start - 1, end + 1)
  else writeFieldJson(out, bytes, start, end)
  return undefined
}

const noBase64 = 'is not base64'

/** Base64 as bytea's `\x…`, whose backslash COPY wants doubled. */
const decodeBinary: ValueDecoder = (out, source, start, end, kind) => {
  if (kind === valueKind.escapedString) {
    const text = Buffer.from(decodeString(source, start, end))
    return decodeBinary(out, text, 0, text.length, valueKind.plainString)
  }
  if (kind !== valueKind.plainString) return noBase64
  out.ascii('\\\\x')
  out.reserve((end - start) * 2)
  const { buffer } = out
  const from = out.length
  const bytes = decodeBase64(buffer, from, source, start, end) - from
  if (bytes < 0) return noBase64
  // Backwards, so that no byte is written over before it is read.
  for (let i = bytes - 1; i >= 0; i--) {
    const byte = buffer[from + i]!
    buffer[from + 2 * i] = hexDigits[byte >> 4]!
    buffer[from + 2 * i + 1] = hexDigits[byte & 15]!
  }
  out.length = from + 2 * bytes
}

const datePattern = /^(-?infinity|\d{4,7}-\d\d-\d\d( BC)?)$/
/** Any fraction: one that is too fine is refused as such. */
const timePattern = /^(\d\d):(\d\d):(\d\d)(\.\d+)?$/
const timestampPattern = /^(-?infinity|\d{4,7}-\d\d-\d\d(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?Z?)?( BC)?)$/

const zeroDate = 'is a zero date, which PostgreSQL does not have'
const isZeroDate = (text: string): boolean => /^\d{4}-(00-\d\d|\d\d-00)|^0000-/.test(text)

/** Words like `now`, which the server would take for the date, and other spellings are refused here. */
const decodeDate: ValueDecoder = (out, source, start, end, kind) => {
  if (!isString(kind)) return 'is not a date'
  const text = contentOf(source, start, end, kind).replace(/T00:00:00Z?(?= BC$|$)/, '')
  if (!datePattern.test(text)) return 'is not a date'
  if (isZeroDate(text)) return zeroDate
  out.ascii(text)
}

function timeDecoder(precision: number): ValueDecoder {
  return (out, source, start, end, kind) => {
    if (!isString(kind)) return 'is not a time'
    const text = contentOf(source, start, end, kind)
    if (!timePattern.test(text) || text.slice(6, 8) > '59' || !isTimeOfDay(text))
      return 'is not a time of day'
    if (fractionDigits(source, start, end) > precision) return tooFine(precision)
    out.ascii(text)
  }
}

const isTimeOfDay = (text: string): boolean => text < '24' || /^24:00:00(\.0+)?$/.test(text)

const tooFine = (precision: number): string =>
  `has more than the ${precision} digits of a second's fraction that the column keeps`

function timestampDecoder(precision: number): ValueDecoder {
  return (out, source, start, end, kind) => {
    if (kind === valueKind.plainString && isUsualTimestamp(source, start, end)) {
      const last = source[end - 1] === ascii.upperZ ? end - 1 : end
      if (last - start - 20 > precision) return tooFine(precision)
      out.copy(source, start, end)
      return
    }
    if (!isString(kind)) return 'is not a timestamp'
    const text = contentOf(source, start, end, kind)
    if (!timestampPattern.test(text)) return 'is not a timestamp'
    if (isZeroDate(text)) return zeroDate
    if (fractionDigits(source, start, end) > precision) return tooFine(precision)
    out.ascii(text)
  }
}

/** `YYYY-MM-DDTHH:MM:SS[.ffffff][Z]` of no zero date, checked without a string. */
function isUsualTimestamp(source: Buffer, start: number, end: number): boolean {
  const last = source[end - 1] === ascii.upperZ ? end - 1 : end
  const length = last - start
  if (length < 19 || length > 26 || length === 20) return false
  for (let i = 0; i < length; i++) {
    const mark = timestampMarks[i]!
    const byte = source[start + i]!
    if (mark === 0 ? !isDigit(byte) : byte !== mark) return false
  }
  return (
    !isPair(source, start, '00') &&
    !isPair(source, start + 5, '00') &&
    !isPair(source, start + 8, '00') &&
    pairValue(source, start + 11) < 24 &&
    pairValue(source, start + 14) < 60 &&
    pairValue(source, start + 17) < 60
  )
}

const timestampMarks = Buffer.from('0000-00-00T00:00:00.000000').map((byte) =>
  byte === ascii.zero ? 0 : byte,
)

const isPair = (source: Buffer, at: number, pair: string): boolean =>
  source[at] === pair.charCodeAt(0) && source[at + 1] === pair.charCodeAt(1)

const pairValue = (source: Buffer, at: number): number =>
  (source[at]! - ascii.zero) * 10 + source[at + 1]! - ascii.zero

/** ISO 8601 as in dumps, and times of MySQL that are no time of day. */
function intervalDecoder(target: Target): ValueDecoder {
  const precision = target.precision ?? 6
  const decode = decodeOwnText(target)
  return (out, source, start, end, kind) => {
    if (isString(kind) && fractionDigits(source, start, end) > precision) return tooFine(precision)
    return decode(out, source, start, end, kind)
  }
}

function bitDecoder(target: Target): ValueDecoder {
  return (out, source, start, end, kind) => {
    if (kind === valueKind.true || kind === valueKind.false) {
      if (target.length !== undefined && target.length !== 1) return 'is one bit, and the column has more'
      out.byte(kind === valueKind.true ? ascii.zero + 1 : ascii.zero)
      return
    }
    const text = isString(kind) ? contentOf(source, start, end, kind) : ''
    if (!/^[01]*$/.test(text) || !isString(kind)) return 'is not a string of bits'
    out.ascii(text)
  }
}

function arrayDecoder(source: LogicalType, target: Target): ValueDecoder {
  if (source.type === 'text' || source.type === 'other') return decodeOwnText(target)
  const element = elementOf(target.type === 'set' ? { type: 'array', element: 'text' } : target)
  const native = target.native.replace(/(\[\])+$/, '')
  const sourceElement = source.type === 'array' ? elementOf(source) : element
  const decode = valueDecoder({ ...sourceElement, native }, { ...element, native })
  const form = { decode, delimiter: arrayDelimiter(native), scratch: new ByteWriter(4096) }
  return (out, bytes, start, end, kind) => {
    if (kind !== valueKind.array) return 'is not an array'
    return decodeArray(out, bytes, start, end, form)
  }
}

/** A text that goes into a JSON column is the document itself; an array is one. */
function jsonTargetDecoder(source: LogicalType, target: Target): ValueDecoder {
  const decode: ValueDecoder = isListType(source)
    ? decodeJsonText
    : (out, bytes, start, end, kind) =>
        isString(kind) ? writeString(out, bytes, start, end, kind) : 'is not JSON'
  if (!isJsonb(target)) return decode
  return (out, bytes, start, end, kind) => {
    const document = isString(kind) ? Buffer.from(contentOf(bytes, start, end, kind)) : undefined
    const misfit = document ? jsonbMisfit(document, 0, document.length) : jsonbMisfit(bytes, start, end)
    return misfit ?? decode(out, bytes, start, end, kind)
  }
}

const isJsonb = ({ native }: Target): boolean => native === 'jsonb'

const jsonTag = Buffer.from('{"$json":')

/** JSON documents into JSON columns, as arrays into arrays, and as their text into others. */
function jsonDecoder(target: Target, isSpaced: boolean): ValueDecoder {
  if (target.type === 'set') return arrayDecoder(target, target)
  if (target.type === 'array')
    return arrayDecoder({ type: 'array', element: target.element ?? 'other' }, target)
  const misfit = isJsonb(target) ? jsonbMisfit : () => undefined
  const write = isSpaced && target.native === 'json' ? spacedFieldWriter() : writeFieldJson
  return (out, bytes, start, end, kind) => {
    if (kind === valueKind.object && isJsonTagged(bytes, start, end)) {
      write(out, bytes, start + jsonTag.length, end - 1)
      return misfit(bytes, start + jsonTag.length, end - 1)
    }
    if (kind === valueKind.object && isForeignTag(bytes, start)) return 'is no JSON document'
    const quotes = isString(kind) ? 1 : 0
    write(out, bytes, start - quotes, end + quotes)
    return misfit(bytes, start - quotes, end + quotes)
  }
}

function spacedFieldWriter(): typeof writeFieldJson {
  const scratch = new ByteWriter(4096)
  return (out, source, start, end) => {
    scratch.clear()
    writeSpaced(scratch, source, start, end)
    writeFieldJson(out, scratch.buffer, 0, scratch.length)
  }
}

const isJsonTagged = (bytes: Buffer, start: number, end: number): boolean =>
  bytes.compare(jsonTag, 0, jsonTag.length, start, Math.min(end, start + jsonTag.length)) === 0

export const isForeignTag = (bytes: Buffer, start: number): boolean =>
  bytes[start + 1] === ascii.quote && bytes[start + 2] === ascii.dollar

/** Which target types can hold a cell of SQLite that is not of its column's type, just as it is. */
const tagTargets: Record<string, readonly LogicalType['type'][]> = {
  $integer: ['integer', 'decimal', 'float', 'boolean'],
  $real: ['float', 'decimal'],
  $text: ['text', 'array', 'other'],
  $blob: ['binary'],
}

function decodeTagged(
  out: ByteWriter,
  source: Buffer,
  start: number,
  end: number,
  target: Target,
  decode: ValueDecoder,
): string | undefined {
  const tag = /^\{"(\$\w+)":/.exec(source.toString('latin1', start, Math.min(end, start + 16)))?.[1]
  if (tag === undefined) return `is not ${target.type}`
  if (!tagTargets[tag]?.includes(target.type))
    return `${tagMeaning[tag] ?? 'has an unknown tag'}, which ${target.native} cannot hold`
  const from = start + tag.length + 4
  const to = end - 1
  if (source[from] !== ascii.quote) return decode(out, source, from, to, valueKind.number)
  const escaped = source.indexOf(ascii.backslash, from)
  const kind = escaped >= 0 && escaped < to ? valueKind.escapedString : valueKind.plainString
  if (target.type === 'array') return writeString(out, source, from + 1, to - 1, kind)
  return decode(out, source, from + 1, to - 1, kind)
}

const tagMeaning: Record<string, string> = {
  $integer: 'is an integer',
  $real: 'is a float',
  $text: 'is a text',
  $blob: 'is a blob',
  $invalid: 'is a text that is not valid UTF-8',
  $json: 'is a JSON document',
}
