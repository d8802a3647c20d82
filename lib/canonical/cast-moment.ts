import type { LogicalType } from '../schema/logical-type.ts'
import { ascii, isDigit } from './ascii.ts'
import type { ByteWriter } from './byte-writer.ts'
import { daysSince1970, secondsOfDay } from './calendar.ts'
import { type Cell, type CellWriter, isString, stringOf, unfit, untagged } from './cast-cell.ts'
import { dropsZeros, type NumberWriting, numberWriter, readNumber, withoutZeros } from './cast-number.ts'
import { valueKind } from './record-scanner.ts'

/*
 * Moments, days and times: as numbers since 1970, and as texts in the forms of ISO 8601. Of the calendar, the years
 * 1 to 9999 of the Gregorian one, as every engine has it.
 */

/** `micros` from 0 to 999999, also before 1970. */
interface Moment {
  seconds: number
  micros: number
}

const firstDay = -719_162
const lastDay = 2_932_896
const beyond = 'is beyond the years 1 to 9999'

/** Neighbouring records are often of the same day. */
let lastDate = { days: Number.NaN, text: '' }

function dateText(days: number): string {
  if (days !== lastDate.days) lastDate = { days, text: dateOf(days) }
  return lastDate.text
}

function dateOf(days: number): string {
  if (days < firstDay || days > lastDay) unfit(beyond)
  const z = days + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value))

const fractionText = (micros: number): string =>
  micros === 0 ? '' : `.${String(micros).padStart(6, '0').replace(/0+$/, '')}`

function momentText({ seconds, micros }: Moment): string {
  const days = Math.floor(seconds / secondsOfDay)
  const rest = seconds - days * secondsOfDay
  const time = `${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`
  return `${dateText(days)}T${time}${fractionText(micros)}`
}

// --- numbers ------------------------------------------------------------------------------------------------

/** A number is so many times ten, this many times, smaller than a second. */
export interface Unit {
  digits: 0 | 3 | 6
  /** `second`, `millisecond`. */
  name: string
}

/** What is left of a second, beyond any moment and any interval of any engine, is not read as a number. */
const mostWholeDigits = 14

/** Of the usual cell, its value; undefined where digits are to be dealt with as text. */
function smallInteger({ bytes, start, end, kind }: Cell): number | undefined {
  if (kind !== valueKind.number || end - start > 15) return undefined
  const isNegative = bytes[start] === ascii.minus
  let value = 0
  for (let i = isNegative ? start + 1 : start; i < end; i++) {
    const byte = bytes[i]!
    if (!isDigit(byte)) return undefined
    value = value * 10 + (byte - ascii.zero)
  }
  if (!isNegative) return value
  return value === 0 ? undefined : -value
}

function scaled(value: number, digits: Unit['digits']): Moment {
  const units = 10 ** digits
  const seconds = Math.floor(value / units)
  return { seconds, micros: (value - seconds * units) * 10 ** (6 - digits) }
}

/** A number of a unit, as seconds and microseconds. */
export function readSeconds(cell: Cell, { digits, name }: Unit, column: LogicalType): Moment {
  const value = smallInteger(cell)
  if (value !== undefined) return scaled(value, digits)
  const drops = dropsZeros(column)
  const text = readNumber(cell, { dropsZeros: drops, what: `number of ${name}s` })
  if (text.includes('.') && text.endsWith('0'))
    unfit(`is a number of ${name}s with zeros at its end, which would be lost`)
  const isNegative = text.startsWith('-')
  const [whole = '', rest = ''] = (isNegative ? text.slice(1) : text).split('.')
  const shifted = whole.padStart(digits + 1, '0')
  const point = shifted.length - digits
  const fraction = shifted.slice(point) + rest
  if (/[1-9]/.test(fraction.slice(6))) unfit('has a fraction of a microsecond')
  if (point > mostWholeDigits) unfit(beyond)
  const seconds = Number(shifted.slice(0, point))
  const micros = Number(fraction.slice(0, 6).padEnd(6, '0'))
  if (!isNegative) return { seconds, micros }
  return micros === 0
    ? { seconds: -seconds || 0, micros: 0 }
    : { seconds: -seconds - 1, micros: 1_000_000 - micros }
}

