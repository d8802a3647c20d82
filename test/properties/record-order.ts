import type { Column, ColumnType, Table } from '../../lib/schema/table.ts'
import type { Cell } from './arbitrary-value.ts'

/** docs/dump-format.md, "Order of records", by no engine's means. */
export type CompareCells = (a: Cell, b: Cell) => number

const orderedLast = new Set<ColumnType>(['json', 'array', 'range', 'geometry', 'other'])

/** Orders records, given as the cells of their columns. */
export function recordOrder({
  columns,
  primaryKey,
}: Pick<Table, 'columns' | 'primaryKey'>): (a: Cell[], b: Cell[]) => number {
  const places =
    primaryKey.length === 0
      ? [...columns.keys()]
      : primaryKey.map((name) => columns.findIndex((column) => column.name === name))
  const isLast = (place: number) => orderedLast.has(columns[place]!.type)
  const [first, last] = [places.filter((place) => !isLast(place)), places.filter(isLast)]
  const by = (columnsOf: readonly number[], compare: (place: number) => CompareCells) =>
    columnsOf.map((place) => [place, compare(place)] as const)
  const byValue = (place: number) => compareCells(columns[place]!)
  const comparisons = [
    ...by(first, byValue),
    // What is equal by value and yet not the same: 1.0 and 1.00, 0 and −0.
    ...by(primaryKey.length === 0 ? first : [], () => byBytes),
    ...by(last, byValue),
  ]
  return (a, b) => {
    for (const [place, compare] of comparisons) {
      const difference = compare(a[place]!, b[place]!)
      if (difference !== 0) return difference
    }
    return 0
  }
}

/** Null first. */
export function compareCells(column: Pick<Column, 'type'>): CompareCells {
  const compare = byType[column.type] ?? byBytes
  return (a, b) => {
    if (a === 'null' || b === 'null') return Number(b === 'null') - Number(a === 'null')
    return compare(a, b)
  }
}

const read = (cell: Cell): unknown => JSON.parse(cell)

const textOf = (cell: Cell): string => (cell.startsWith('"') ? (read(cell) as string) : cell)

const byBytes: CompareCells = (a, b) => Buffer.compare(Buffer.from(textOf(a)), Buffer.from(textOf(b)))

const byContent: CompareCells = (a, b) =>
  Buffer.compare(Buffer.from(textOf(a), 'base64'), Buffer.from(textOf(b), 'base64'))

export const difference = (a: number | bigint, b: number | bigint): number => (a < b ? -1 : a > b ? 1 : 0)

const byInteger: CompareCells = (a, b) => difference(BigInt(textOf(a)), BigInt(textOf(b)))

const byBoolean: CompareCells = (a, b) => difference(truth(a), truth(b))

const truth = (cell: Cell): number => Number(read(cell))

/** NaN is above all numbers, and −0 is 0. */
const byFloat: CompareCells = (a, b) => difference(rank(a), rank(b)) || difference(number(a), number(b))

const number = (cell: Cell): number => (Number.isNaN(Number(textOf(cell))) ? 0 : Number(textOf(cell)))

const rank = (cell: Cell): number => (textOf(cell) === 'NaN' ? 1 : 0)

const byDecimal: CompareCells = (a, b) =>
  difference(size(a), size(b)) || difference(...sameScale(textOf(a), textOf(b)))

function size(cell: Cell): number {
  const specials: Record<string, number> = { '-Infinity': -1, Infinity: 1, NaN: 2 }
  return specials[textOf(cell)] ?? 0
}

function sameScale(a: string, b: string): [bigint, bigint] {
  if (!/\d/.test(a) || !/\d/.test(b)) return [0n, 0n]
  const scale = Math.max(fractionOf(a).length, fractionOf(b).length)
  return [digits(a, scale), digits(b, scale)]
}

const fractionOf = (text: string): string => text.split('.')[1] ?? ''

const digits = (text: string, scale: number): bigint =>
  BigInt(text.replace('.', '') + '0'.repeat(scale - fractionOf(text).length))

const byTime: CompareCells = (a, b) => difference(microseconds(textOf(a)), microseconds(textOf(b)))

function microseconds(text: string): bigint {
  const [, sign = '', hours = '', minutes = '', seconds = '', fraction = ''] =
    /^(-?)(\d+):(\d\d):(\d\d)(?:\.(\d+))?$/.exec(text) ?? []
  const size =
    (BigInt(hours) * 3600n + BigInt(minutes) * 60n + BigInt(seconds)) * 1_000_000n +
    BigInt(fraction.padEnd(6, '0'))
  return sign === '' ? size : -size
}

const byMoment: CompareCells = (a, b) => {
  const [one, other] = [momentOf(textOf(a)), momentOf(textOf(b))]
  return difference(one.year, other.year) || Buffer.compare(Buffer.from(one.rest), Buffer.from(other.rest))
}

/** The year as a number; what comes after it sorts as text, once the zone is gone. */
function momentOf(text: string): { year: number; rest: string } {
  if (text.endsWith('infinity')) return { year: text.startsWith('-') ? -Infinity : Infinity, rest: '' }
  const [, year = '', rest = ''] = /^(\d+)-(.*?)Z?( BC)?$/.exec(text) ?? []
  return { year: text.endsWith(' BC') ? -Number(year) : Number(year), rest }
}

/** The document, without its tag. */
const byDocument: CompareCells = (a, b) => Buffer.compare(documentOf(a), documentOf(b))

const documentOf = (cell: Cell): Buffer =>
  Buffer.from(cell.startsWith('{"$json":') ? cell.slice(9, -1) : cell)

const byType: Partial<Record<ColumnType, CompareCells>> = {
  boolean: byBoolean,
  integer: byInteger,
  decimal: byDecimal,
  float: byFloat,
  binary: byContent,
  date: byMoment,
  time: byTime,
  timestamp: byMoment,
  timestamptz: byMoment,
  json: byDocument,
}
