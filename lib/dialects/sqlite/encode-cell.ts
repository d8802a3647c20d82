import { ascii } from '../../canonical/ascii.ts'
import { ByteWriter } from '../../canonical/byte-writer.ts'
import { decodeString, hasLoneSurrogate, toFixedNotation } from '../../canonical/decode.ts'
import { isUnsafeInteger, writeString } from '../../canonical/encode.ts'
import { doubleText } from '../../canonical/float.ts'
import { writeSpaced } from '../../canonical/json-layout.ts'
import { type ValueKind, valueKind } from '../../canonical/record-scanner.ts'
import { takesBareUuid } from '../../schema/fit.ts'
import { type Column, isIdentity } from '../../schema/table.ts'
import type { TableLoadPlan } from '../dialect.ts'
import { type Affinity, affinityOf } from './affinity.ts'
import { bigUnsignedSuffix, negativeZero } from './cell-sql.ts'
import { letterForm } from './sample-booleans.ts'
import { formOf, isTemporal, type TemporalForm } from './temporal-form.ts'

/*
 * Canonical values to the elements of the JSON arrays that load statements read (load-sql.ts), in a way that
 * SQLite's parser and the column's affinity leave exactly what is meant.
 */

export interface Span {
  bytes: Buffer
  kind: ValueKind
  start: number
  end: number
}

/** Writes one element; gives a reason where the column cannot hold the value. */
export type EncodeCell = (out: ByteWriter, cell: Span) => string | undefined

export function cellEncoder(source: Column, target: Column, affinity: Affinity): EncodeCell {
  const encode = encoderOf(source, target, affinity)
  const refusesNull = isIdentity(target) || !target.nullable
  return (out, cell) => {
    if (cell.kind !== valueKind.null) return encode(out, cell)
    if (refusesNull) return 'must not be null'
    out.ascii('null')
    return undefined
  }
}

function encoderOf(source: Column, target: Column, affinity: Affinity): EncodeCell {
  if (isTemporal(target.type)) return temporalEncoder(source, target)
  if (takesBareUuid(source, target)) return encodeBareUuid
  // What an unknown type is for, SQLite's own values tell (sample-numbers.ts): here there are none yet.
  const isNumber = target.type === 'other' && affinity === 'numeric' && numberTypes.has(source.type)
  switch (isNumber ? source.type : target.type) {
    case 'boolean':
      return writtenColumn(source, target).form === letterForm ? encodeLetter : encodeBoolean
    case 'integer':
      return integerEncoder(target)
    case 'float':
      return encodeFloat
    case 'decimal':
      return affinityOf(target.native) === 'text' ? decimalTextEncoder(target) : encodeDecimal
    case 'json':
      return source.type === 'json' ? jsonEncoder(target, source.form === 'spaced') : encodeJsonText
    case 'set':
    case 'array':
      return encodeArray
    case 'binary':
      return encodeBinary
    default:
      return source.type === 'json' ? encodeDocumentAsText : textEncoder(target, affinity)
  }
}

const numberTypes: ReadonlySet<Column['type']> = new Set(['boolean', 'integer', 'decimal', 'float'])

const isString = (kind: ValueKind): boolean =>
  kind === valueKind.plainString || kind === valueKind.escapedString

const textOf = ({ bytes, start, end }: Span): string => bytes.toString('latin1', start, end)

const encodeBoolean: EncodeCell = (out, cell) => {
  if (cell.kind === valueKind.true) out.byte(0x31)
  else if (cell.kind === valueKind.false) out.byte(0x30)
  else return copyInteger(out, cell) ? undefined : 'is not a boolean'
  return undefined
}

/** A number is no letter: it was written in another table. */
const encodeLetter: EncodeCell = (out, cell) => {
  if (cell.kind === valueKind.true) out.ascii('"t"')
  else if (cell.kind === valueKind.false) out.ascii('"f"')
  else return encodeBoolean(out, cell)
  return undefined
}

