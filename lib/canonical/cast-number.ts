import type { LogicalType } from '../schema/logical-type.ts'
import type { ByteWriter } from './byte-writer.ts'
import { bytesOf, type Cell, unfit, untagged } from './cast-cell.ts'
import { toFixedNotation } from './decode.ts'
import { isUnsafeInteger, writeFloatValue } from './encode.ts'
import { doubleText, fitsSingle } from './float.ts'
import { valueKind } from './record-scanner.ts'

/*
 * Numbers of any column as digits in fixed notation, and back. A text or a decimal without a declared scale keeps
 * the zeros behind its last digit, so that a number that has such zeros is not the same again unless they are kept.
 */

export interface NumberReading {
  /** Zeros at the end of a fraction say nothing: the column's scale gives them again. */
  dropsZeros: boolean
  /** What it is that is read, for the reason why it is not: `number of seconds`. */
  what: string
}

const fixedNotation = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/

/** A number in fixed notation, without `-0`. Throws Unfit. */
export function readNumber(cell: Cell, { dropsZeros, what }: NumberReading): string {
  const written = digitsOf(cell) ?? unfit(`is no ${what}`)
  const text = /e/i.test(written) ? toFixedNotation(written) : written
  if (!fixedNotation.test(text)) unfit(`is no ${what}`)
  const number = dropsZeros ? withoutZeros(text) : text
  if (/^-[0.]+$/.test(number)) unfit(`is -0, which is no ${what}`)
  return number
}

function digitsOf(cell: Cell): string | undefined {
  if (cell.kind === valueKind.number || cell.kind === valueKind.plainString) return bytesOf(cell)
  const tagged = untagged(cell, 'integer') ?? untagged(cell, 'real')
  return tagged === undefined ? undefined : digitsOf(tagged)
}

export const withoutZeros = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)

/** Whether a number of this column has the same zeros again when they are dropped on the way. */
export const dropsZeros = ({ type, scale }: LogicalType): boolean => type === 'decimal' && scale !== undefined

export interface NumberWriting {
  /** The column keeps a number that is no integer in any case, tagged. */
  keepsAnyValue: boolean
  /** A number in a column that says to hold something else. */
  isTagged: boolean
  /** What a fraction is one of, for the reason: `second`. */
  unit?: string
}

export type WriteNumber = (out: ByteWriter, text: string) => void

/** Writes a number in fixed notation as the column's canonical form has it. Throws Unfit. */
export function numberWriter(column: LogicalType, writing: NumberWriting): WriteNumber {
  if (writing.isTagged) return writeTagged
  switch (column.type) {
    case 'integer':
      return (out, text) => {
        if (!text.includes('.')) writeIntegerText(out, text)
        else if (writing.keepsAnyValue) writeTagged(out, text)
        else unfit(writing.unit === undefined ? 'has a fraction' : `has a fraction of a ${writing.unit}`)
      }
    case 'float':
      return (out, text) =>
        writeFloatValue(out, exactFloat(text, column.bits ?? 64), column.bits === 32 ? 32 : 64)
    case 'decimal':
      return (out, text) => out.ascii(`"${padded(text, column.scale)}"`)
    default:
      return (out, text) => out.ascii(`"${text}"`)
  }
}

export function writeIntegerText(out: ByteWriter, text: string): void {
  const bytes = Buffer.from(text)
  out.ascii(isUnsafeInteger(bytes, 0, bytes.length) ? `"${text}"` : text)
}

const writeTagged: WriteNumber = (out, text) => {
  const isReal = text.includes('.')
  out.ascii(isReal ? '{"$real":' : '{"$integer":')
  if (isReal) writeFloatValue(out, exactFloat(text, 64), 64)
  else writeIntegerText(out, text)
  out.ascii('}')
}

/** The double whose shortest digits are these. */
export function exactFloat(text: string, bits: number): number {
  const value = Number(text)
  if (toFixedNotation(doubleText(value)) !== text) unfit('has more digits than a float keeps')
  if (bits === 32 && !fitsSingle(value)) unfit('has more digits than a float of 32 bits keeps')
  return value
}

/** With the zeros that a declared scale gives. */
function padded(text: string, scale: number | undefined): string {
  if (scale === undefined || scale <= 0) return text
  const point = text.indexOf('.')
  if (point < 0) return `${text}.${'0'.repeat(scale)}`
  return text.padEnd(point + 1 + scale, '0')
}