/** The digits of a number of a unit. */
export function secondsText({ seconds, micros }: Moment, { digits }: Unit): string {
  const isNegative = seconds < 0
  const borrows = isNegative && micros > 0
  const whole = isNegative ? -seconds - (borrows ? 1 : 0) : seconds
  const fraction = String(borrows ? 1_000_000 - micros : micros).padStart(6, '0')
  const shifted = (whole + fraction.slice(0, digits)).replace(/^0+(?=\d)/, '')
  const number = withoutZeros(digits === 6 ? shifted : `${shifted}.${fraction.slice(digits)}`)
  return isNegative && number !== '0' ? `-${number}` : number
}

const canonicalMoment = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?Z?$/

/** A canonical timestamp, as an instant of UTC. */
function readMoment(text: string, what: string): Moment {
  const match = canonicalMoment.exec(text)
  if (!match) return unfit(extreme(text) ?? `is no ${what}`)
  const [, year, month, day, hour, minute, second, fraction] = match
  const days = readDays(year!, month!, day!, what)
  return {
    seconds: days * secondsOfDay + readClock(hour!, minute!, second!, what),
    micros: readMicros(fraction),
  }
}

function extreme(text: string): string | undefined {
  if (/^-?infinity$/.test(text)) return `is ${text}, which no number says`
  return / BC$/.test(text) || /^\+?\d{5,}-/.test(text) ? beyond : undefined
}

function readDays(year: string, month: string, day: string, what: string): number {
  const days = daysSince1970(Number(year), Number(month), Number(day))
  if (days < firstDay || dateText(days) !== `${year}-${month}-${day}`) unfit(`is no ${what}`)
  return days
}

function readClock(hour: string, minute: string, second: string, what: string): number {
  if (hour > '23' || minute > '59' || second > '59') unfit(`is no ${what}`)
  return Number(hour) * 3600 + Number(minute) * 60 + Number(second)
}

function readMicros(fraction = ''): number {
  if (/[1-9]/.test(fraction.slice(6))) unfit('has a fraction of a microsecond')
  return Number(fraction.slice(0, 6).padEnd(6, '0'))
}

/** Between moments as numbers of a unit since 1970 and as timestamps. */
export function epochWriter(
  unit: Unit,
  source: LogicalType,
  target: LogicalType,
  writing: NumberWriting,
): CellWriter {
  const read = (cell: Cell): Moment => {
    const text = isTimestamp(source) && isString(cell) ? stringOf(cell)! : undefined
    return text === undefined ? readSeconds(cell, unit, source) : readMoment(text, 'moment')
  }
  if (isTimestamp(target) && !writing.isTagged) {
    const zone = target.type === 'timestamptz' ? 'Z' : ''
    return (out, cell) => out.ascii(`"${momentText(read(cell))}${zone}"`)
  }
  const write = numberWriter(target, { ...writing, unit: unit.name })
  return (out, cell) => write(out, secondsText(read(cell), unit))
}

const isTimestamp = ({ type }: LogicalType): boolean => type === 'timestamp' || type === 'timestamptz'

/** Between dates as numbers of days since 1970 and as dates. */
export function epochDaysWriter(
  source: LogicalType,
  target: LogicalType,
  writing: NumberWriting,
): CellWriter {
  const read = (cell: Cell): number => {
    if (source.type === 'date' && isString(cell)) return readDate(stringOf(cell)!)
    const text = readNumber(cell, { dropsZeros: dropsZeros(source), what: 'number of days' })
    if (text.includes('.')) unfit('has a fraction of a day')
    return Number(text)
  }
  if (target.type === 'date' && !writing.isTagged)
    return (out, cell) => out.ascii(`"${dateText(read(cell))}"`)
  const write = numberWriter(target, writing)
  return (out, cell) => write(out, String(read(cell)))
}

function readDate(text: string): number {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  if (!match) return unfit(extreme(text) ?? 'is no date')
  return readDays(match[1]!, match[2]!, match[3]!, 'date')
}

// --- durations ----------------------------------------------------------------------------------------------

/** Days of an interval are 32 bits with a sign. */
const mostDays = 2 ** 31 - 1

/**
 * Days of 24 hours, rounded down, and what is left of one: the form that Django gives an interval column. PostgreSQL
 * keeps `P1D` and `PT24H` apart, and of a number only one of them can come back.
 */