/** Copies digits that fit 64 bits with a sign; gives false for anything else. */
function copyInteger(out: ByteWriter, { bytes, kind, start, end }: Span): boolean {
  if (kind !== valueKind.number && kind !== valueKind.plainString) return false
  const first = bytes[start] === ascii.minus ? start + 1 : start
  if (first === end) return false
  for (let i = first; i < end; i++) if (bytes[i]! < ascii.zero || bytes[i]! > ascii.nine) return false
  if (isUnsafeInteger(bytes, start, end)) {
    const value = BigInt(bytes.toString('latin1', start, end))
    if (BigInt.asIntN(64, value) !== value) return false
  }
  out.copy(bytes, start, end)
  return true
}

function integerEncoder(target: Column): EncodeCell {
  return (out, cell) => {
    if (copyInteger(out, cell)) return undefined
    if (cell.kind === valueKind.true || cell.kind === valueKind.false) {
      out.byte(cell.kind === valueKind.true ? 0x31 : 0x30)
      return undefined
    }
    const text = textOf(cell)
    if (cell.kind === valueKind.escapedString || !/^-?\d+$/.test(text)) return 'is not an integer'
    if (isIdentity(target) || !target.unsigned || BigInt.asUintN(64, BigInt(text)) !== BigInt(text)) {
      return 'is out of range for an integer of 64 bits'
    }
    out.ascii(`"${text.padStart(20, '0')}${bigUnsignedSuffix}"`)
    return undefined
  }
}

function writeReal(out: ByteWriter, cell: Span, value: number): void {
  if (isReadExactly(cell)) out.copy(cell.bytes, cell.start, cell.end)
  else out.ascii(value.toPrecision(17))
}

/**
 * SQLite works a decimal out with 64 bits and then rounds it to a double's 53: where it lies almost in the middle between
 * two, the wrong one comes out. It cannot with 17 digits, which are close to one of them, nor with so few digits
 * after the point: n / 10^f is at least 2^-54 / 5^f of itself away from each middle. Seen of 0.012345 and -1.7820636e-11.
 */
function isReadExactly({ bytes, start, end }: Span): boolean {
  if (end - start > 15) return false
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!
    if (byte === ascii.e || byte === ascii.upperE) return false
    if (byte === ascii.dot) return end - at <= 5
  }
  return true
}

const encodeFloat: EncodeCell = (out, cell) => {
  const text = textOf(cell)
  if (text === 'NaN') out.ascii('"NaN"')
  else if (text === 'Infinity') out.ascii('9e999')
  else if (text === '-Infinity') out.ascii('-9e999')
  else if (text === '-0') out.ascii(`"${negativeZero}"`)
  else {
    const value = Number(text)
    if (cell.kind === valueKind.escapedString || text === '' || !Number.isFinite(value))
      return 'is not a number'
    if (cell.kind === valueKind.plainString && !sameDecimal(text, value)) {
      return 'has more digits than a double keeps'
    }
    writeReal(out, cell, value)
  }
  return undefined
}

/** Whether the digits are just those that the double is written with. */
const sameDecimal = (text: string, value: number): boolean =>
  normalDecimal(text) === normalDecimal(toFixedNotation(doubleText(value)))

function normalDecimal(text: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)0*(\d*?)(?:\.(\d*?)0*)?$/.exec(text) ?? [
    text,
    '',
    text,
  ]
  return `${whole === '' && fraction === '' ? '' : sign}${whole}.${fraction}`
}

const specialDecimals = new Set(['NaN', 'Infinity', '-Infinity'])

const decimalPattern = /^-?\d+(?:\.\d+)?$/

