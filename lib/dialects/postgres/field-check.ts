import { ascii } from '../../canonical/ascii.ts'
import { daysOfMonth } from '../../canonical/calendar.ts'
import type { LogicalType } from '../../schema/logical-type.ts'
import type { Column } from '../../schema/table.ts'
import { readNativeType } from './native-type.ts'

/**
 * Why the server would refuse a field of COPY (buffer[start..end), as its decoder wrote it). It finds no fault with
 * what the server takes; undefined also where only the server can tell.
 */
export type FieldCheck = (buffer: Buffer, start: number, end: number) => string | undefined

export const isNullButMayNot = 'is null, and the column takes no null'
export const noSuchTime = 'is out of the range of dates and times, or no such date'
export const noMember = 'is none of the values that the column takes'

export const outOfRange = (type: string): string => `is out of range for ${type}`
export const tooLong = (length: number, unit: string): string =>
  `is longer than the ${length} ${unit} of the column`

/**
 * What a load leaves to the server, and a trial looks at itself so as to tell every fault of a record.
 * Undefined for columns of which this tool knows no more than the decoder does.
 */
export function fieldCheck(source: Pick<Column, 'type'>, target: Column): FieldCheck | undefined {
  // A comment may remember another type; the server's limits are those of the one that stores it.
  const stored = readNativeType(target.native) ?? target
  switch (target.type) {
    case 'integer':
      return stored.type === 'integer' ? integerCheck(stored.bits ?? 64, stored.unsigned === true) : undefined
    case 'decimal':
      return decimalCheck(target.native, stored)
    case 'text':
      return stored.length === undefined ? undefined : lengthCheck(stored.length)
    case 'date':
      return calendarCheck(5_874_897)
    case 'timestamp':
    case 'timestamptz':
      return calendarCheck(294_276)
    case 'enum':
      return target.values === undefined ? undefined : memberCheck(new Set(target.values))
    case 'uuid':
      return stored.type === 'uuid' ? uuidCheck : undefined
    case 'bit':
      return stored.length === undefined ? undefined : bitCheck(stored.length, stored.fixed === true)
    case 'json':
      return source.type === 'json' ? undefined : jsonCheck
  }
  return undefined
}

const integerNames: Record<number, string> = { 16: 'smallint', 32: 'integer', 64: 'bigint' }

function integerCheck(bits: number, unsigned: boolean): FieldCheck {
  const name = unsigned ? 'oid' : (integerNames[bits] ?? 'bigint')
  const lowest = unsigned ? 0n : -(1n << BigInt(bits - 1))
  const highest = unsigned ? (1n << BigInt(bits)) - 1n : (1n << BigInt(bits - 1)) - 1n
  const safeDigits = String(highest).length - 1
  return (buffer, start, end) => {
    if (end - start <= safeDigits && (lowest < 0n || buffer[start] !== ascii.minus)) return undefined
    const value = BigInt(buffer.toString('latin1', start, end))
    return value < lowest || value > highest ? outOfRange(name) : undefined
  }
}

function decimalCheck(native: string, { precision, scale = 0 }: LogicalType): FieldCheck | undefined {
  if (precision === undefined) return undefined
  return (buffer, start, end) => {
    const text = buffer.toString('latin1', start, end)
    if (text === 'NaN') return undefined
    const integer = /^-?0*(\d*)(?:\.\d*)?$/.exec(text)?.[1]
    if (integer === undefined && !/Infinity$/.test(text)) return undefined
    return integer === undefined || integer.length > precision - scale ? outOfRange(native) : undefined
  }
}

function lengthCheck(length: number): FieldCheck {
  return (buffer, start, end) => {
    if (end - start <= length) return undefined
    return characters(buffer, start, end) > length ? tooLong(length, 'characters') : undefined
  }
}

/** COPY writes a control character or a backslash as two bytes. */
function characters(buffer: Buffer, start: number, end: number): number {
  let count = 0
  for (let i = start; i < end; i++) {
    if (buffer[i] === ascii.backslash) i++
    if ((buffer[i]! & 0xc0) !== 0x80) count++
  }
  return count
}

/** Julian day 0, before which there is nothing. */
const firstYear = 4714
const firstDay = 1124

function calendarCheck(lastYear: number): FieldCheck {
  return (buffer, start, end) => {
    const text = buffer.toString('latin1', start, end)
    const match = /^(\d+)-(\d\d)-(\d\d)/.exec(text)
    if (!match) return undefined
    const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
    const isBefore = text.endsWith('BC')
    if (month < 1 || month > 12 || day < 1) return noSuchTime
    if (day > daysOfMonth(isBefore ? 1 - year : year, month)) return noSuchTime
    if (!isBefore) return year > lastYear ? noSuchTime : undefined
    const isTooEarly = year > firstYear || (year === firstYear && month * 100 + day < firstDay)
    return isTooEarly ? noSuchTime : undefined
  }
}

const memberCheck =
  (members: ReadonlySet<string>): FieldCheck =>
  (buffer, start, end) =>
    members.has(fieldText(buffer, start, end)) ? undefined : noMember

/** Braces and hyphens may stand in more than one way: what has 32 digits is left to the server. */
const uuidCheck: FieldCheck = (buffer, start, end) =>
  /^\{?[0-9a-f-]*\}?$/i.test(buffer.toString('latin1', start, end)) && digitsOf(buffer, start, end) === 32
    ? undefined
    : 'is not valid for uuid'

const digitsOf = (buffer: Buffer, start: number, end: number): number =>
  buffer.toString('latin1', start, end).replace(/[{}-]/g, '').length

function bitCheck(length: number, fixed: boolean): FieldCheck {
  return (_, start, end) => {
    if (fixed) return end - start === length ? undefined : `is not just ${length} bits long`
    return end - start > length ? tooLong(length, 'bits') : undefined
  }
}

const jsonCheck: FieldCheck = (buffer, start, end) => {
  try {
    JSON.parse(fieldText(buffer, start, end))
    return undefined
  } catch (error) {
    return error instanceof SyntaxError || (error as Error).name === 'SyntaxError'
      ? 'is not valid for json'
      : undefined
  }
}

const escaped: Record<string, string> = { t: '\t', n: '\n', r: '\r', '\\': '\\' }

/** A field as the text that the server reads. */
function fieldText(buffer: Buffer, start: number, end: number): string {
  const text = buffer.toString('utf8', start, end)
  return text.includes('\\')
    ? text.replace(/\\(.)/gs, (_, letter: string) => escaped[letter] ?? letter)
    : text
}
