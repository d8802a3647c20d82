import { ascii, isDigit } from '../../canonical/ascii.ts'
import type { ByteWriter } from '../../canonical/byte-writer.ts'
import { writeQuoted } from '../../canonical/encode.ts'
import type { Column } from '../../schema/table.ts'
import { type CellReader, endOfCell, type FinishCell, writeTaggedText } from './finish-cell.ts'
import { formOf, type TemporalForm } from './temporal-form.ts'

const dateLength = 10
const timeLength = 8
const momentLength = dateLength + 1 + timeLength

/** Digits of a fraction that are taken for one: no engine keeps more, and nanoseconds are refused there by name. */
const maxFraction = 9

/** Texts of a temporal column: canonical where they are in the column's form, else tagged. */
export function temporalReader(column: Column): CellReader {
  const form = formOf(column)
  const suffix = Buffer.from(form.suffix)
  const [endOf, shortest] =
    column.type === 'date'
      ? [endOfDate, dateLength]
      : column.type === 'time'
        ? [endOfTime, timeLength]
        : [endOfMoment, momentLength]
  const isMoment = endOf === endOfMoment
  const hasZone = column.type === 'timestamptz'
  const extreme = extremes[column.type as keyof typeof extremes]
  /** Gives false, with nothing appended, where the text is in another form. */
  const put: (...cell: Parameters<FinishCell>) => boolean = (out, page, start, end) => {
    const stop = end - suffix.length
    const canonicalEnd = endsWith(page, stop, suffix) ? endOf(page, start, stop, form) : -1
    if (canonicalEnd < 0) return false
    out.byte(ascii.quote)
    const from = out.length
    out.copy(page, start, canonicalEnd)
    if (isMoment) out.buffer[from + dateLength] = ascii.upperT
    if (hasZone) out.byte(ascii.upperZ)
    out.byte(ascii.quote)
    return true
  }
  return {
    finish(out, page, start, end) {
      if (!put(out, page, start, end)) writeUnusual(out, page, start, end, extreme)
    },
    take(out, page, start) {
      // No end of a cell is in what has the form.
      const end = endOfCell(page, start + shortest)
      return put(out, page, start, end) ? end : -1
    },
  }
}

function writeUnusual(out: ByteWriter, page: Buffer, start: number, end: number, extreme: RegExp): void {
  if (extreme.test(page.toString('latin1', start, end))) writeQuoted(out, page, start, end)
  else writeTaggedText(out, page, start, end)
}

/** Values of other engines that no form can write; they are kept in their canonical text. */
const extremes = {
  date: /^(-?infinity|\d{5,}-\d\d-\d\d|\d{4,}-\d\d-\d\d BC)$/,
  time: /^(-\d{2,3}|\d{3}):\d\d:\d\d(\.\d{0,5}[1-9])?$/,
  timestamp:
    /^(-?infinity|\d{5,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,5}[1-9])?|\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,5}[1-9])? BC)$/,
  timestamptz:
    /^(-?infinity|\d{5,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,5}[1-9])?Z|\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,5}[1-9])?Z BC)$/,
} as const

function endsWith(page: Buffer, at: number, suffix: Buffer): boolean {
  for (let i = 0; i < suffix.length; i++) if (page[at + i] !== suffix[i]) return false
  return true
}

/** YYYY-MM-DD */
const isDate = (page: Buffer, at: number): boolean =>
  isDigitPair(page, at) &&
  isDigitPair(page, at + 2) &&
  page[at + 4] === ascii.minus &&
  isDigitPair(page, at + 5) &&
  page[at + 7] === ascii.minus &&
  isDigitPair(page, at + 8)

/** HH:MM:SS */
const isTime = (page: Buffer, at: number): boolean =>
  isDigitPair(page, at) &&
  page[at + 2] === ascii.colon &&
  isDigitPair(page, at + 3) &&
  page[at + 5] === ascii.colon &&
  isDigitPair(page, at + 6)

const isDigitPair = (page: Buffer, at: number): boolean => isDigit(page[at]!) && isDigit(page[at + 1]!)

/** Where the canonical text of a value in this form ends; -1 where it is in another. */
type EndOf = (page: Buffer, start: number, end: number, form: TemporalForm) => number

const endOfDate: EndOf = (page, start, end) => (end - start === dateLength && isDate(page, start) ? end : -1)

const endOfTime: EndOf = (page, start, end, form) => {
  if (end - start < timeLength || !isTime(page, start)) return -1
  return fractionEnd(page, start + timeLength, end, form)
}

const endOfMoment: EndOf = (page, start, end, form) => {
  const time = start + dateLength + 1
  if (!isDate(page, start)) return -1
  if (page[time - 1] !== (form.separator === 'T' ? ascii.upperT : ascii.space)) return -1
  return endOfTime(page, time, end, form)
}

/** Where the fraction that begins at `point` ends without its padding; -1 where the form has no such fraction. */
function fractionEnd(page: Buffer, point: number, end: number, { fraction }: TemporalForm): number {
  const digits = end - point - 1
  if (digits < 0) return fraction.kind === 'always' ? -1 : point
  if (page[point] !== ascii.dot) return -1
  for (let i = point + 1; i < end; i++) if (!isDigit(page[i]!)) return -1
  let stop = end
  while (page[stop - 1] === ascii.zero) stop--
  if (fraction.kind === 'trimmed') return digits > 0 && digits <= maxFraction && stop === end ? end : -1
  if (digits !== fraction.digits) return -1
  if (stop > point + 1) return stop
  return fraction.kind === 'always' ? point : -1
}
