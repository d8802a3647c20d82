import { ascii, isDigit } from '../../canonical/ascii.ts'
import type { ByteWriter } from '../../canonical/byte-writer.ts'
import {
  writeBase64,
  writeDecimal,
  writeFloat,
  writeInteger,
  writeJson,
  writeMinified,
  writeQuoted,
  writeString,
  writeTime,
  writeTimestamp,
} from '../../canonical/encode.ts'
import { isJson } from '../../canonical/is-json.ts'
import type { Column, Table } from '../../schema/table.ts'
import { parseNative } from './column-type.ts'
import { geometryText } from './geometry-text.ts'
import { writePlainNumbers } from './plain-numbers.ts'
import { quoteName } from './sql-text.ts'
import { readLength } from './wire-statement.ts'

type CellWriter = (out: ByteWriter, source: Buffer, start: number, end: number) => void

interface CellPlan {
  /** What is selected. */
  expression: string
  write: CellWriter
}

/** Turns the rows of a table's SELECT, as they come in packets, into canonical lines. */
export class RowTranscoder {
  /** The select list that the rows must come from. */
  readonly selectList: string
  readonly #keys: Buffer[]
  readonly #writers: CellWriter[]

  constructor(table: Table) {
    const plans = table.columns.map(cellPlan)
    this.selectList = plans.map((plan) => plan.expression).join(', ')
    this.#writers = plans.map((plan) => plan.write)
    this.#keys = table.columns.map((column, index) =>
      Buffer.from(`${index === 0 ? '{' : ','}${JSON.stringify(column.name)}:`),
    )
  }

  /** Appends one line. */
  writeRow(out: ByteWriter, row: Buffer, start: number, end: number): void {
    const writers = this.#writers
    let at = start
    for (let column = 0; column < writers.length; column++) {
      const key = this.#keys[column]!
      out.copy(key, 0, key.length)
      let length = row[at++]!
      if (length === 0xfb) {
        writeNull(out)
        continue
      }
      if (length > 0xfb) {
        const long = readLength(row, at - 1)
        length = long.value
        at = long.next
      }
      writers[column]!(out, row, at, at + length)
      at += length
    }
    if (at !== end) throw new Error('a row packet holds more than its columns')
    out.reserve(2)
    out.buffer[out.length++] = ascii.closeBrace
    out.buffer[out.length++] = ascii.lf
  }
}

function writeNull(out: ByteWriter): void {
  out.reserve(4)
  out.buffer.writeUInt32LE(nullWord, out.length)
  out.length += 4
}

const nullWord = Buffer.from('null').readUInt32LE(0)

function cellPlan(column: Column): CellPlan {
  const name = quoteName(column.name)
  return { expression: expression(column, name), write: cellWriter(column) }
}

/** FLOAT prints six digits, ZEROFILL and DOUBLE(m,d) pad: as numbers of an expression they do not. */
function expression(column: Column, name: string): string {
  const { base, numbers } = parseNative(column.native)
  if (base === 'float' || (base === 'double' && numbers.length > 0)) return `${name} * 1e0`
  if (base === 'bit') {
    return column.type === 'bit' ? `LPAD(BIN(${name} + 0), ${numbers[0] ?? 1}, '0')` : `${name} + 0`
  }
  if (/zerofill/i.test(column.native) || base === 'year') return `${name} + 0`
  return base === 'vector' ? `HEX(${name})` : name
}