const encodeDecimal: EncodeCell = (out, cell) => {
  const written = textOf(cell)
  if (cell.kind === valueKind.plainString && specialDecimals.has(written)) {
    out.ascii(`"${written}"`)
    return undefined
  }
  const text = cell.kind === valueKind.number ? toFixedNotation(written) : written
  if (!decimalPattern.test(text)) return 'is not a decimal'
  if (cell.kind !== valueKind.number && isReadExactly(cell)) {
    out.copy(cell.bytes, cell.start, cell.end)
    return undefined
  }
  const [whole = '', fraction = ''] = text.split('.')
  if (/^0*$/.test(fraction) && BigInt.asIntN(64, BigInt(whole)) === BigInt(whole)) {
    out.ascii(whole)
    return undefined
  }
  const value = Number(text)
  if (!sameDecimal(text, value)) return 'has more digits than SQLite keeps in a number'
  out.ascii(value.toPrecision(17))
  return undefined
}

/** Digits that are kept as text stand with the declared scale, as in dumps. */
function decimalTextEncoder(target: Column): EncodeCell {
  const { scale } = target
  return (out, cell) => {
    const written = textOf(cell)
    const text = cell.kind === valueKind.number ? toFixedNotation(written) : written
    if (specialDecimals.has(text) || (scale === undefined && decimalPattern.test(text))) {
      out.ascii(`"${text}"`)
      return undefined
    }
    if (!decimalPattern.test(text)) return 'is not a decimal'
    const [whole = '', fraction = ''] = text.split('.')
    const digits = scale ?? 0
    if (/[1-9]/.test(fraction.slice(digits))) return `would be rounded to ${digits} digits after the point`
    out.ascii(digits === 0 ? `"${whole}"` : `"${whole}.${fraction.slice(0, digits).padEnd(digits, '0')}"`)
    return undefined
  }
}

function copyString(out: ByteWriter, { bytes, start, end }: Span): void {
  out.byte(ascii.quote)
  out.copy(bytes, start, end)
  out.byte(ascii.quote)
}

/** To an affinity a text ends at U+0000 (SQLite 3.52). */
const numericText = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*(?:\0|$)/

/** Whether a column's affinity would make a number of a text. */
const convertsText = (affinity: Affinity, text: string): boolean =>
  affinity !== 'text' && affinity !== 'blob' && numericText.test(text)

/** With its escapes undone: blanks before a number, and U+0000 after it, are escapes. */
const unescapedOf = (cell: Span): string =>
  cell.kind === valueKind.escapedString ? (JSON.parse(`"${textOf(cell)}"`) as string) : textOf(cell)

function textEncoder(target: Column, affinity: Affinity): EncodeCell {
  const keepsText = affinity === 'text' || affinity === 'blob'
  return (out, cell) => {
    if (!isString(cell.kind)) return 'is not a text'
    if (cell.kind === valueKind.escapedString && hasLoneSurrogate(cell.bytes, cell.start, cell.end)) {
      return 'holds half of a surrogate pair, which is no character'
    }
    if (!keepsText && convertsText(affinity, unescapedOf(cell))) {
      return `would become a number in a column of type ${target.native}`
    }
    copyString(out, cell)
    return undefined
  }
}

const encodeBareUuid: EncodeCell = (out, cell) => {
  if (!isString(cell.kind)) return 'is not a uuid'
  out.ascii(`"${textOf(cell).replaceAll('-', '')}"`)
  return undefined
}

/** A multiple of four, so that the groups of a slice are those of the whole. */
export const base64Slice = 65_536

const encodeBinary: EncodeCell = (out, cell) => {
  if (cell.kind === valueKind.plainString && cell.end - cell.start > base64Slice) {
    return encodeLongBinary(out, cell)
  }
  const blob = cell.kind === valueKind.plainString ? fromBase64(textOf(cell)) : undefined
  if (blob === undefined) return 'is not base64'
  out.byte(ascii.quote)
  out.reserve(blob.length * 2)
  out.length += out.buffer.write(blob.toString('hex'), out.length, 'latin1')
  out.byte(ascii.quote)
  return undefined
}

