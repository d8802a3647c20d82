import type { Cell } from '../canonical/cast-cell.ts'
import { compareSorted, type SortedValue } from '../canonical/compare-keys.ts'
import { RecordScanner, type ValueKind, valueKind } from '../canonical/record-scanner.ts'
import type { Table } from '../schema/table.ts'
import type { ComparedColumn, TablePlan } from './compare-plan.ts'

/** A record's line, with its values found: of one side, until the next is scanned. */
export class ScannedLine {
  bytes: Buffer = Buffer.alloc(0)
  readonly scanner: RecordScanner

  constructor({ columns }: Table) {
    this.scanner = new RecordScanner(columns.map(({ name }) => name))
  }

  /** Gives the position after the line. Throws MalformedRecord. */
  scan(bytes: Buffer, at: number): number {
    this.bytes = bytes
    return this.scanner.scan(bytes, at)
  }

  cell(place: number): Cell {
    const { starts, ends, kinds } = this.scanner
    return { bytes: this.bytes, start: starts[place]!, end: ends[place]!, kind: kinds[place]! as ValueKind }
  }

  isNull(place: number): boolean {
    return this.scanner.kinds[place] === valueKind.null
  }
}

/** Whether two values are the same bytes, and so need no closer look. */
function isSameSpan(left: ScannedLine, leftPlace: number, right: ScannedLine, rightPlace: number): boolean {
  const [a, b] = [left.scanner, right.scanner]
  if (a.kinds[leftPlace] !== b.kinds[rightPlace]) return false
  const [start, end] = [a.starts[leftPlace]!, a.ends[leftPlace]!]
  const [from, to] = [b.starts[rightPlace]!, b.ends[rightPlace]!]
  if (end - start !== to - from) return false
  if (end - start >= nativeCompareFrom) return left.bytes.compare(right.bytes, from, to, start, end) === 0
  for (let i = 0; i < end - start; i++) if (left.bytes[start + i] !== right.bytes[from + i]) return false
  return true
}

/** Below this a byte loop is faster. */
const nativeCompareFrom = 64

function isEqualIn(column: ComparedColumn, left: ScannedLine, right: ScannedLine): boolean {
  if (isSameSpan(left, column.left, right, column.right)) return true
  if (left.isNull(column.left) || right.isNull(column.right)) return false
  return column.normalLeft(left.cell(column.left)) === column.normalRight(right.cell(column.right))
}

export const isEqualRecord = ({ columns }: TablePlan, left: ScannedLine, right: ScannedLine): boolean =>
  columns.every((column) => isEqualIn(column, left, right))

export const differentColumns = (
  { columns }: TablePlan,
  left: ScannedLine,
  right: ScannedLine,
): ComparedColumn[] => columns.filter((column) => !isEqualIn(column, left, right))

/** Which of two records comes first in the order that both sides have; 0 where that order does not tell them apart. */
export function compareOrder({ order }: TablePlan, left: ScannedLine, right: ScannedLine): number {
  for (const { column, sortLeft, sortRight } of order) {
    if (isSameSpan(left, column.left, right, column.right)) continue
    const result = compareSorted(sortLeft(left.cell(column.left)), sortRight(right.cell(column.right)))
    if (result !== 0) return result
  }
  return 0
}

export type Side = 'left' | 'right'

export const sortedKey = ({ order }: TablePlan, line: ScannedLine, side: Side): SortedValue[] =>
  order.map(({ column, sortLeft, sortRight }) =>
    side === 'left' ? sortLeft(line.cell(column.left)) : sortRight(line.cell(column.right)),
  )

export function compareSortedKeys(a: readonly SortedValue[], b: readonly SortedValue[]): number {
  for (const [index, value] of a.entries()) {
    const result = compareSorted(value, b[index]!)
    if (result !== 0) return result
  }
  return 0
}

/** Values in their normal forms, as one text: the same for equal values of both sides. */
export function normalText(columns: readonly ComparedColumn[], line: ScannedLine, side: Side): string {
  return columns
    .map((column) => {
      const place = side === 'left' ? column.left : column.right
      if (line.isNull(place)) return 'null'
      const normal = (side === 'left' ? column.normalLeft : column.normalRight)(line.cell(place))
      return `${normal.length}:${normal}`
    })
    .join(',')
}