function cellWriter(column: Column): CellWriter {
  switch (column.type) {
    case 'boolean':
      return writeBoolean
    case 'integer':
      return writeInteger
    case 'decimal':
      return writeDecimal
    case 'float':
      return column.bits === 32 ? writeSingle : writeDouble
    case 'text':
      return column.fixed && parseNative(column.native).base !== 'char' ? writeTrimmed : writeString
    case 'binary':
      return writeBase64
    case 'date':
    case 'uuid':
      return writeQuoted
    case 'time':
      return writeTime
    case 'timestamp':
      return (out, source, start, end) => writeTimestamp(out, source, start, end, false)
    case 'timestamptz':
      return (out, source, start, end) => writeTimestamp(out, source, start, end, true)
    case 'json':
      return parseNative(column.native).base === 'json' ? writeBinaryJson : writeJsonText
    case 'array':
      return writeMinified
    case 'set':
      return parseNative(column.native).base === 'set' ? writeSet : writeMinified
    case 'geometry':
      return isStoredGeometry(column) ? writeGeometry : writeString
    default:
      return writeString
  }
}

/** A remembered geometry may be kept as text. */
export const isStoredGeometry = (column: Column): boolean =>
  !/text|char/.test(parseNative(column.native).base)

const writeSingle: CellWriter = (out, source, start, end) => writeFloat(out, source, start, end, 32)

const writeDouble: CellWriter = (out, source, start, end) =>
  isShortest(source, start, end) ? out.copy(source, start, end) : writeFloat(out, source, start, end, 64)

const mostWholeDigits = 15

/**
 * Whether a double's text is of a form in which the server's digits are the shortest that lead back to the double, laid
 * out as String(n) does it (dtoa's mode 4, of 420,000 doubles no one differed): with a point, between 1e-3 and 1e15.
 */
function isShortest(source: Uint8Array, start: number, end: number): boolean {
  let at = source[start] === ascii.minus ? start + 1 : start
  const first = at
  while (isDigit(source[at]!)) at++
  const whole = at - first
  if (source[at] !== ascii.dot || at >= end || whole === 0 || whole > mostWholeDigits) return false
  if (source[first] === ascii.zero && (whole > 1 || !isAboveThousandth(source, at))) return false
  at++
  while (at < end && isDigit(source[at]!)) at++
  return at === end && source[end - 1] !== ascii.zero && source[end - 1] !== ascii.dot
}

const isAboveThousandth = (source: Uint8Array, point: number): boolean =>
  source[point + 1] !== ascii.zero || source[point + 2] !== ascii.zero || source[point + 3] !== ascii.zero

/** Of MySQL's own JSON type. */
function writeBinaryJson(out: ByteWriter, source: Buffer, start: number, end: number): void {
  const from = out.length
  writeJson(out, source, start, end)
  writePlainNumbers(out, from)
}

/** MariaDB's json_valid() takes more than JSON, such as `1.` and `\'`; and checks can be switched off. */
function writeJsonText(out: ByteWriter, source: Buffer, start: number, end: number): void {
  if (isJson(source, start, end)) return writeJson(out, source, start, end)
  out.ascii('{"$text":')
  writeString(out, source, start, end)
  out.byte(ascii.closeBrace)
}

function writeBoolean(out: ByteWriter, source: Buffer, start: number, end: number): void {
  if (end - start === 1 && source[start] === ascii.zero) out.ascii('false')
  else if (end - start === 1 && source[start] === ascii.zero + 1) out.ascii('true')
  else out.copy(source, start, end)
}

function writeTrimmed(out: ByteWriter, source: Buffer, start: number, end: number): void {
  let stop = end
  while (stop > start && source[stop - 1] === ascii.space) stop--
  writeString(out, source, start, stop)
}

/** `a,b`: no member has a comma. */
function writeSet(out: ByteWriter, source: Buffer, start: number, end: number): void {
  out.byte(ascii.openBracket)
  let from = start
  while (from < end) {
    const comma = source.indexOf(ascii.comma, from)
    const to = comma < 0 || comma > end ? end : comma
    if (from > start) out.byte(ascii.comma)
    writeString(out, source, from, to)
    from = to + 1
  }
  out.byte(ascii.closeBracket)
}

function writeGeometry(out: ByteWriter, source: Buffer, start: number, end: number): void {
  out.ascii(JSON.stringify(geometryText(source.subarray(start, end))))
}