function encodeLongBinary(out: ByteWriter, { bytes, start, end }: Span): string | undefined {
  out.reserve(((end - start) / 2) * 3 + 2)
  out.byte(ascii.quote)
  for (const blob of base64Slices(bytes, start, end)) {
    if (blob === undefined) return 'is not base64'
    out.length += out.buffer.write(blob.toString('hex'), out.length, 'latin1')
  }
  out.byte(ascii.quote)
  return undefined
}

/** Whether all of a string's content is base64, as writers of dumps write it. */
export function isBase64({ bytes, start, end }: Span): boolean {
  for (const blob of base64Slices(bytes, start, end)) if (blob === undefined) return false
  return true
}

/** Slice by slice, for the texts of many megabytes would be in memory besides. */
function* base64Slices(bytes: Buffer, start: number, end: number): Generator<Buffer | undefined> {
  for (let at = start; at < end; at += base64Slice) {
    const stop = Math.min(at + base64Slice, end)
    const blob = fromBase64(bytes.toString('latin1', at, stop))
    const isPaddedInside = stop < end && blob?.length !== (base64Slice / 4) * 3
    yield isPaddedInside ? undefined : blob
  }
}

/** Node's decoder passes over what is no base64, so that the length tells; the last group may hold bits too many. */
function fromBase64(text: string): Buffer | undefined {
  const blob = Buffer.from(text, 'base64')
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  if (text.length % 4 !== 0 || blob.length !== (text.length / 4) * 3 - padding) return undefined
  const lastGroup = blob.subarray(Math.max(0, Math.ceil(blob.length / 3) - 1) * 3)
  return lastGroup.toString('base64') === text.slice(-4) ? blob : undefined
}

function writeWrapped(out: ByteWriter, { bytes, kind, start, end }: Span): void {
  out.byte(ascii.openBracket)
  const quote = isString(kind) ? 1 : 0
  out.copy(bytes, start - quote, end + quote)
  out.byte(ascii.closeBracket)
}

const encodeArray: EncodeCell = (out, cell) => {
  if (cell.kind !== valueKind.array) return 'is not an array'
  writeWrapped(out, cell)
  return undefined
}

/** The document of a cell: itself, or what a `$json` tag holds. */
function documentOf(cell: Span): Span {
  const { bytes, kind, start, end } = cell
  if (kind !== valueKind.object || !startsWith(bytes, start, jsonTag)) return cell
  const inner = start + jsonTag.length
  const isQuoted = bytes[inner] === ascii.quote
  return isQuoted
    ? { bytes, kind: valueKind.escapedString, start: inner + 1, end: end - 2 }
    : { bytes, kind: valueKind.object, start: inner, end: end - 1 }
}

const jsonTag = Buffer.from('{"$json":')

export function startsWith(bytes: Buffer, at: number, prefix: Buffer): boolean {
  const end = at + prefix.length
  return end <= bytes.length && bytes.compare(prefix, 0, prefix.length, at, end) === 0
}

/** Documents stand in an array of their own, which tells JSON's null from SQL's; those with white space are texts. */
function jsonEncoder(target: Column, isSpaced: boolean): EncodeCell {
  const isNumeric = affinityOf(target.native) === 'numeric'
  const write = isSpaced ? spacedWriter() : writeWrapped
  return (out, cell) => {
    const document = documentOf(cell)
    if (!isNumeric || document.kind !== valueKind.number) {
      write(out, document)
      return undefined
    }
    const number = storedNumber(textOf(document))
    if (number === undefined) {
      return `would be changed by SQLite, which makes a number of it in a column of type ${target.native}`
    }
    out.ascii(isSpaced ? number : `[${number}]`)
    return undefined
  }
}

function spacedWriter(): typeof writeWrapped {
  const scratch = new ByteWriter(4096)
  return (out, { bytes, kind, start, end }) => {
    const quote = isString(kind) ? 1 : 0
    scratch.clear()
    writeSpaced(scratch, bytes, start - quote, end + quote)
    writeString(out, scratch.buffer, 0, scratch.length)
  }
}