function intervalText({ seconds, micros }: Moment): string {
  const days = Math.floor(seconds / secondsOfDay)
  if (Math.abs(days) > mostDays) unfit('is beyond what an interval holds')
  const rest = seconds - days * secondsOfDay
  const [hour, minute, second] = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60]
  const time = [
    hour === 0 ? '' : `${hour}H`,
    minute === 0 ? '' : `${minute}M`,
    second === 0 && micros === 0 ? '' : `${second}${fractionText(micros)}S`,
  ].join('')
  if (days === 0 && time === '') return 'PT0S'
  return `P${days === 0 ? '' : `${days}D`}${time === '' ? '' : `T${time}`}`
}

const dayTime =
  /^P(?:(-?\d{1,10})D)?(?:T(?:(-?\d{1,12})H)?(?:(-?\d{1,12})M)?(?:(-?)(\d{1,13})(?:\.(\d{1,6}))?S)?)?$/

function readInterval(text: string): Moment {
  const match = dayTime.exec(text)
  if (!match)
    return unfit(/^P[^T]*[YM]/.test(text) ? 'has months, which are no number of seconds' : 'is no interval')
  const [, days = 0, hours = 0, minutes = 0, sign = '', seconds = 0, fraction = ''] = match
  const micros = Number(fraction.padEnd(6, '0'))
  const whole = Number(days) * secondsOfDay + Number(hours) * 3600 + Number(minutes) * 60
  const moment =
    sign === '' || micros === 0
      ? { seconds: whole + (sign === '' ? 1 : -1) * Number(seconds), micros }
      : { seconds: whole - Number(seconds) - 1, micros: 1_000_000 - micros }
  const again = intervalText(moment)
  if (again !== text)
    unfit(`would come back as ${again}: of a number, only days and a time of day can be made`)
  return moment
}

/** Between durations as numbers of a unit and as intervals. */
export function durationWriter(
  unit: Unit,
  source: LogicalType,
  target: LogicalType,
  writing: NumberWriting,
): CellWriter {
  const read = (cell: Cell): Moment =>
    source.type === 'interval' && isString(cell)
      ? readInterval(stringOf(cell)!)
      : readSeconds(cell, unit, source)
  if (target.type === 'interval') return (out, cell) => out.ascii(`"${intervalText(read(cell))}"`)
  const write = numberWriter(target, { ...writing, unit: unit.name })
  return (out, cell) => write(out, secondsText(read(cell), unit))
}

// --- texts --------------------------------------------------------------------------------------------------

type TemporalType = 'date' | 'time' | 'timestamp' | 'timestamptz'

const isoTime = /^(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?$/
const isoMoment =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?: ?(Z|z|UTC|([+-])(\d\d)(?::?(\d\d))?))?$/

/**
 * Texts in the forms of ISO 8601, of a text column or tagged in one of the type, in the canonical form of `target`.
 * A zone is read only where the type has one.
 */
export function isoWriter(type: TemporalType, target: LogicalType): CellWriter {
  const write =
    type === 'date'
      ? writeIsoDate
      : type === 'time'
        ? writeIsoTime
        : momentWriter(type === 'timestamptz', target.type === 'timestamptz' ? 'Z' : '')
  return (out, cell) => {
    const text = stringOf(untagged(cell, 'text') ?? cell) ?? unfit(`is no ${type}`)
    out.ascii('"')
    write(out, text)
    out.ascii('"')
  }
}

type WriteText = (out: ByteWriter, text: string) => void

const writeIsoDate: WriteText = (out, text) => out.ascii(dateText(readDate(text)))

const writeIsoTime: WriteText = (out, text) => {
  const [, hour, minute, second = '00', fraction] = isoTime.exec(text) ?? unfit('is no time in ISO form')
  readClock(hour!, minute!, second, 'time')
  out.ascii(`${hour}:${minute}:${second}${fractionText(readMicros(fraction))}`)
}

const momentWriter =
  (hasZone: boolean, suffix: '' | 'Z'): WriteText =>
  (out, text) => {
    const match = isoMoment.exec(text) ?? unfit('is no timestamp in ISO form')
    const [, date, hour, minute, second = '00', fraction, zone, sign, hours = '0', minutes = '0'] = match
    if (!hasZone && zone !== undefined) unfit('has a zone, which only timestamptz keeps')
    const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60)
    const clock = readClock(hour!, minute!, second, 'timestamp')
    const seconds = readDate(date!) * secondsOfDay + clock - offset
    out.ascii(momentText({ seconds, micros: readMicros(fraction) }) + suffix)
  }
