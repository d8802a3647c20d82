import type { Column, ColumnType } from '../schema/table.ts'
import { type Cell, stringOf } from './cast-cell.ts'
import { compareMoments, type SortedMoment, sortedMoment } from './compare-moment.ts'
import { compareNumbers, normalNumber, type SortedNumber, sortedNumber } from './compare-number.ts'
import { digitsOf, type NormalForm, numberOfBits, untag } from './compare-values.ts'
import { valueKind } from './record-scanner.ts'

/*
 * The order of records (docs/dump-format.md, "Order of records"): null first, then by value. A column of SQLite may hold
 * values of every storage class: numbers come before texts, and texts before blobs.
 */

/** A value that can be put in order with those of its pair of columns. */
export type SortedValue =
  | { rank: 0 }
  | { rank: 1; number: SortedNumber }
  | { rank: 2; moment: SortedMoment }
  | { rank: 2; text: Buffer }
  | { rank: 3; text: Buffer }

export type SortedForm = (cell: Cell) => SortedValue

type Sorting = 'number' | 'moment' | 'text' | 'binary'

const sortings: Partial<Record<ColumnType, Sorting>> = {
  boolean: 'number',
  integer: 'number',
  decimal: 'number',
  float: 'number',
  date: 'moment',
  time: 'moment',
  timestamp: 'moment',
  timestamptz: 'moment',
  text: 'text',
  uuid: 'text',
  enum: 'text',
  bit: 'text',
  binary: 'binary',
}

/**
 * How the values of two columns are put in one order. Undefined where no order is known in which both engines give
 * them: by an engine's own text of an interval, say.
 */
export function sortedForms(
  [left, right]: [Column, Column],
  [normalLeft, normalRight]: [NormalForm, NormalForm],
): [SortedForm, SortedForm] | undefined {
  const sorting = sortingOf(left, right)
  if (sorting === undefined) return undefined
  const isRewritten = left.type !== right.type || left.fixed !== right.fixed
  const form = (column: Column, normal: NormalForm): SortedForm =>
    sortedForm(sorting, column, normal, isRewritten)
  return [form(left, normalLeft), form(right, normalRight)]
}

function sortingOf(left: Column, right: Column): Sorting | undefined {
  const [a, b] = [sortings[left.type], sortings[right.type]]
  if (a === b) return a === 'moment' && (left.type === 'time') !== (right.type === 'time') ? undefined : a
  if (a === undefined || b === undefined) return undefined
  if ([left.type, right.type].includes('bit') && (a === 'number' || b === 'number')) return 'number'
  return a === 'moment' || b === 'moment' ? 'moment' : undefined
}

/** `isRewritten`: texts are in the order of their normal form, as of UUIDs of which one column has no hyphens. */
function sortedForm(sorting: Sorting, column: Column, normal: NormalForm, isRewritten: boolean): SortedForm {
  const form = plainForm(sorting, column, normal, isRewritten)
  return (cell) => {
    if (cell.kind === valueKind.null) return first
    return cell.kind === valueKind.object ? (taggedForm(cell) ?? form(cell)) : form(cell)
  }
}

const first: SortedValue = { rank: 0 }

const asText = (text: string): SortedValue => ({ rank: 2, text: Buffer.from(text) })

function asNumber(normal: string | undefined): SortedValue | undefined {
  return normal === undefined ? undefined : { rank: 1, number: sortedNumber(normal) }
}

function plainForm(sorting: Sorting, column: Column, normal: NormalForm, isRewritten: boolean): SortedForm {
  switch (sorting) {
    case 'number':
      return (cell) => {
        const bits = column.type === 'bit' ? numberOfBits(cell) : undefined
        return asNumber(bits ?? normalNumber(digitsOf(cell) ?? '')) ?? asText(writtenText(cell))
      }
    case 'moment':
      return (cell) => {
        const text = writtenText(cell)
        const moment = sortedMoment(text) ?? sortedMoment(normal(cell))
        return moment === undefined ? asText(text) : { rank: 2, moment }
      }
    case 'binary':
      return (cell) => ({ rank: 3, text: Buffer.from(writtenText(cell), 'base64') })
    case 'text':
      return isRewritten ? (cell) => asText(normal(cell)) : textForm
  }
}

const textForm: SortedForm = (cell) => {
  const { bytes, start, end, kind } = cell
  if (kind === valueKind.plainString) return { rank: 2, text: Buffer.from(bytes.subarray(start, end)) }
  return asText(writtenText(cell))
}

const writtenText = (cell: Cell): string =>
  stringOf(cell) ?? cell.bytes.toString('utf8', cell.start, cell.end)

/** By its storage class, where the cell is tagged with one. */
function taggedForm(cell: Cell): SortedValue | undefined {
  const tagged = untag(cell)
  if (!tagged) return undefined
  const text = writtenText(tagged.cell)
  switch (tagged.tag) {
    case '$integer':
    case '$real':
      return asNumber(normalNumber(text))
    case '$text':
      return asText(text)
    case '$invalid':
      return { rank: 2, text: Buffer.from(text, 'base64') }
    case '$blob':
      return { rank: 3, text: Buffer.from(text, 'base64') }
    default:
      return undefined
  }
}

export function compareSorted(a: SortedValue, b: SortedValue): number {
  if (a.rank !== b.rank) return a.rank - b.rank
  if ('number' in a && 'number' in b) return compareNumbers(a.number, b.number)
  if ('moment' in a && 'moment' in b) return compareMoments(a.moment, b.moment)
  if ('text' in a && 'text' in b) return Buffer.compare(a.text, b.text)
  // Of a temporal column, a text that is no moment: where it belongs among them is the engine's affair.
  return 'moment' in a ? -1 : 'moment' in b ? 1 : 0
}
