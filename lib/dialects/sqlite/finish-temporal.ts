import { ascii, isDigit } from '../../canonical/ascii.ts'
import type { ByteWriter } from '../../canonical/byte-writer.ts'
import type { Column } from '../../schema/table.ts'
import { writeTaggedText } from './finish-cell.ts'
import type { FinishCell } from './page-marks.ts'
import { formOf, type TemporalForm } from './temporal-form.ts'

const dateLength = 10
const timeLength = 8

/** Digits of a fraction that are taken for one: no engine keeps more, and nanoseconds are refused there by name. */
const maxFraction = 9

/** Texts of a temporal column, as JSON strings: canonical where they are in the column's form, else tagged. */
export function temporalFinisher(column: Column): FinishCell {
  const form = formOf(column)
  const suffix = Buffer.from(form.suffix)
  const write = column.type === 'date' ? writeDate : column.type === 'time' ? writeTime : writeMoment
  const zone = column.type === 'timestamptz' ? 'Z' : ''
  const extreme = extremes[column.type as keyof typeof extremes]
  return (out, page, start, end) => {
    const from = out.length
    const stop = end - 1 - suffix.length
    out.byte(ascii.quote)
    const isUsual = endsWith(page, stop, suffix) && write(out, page, start + 1, stop, form)
    if (isUsual) return out.ascii(`${zone}"`)
    out.length = from
    if (extreme.test(page.toString('latin1', start + 1, end - 1))) return out.copy(page, start, end)
    writeTaggedText(out, page, start, end)
  }
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

function hasPattern(page: Buffer, at: number, length: number, separator: number, places: number[]): boolean {
  for (let i = 0; i < length; i++) {
    const byte = page[at + i]!
    if (places.includes(i) ? byte !== separator : !isDigit(byte)) return false
  }
  return true
}

const isDate = (page: Buffer, at: number): boolean => hasPattern(page, at, dateLength, ascii.minus, [4, 7])

const isTime = (page: Buffer, at: number): boolean => hasPattern(page, at, timeLength, ascii.colon, [2, 5])

function writeDate(out: ByteWriter, page: Buffer, start: number, end: number): boolean {
  if (end - start !== dateLength || !isDate(page, start)) return false
  out.copy(page, start, end)
  return true
}

function writeTime(out: ByteWriter, page: Buffer, start: number, end: number, form: TemporalForm): boolean {
  if (end - start < timeLength || !isTime(page, start)) return false
  const stop = fractionEnd(page, start + timeLength, end, form)
  if (stop < 0) return false
  out.copy(page, start, stop)
  return true
}

function writeMoment(out: ByteWriter, page: Buffer, start: number, end: number, form: TemporalForm): boolean {
  const time = start + dateLength + 1
  if (end - time < timeLength || !isDate(page, start)) return false
  if (page[time - 1] !== form.separator.charCodeAt(0)) return false
  const from = out.length + dateLength
  out.copy(page, start, time)
  out.buffer[from] = ascii.upperT
  return writeTime(out, page, time, end, form)
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