/** A document that NUMERIC affinity makes a number of, and that is read as the same again; undefined where it is not. */
function storedNumber(text: string): string | undefined {
  if (text === '-0') return undefined
  if (/^-?\d+$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text)) return text
  const value = Number(text)
  const staysReal = !Number.isInteger(value) || Math.abs(value) >= 2 ** 63
  return staysReal && doubleText(value) === text ? value.toPrecision(17) : undefined
}

/** The text of a document into a column of documents. */
const encodeJsonText: EncodeCell = (out, cell) => {
  if (!isString(cell.kind)) return 'is not JSON'
  const text = decodeString(cell.bytes, cell.start, cell.end)
  try {
    JSON.parse(text)
  } catch {
    return 'is not JSON'
  }
  out.utf8(`[${text.replace(/[\n\r]/g, ' ')}]`)
  return undefined
}

const encodeDocumentAsText: EncodeCell = (out, cell) => {
  const document = documentOf(cell)
  const quote = isString(document.kind) ? 1 : 0
  out.utf8(JSON.stringify(document.bytes.toString('utf8', document.start - quote, document.end + quote)))
  return undefined
}

/** What comes from SQLite is written as it was there; anything else as the column's values are. */
function temporalEncoder(source: Column, target: Column): EncodeCell {
  const form = formOf(writtenColumn(source, target))
  const write = target.type === 'date' ? writeDate : target.type === 'time' ? writeTime : writeMoment
  return (out, cell) => {
    if (cell.kind !== valueKind.plainString) return `is not a ${target.type}`
    out.byte(ascii.quote)
    const isWritten = write(out, cell, form)
    out.byte(ascii.quote)
    if (isWritten) return undefined
    return `is not a ${target.type}`
  }
}

/** The target's column, with the form in which its values are written. */
function writtenColumn(source: Column, target: Column): Column {
  const { form, ...rest } = target
  if (target.type === 'json') return source.form === undefined ? rest : { ...rest, form: source.form }
  const isTime = isTemporal(source.type) && isTemporal(target.type) && isMoment(source) === isMoment(target)
  const isAlike = isTime || (source.type === 'boolean' && target.type === 'boolean')
  return isAlike && source.form !== undefined ? { ...rest, form: source.form } : target
}

/** All columns of the target, as writtenColumn. */
export function writtenColumns({ target, columns }: TableLoadPlan): Column[] {
  const sources = new Map(columns.map((pair) => [pair.target.name, pair.source]))
  return target.columns.map((column) => writtenColumn(sources.get(column.name) ?? column, column))
}

const isMoment = ({ type }: Column): boolean => type === 'timestamp' || type === 'timestamptz'

type WriteTemporal = (out: ByteWriter, cell: Span, form: TemporalForm) => boolean

/** Values that no form can write (`infinity`, years before 1 or past 9999) are kept in their canonical text. */
function writeExtreme(out: ByteWriter, cell: Span, pattern: RegExp): boolean {
  const text = textOf(cell)
  if (!pattern.test(text)) return false
  out.ascii(text)
  return true
}

const writeDate: WriteTemporal = (out, cell, form) => {
  const { bytes, start, end } = cell
  if (end - start !== 10 || bytes[start + 4] !== ascii.minus || bytes[start + 7] !== ascii.minus) {
    return writeExtreme(out, cell, /^(-?infinity|\d{5,}-\d\d-\d\d|\d+-\d\d-\d\d BC)$/)
  }
  out.copy(bytes, start, end)
  out.ascii(form.suffix)
  return true
}

const writeTime: WriteTemporal = (out, cell, form) => {
  const { bytes, start, end } = cell
  if (bytes[start + 2] !== ascii.colon || bytes[start + 5] !== ascii.colon || end - start < 8) {
    return writeExtreme(out, cell, /^-?\d+:\d\d:\d\d(\.\d+)?$/)
  }
  out.copy(bytes, start, start + 8)
  writeFraction(out, cell, start + 8, end, form)
  return true
}

const writeMoment: WriteTemporal = (out, cell, form) => {
  const { bytes, start } = cell
  const end = bytes[cell.end - 1] === ascii.upperZ ? cell.end - 1 : cell.end
  const isUsual =
    end - start >= 19 &&
    bytes[start + 4] === ascii.minus &&
    bytes[start + 10] === ascii.upperT &&
    bytes[end - 1] !== 0x43
  if (!isUsual) {
    return writeExtreme(out, cell, /^(-?infinity|\d+-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?( BC)?)$/)
  }
  out.copy(bytes, start, start + 10)
  out.ascii(form.separator)
  out.copy(bytes, start + 11, start + 19)
  writeFraction(out, cell, start + 19, end, form)
  return true
}

/** The fraction, which begins with its point at `point` where there is one, and what follows it. */
function writeFraction(
  out: ByteWriter,
  { bytes }: Span,
  point: number,
  end: number,
  form: TemporalForm,
): void {
  out.copy(bytes, point, end)
  const { fraction } = form
  if (fraction.kind !== 'trimmed' && (end > point || fraction.kind === 'always')) {
    if (end === point) out.byte(ascii.dot)
    for (let digits = Math.max(0, end - point - 1); digits < fraction.digits; digits++) out.byte(ascii.zero)
  }
  out.ascii(form.suffix)
}

const tagPattern = /^\{"\$(integer|real|text|blob|invalid)":/

/** Whether an object stands for a cell of another storage class, rather than for a document. */
export function isTag(source: Column, { bytes, start, end }: Span): boolean {
  return source.type !== 'json' || tagPattern.test(bytes.toString('latin1', start, Math.min(end, start + 16)))
}

/**
 * A tagged cell, as an array of its storage class and its value. Refused where the column's affinity would
 * convert it: from such a column it cannot have come.
 */
export function encodeTagged(
  out: ByteWriter,
  cell: Span,
  target: Column,
  affinity: Affinity,
): string | undefined {
  const line = cell.bytes.toString('utf8', cell.start, cell.end)
  const tag = tagPattern.exec(line)?.[1]
  if (tag === undefined) return 'is an object, and no value of any column'
  const value = tag === 'integer' ? /-?\d+/.exec(line)![0] : Object.values(JSON.parse(line) as object)[0]
  const text = tag === 'real' && Object.is(value, -0) ? '-0' : String(value)
  // What is no integer is no rowid either, which is all that such a column holds.
  if (isIdentity(target) && tag !== 'integer') return 'is not an integer'
  switch (tag) {
    case 'integer':
      if (affinity === 'text' || affinity === 'real') return `would not stay an integer in ${target.native}`
      return writePair(out, 'i', text)
    case 'real':
      if (!keepsReal(affinity, Number(text))) return `would not stay a float in ${target.native}`
      return writePair(out, 'r', realText(Number(text)))
    case 'text':
      if (convertsText(affinity, text)) return `would not stay a text in ${target.native}`
      if (!text.isWellFormed()) return 'holds half of a surrogate pair, which is no character'
      return writePair(out, 't', text)
    default:
      return writePair(out, tag === 'blob' ? 'b' : 'x', Buffer.from(text, 'base64').toString('hex'))
  }
}

function keepsReal(affinity: Affinity, value: number): boolean {
  if (affinity === 'blob') return true
  if (affinity === 'real') return !Object.is(value, -0)
  return affinity !== 'text' && !(Number.isInteger(value) && Math.abs(value) < 2 ** 63)
}

function realText(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0.0' : value.toPrecision(17)
  return value > 0 ? '9e999' : '-9e999'
}

function writePair(out: ByteWriter, storage: string, text: string): undefined {
  out.utf8(JSON.stringify([storage, text]))
}
