import { ascii } from '../../canonical/ascii.ts'
import { ByteWriter } from '../../canonical/byte-writer.ts'
import { MalformedRecord, RecordScanner, valueKind } from '../../canonical/record-scanner.ts'
import { RecordRejected } from '../../errors.ts'
import { type Column, isComputed } from '../../schema/table.ts'
import type { TableLoadPlan } from '../dialect.ts'
import { type Affinity, affinityIn } from './affinity.ts'
import {
  cellEncoder,
  type EncodeCell,
  encodeTagged,
  isTag,
  type Span,
  writtenColumns,
} from './encode-cell.ts'
import { groupedColumns } from './load-sql.ts'
import { type BindCell, type BoundCell, longCellBinder, longCellBytes } from './long-cell.ts'

interface LoadColumn {
  source: Column
  target: Column
  /** Place among the source's columns. */
  index: number
  affinity: Affinity
  encode: EncodeCell
  bind: BindCell | undefined
}

/** A cell that is bound by itself; in the array null stands in its place. */
export interface LongCell extends BoundCell {
  /** Of its column in the arrays. */
  place: number
}

/** What becomes of a fault of a record; it may throw. */
type Refuse = (rejection: RecordRejected) => void

/** Record lines of one table to the JSON arrays that load statements read (load-sql.ts). */
export class RecordEncoder {
  /** Those that are loaded, in the order of the arrays' values, with the forms in which they are written. */
  readonly columns: readonly Column[]
  /** Records in the array, without those that were refused. */
  rows = 0
  /** Whether there are tagged cells in it. */
  hasTags = false
  longCells: LongCell[] = []
  readonly #bindsLong: boolean
  readonly #isGrouped: boolean
  #isAlone = false
  readonly #columns: readonly LoadColumn[]
  readonly #scanner: RecordScanner
  readonly #out = new ByteWriter()
  readonly #span: Span = { bytes: Buffer.alloc(0), kind: valueKind.null, start: 0, end: 0 }

  /** `encoding`: the database's; one of UTF-16 would take long texts for its own. */
  constructor(plan: TableLoadPlan, encoding: string) {
    this.#bindsLong = encoding === 'UTF-8'
    this.#scanner = new RecordScanner(plan.source.columns.map((column) => column.name))
    this.#columns = plan.columns
      .filter(({ target }) => !isComputed(target))
      .map(({ source, target }) => ({
        source,
        target,
        index: plan.source.columns.findIndex((column) => column.name === source.name),
        affinity: affinityIn(plan.target, target.native),
        encode: cellEncoder(source, target, affinityIn(plan.target, target.native)),
        bind: longCellBinder(source, target, affinityIn(plan.target, target.native)),
      }))
    this.#isGrouped = this.#columns.length > groupedColumns
    const written = new Map(writtenColumns(plan).map((column) => [column.name, column]))
    this.columns = this.#columns.map(({ target }) => written.get(target.name)!)
  }

  /** Forgets what was encoded. `isAlone`: there will be one record, whose line may be written over where cells are long. */
  begin(isAlone = false): void {
    this.#isAlone = isAlone && this.#bindsLong
    this.longCells = []
    this.#out.clear()
    this.rows = 0
    this.hasTags = false
  }

  /**
   * Adds the record whose line begins at `at` and is the batch's `row`; gives the position after it. Each of its
   * faults is told to `refuse`, and with one it is left out.
   */
  add(bytes: Buffer, at: number, row: number, refuse: Refuse): number {
    const next = this.#scan(bytes, at, row)
    const out = this.#out
    const before = out.length
    out.byte(this.rows === 0 ? ascii.openBracket : ascii.comma)
    if (this.#addCells(bytes, row, refuse)) this.rows++
    else out.length = before
    return next
  }

  /** The array, in memory of the encoder. */
  finish(): Buffer {
    if (this.rows === 0) this.#out.byte(ascii.openBracket)
    this.#out.byte(ascii.closeBracket)
    return this.#out.buffer.subarray(0, this.#out.length)
  }

  #scan(bytes: Buffer, at: number, row: number): number {
    try {
      return this.#scanner.scan(bytes, at)
    } catch (cause) {
      if (cause instanceof MalformedRecord) throw new RecordRejected(cause.message, { row, cause })
      throw cause
    }
  }

  /** Gives false where there was a fault. */
  #addCells(bytes: Buffer, row: number, refuse: Refuse): boolean {
    const out = this.#out
    const span = this.#span
    span.bytes = bytes
    let isSound = true
    let hasTags = false
    out.ascii(this.#isGrouped ? '[[' : '[')
    for (let n = 0; n < this.#columns.length; n++) {
      const { source, target, index, affinity, encode } = this.#columns[n]!
      if (n > 0) this.#separate(n)
      span.kind = this.#scanner.kinds[index] as Span['kind']
      span.start = this.#scanner.starts[index]!
      span.end = this.#scanner.ends[index]!
      if (this.#isAlone && this.#binds(n, span)) continue
      const isTagged = span.kind === valueKind.object && isTag(source, span)
      const reason = isTagged ? encodeTagged(out, span, target, affinity) : encode(out, span)
      if (isTagged) hasTags = true
      if (reason === undefined) continue
      isSound = false
      this.#letGoLong()
      refuse(new RecordRejected(reason, { row, column: target.name }))
    }
    out.ascii(this.#isGrouped ? ']]' : ']')
    if (isSound && hasTags) this.hasTags = true
    return isSound
  }

  #separate(place: number): void {
    if (this.#isGrouped && place % groupedColumns === 0) this.#out.ascii('],[')
    else this.#out.byte(ascii.comma)
  }

  #letGoLong(): void {
    for (const { restore } of this.longCells) restore()
    this.longCells = []
  }

  /** Whether a cell is long, and was put aside. */
  #binds(place: number, cell: Span): boolean {
    if (cell.end - cell.start < longCellBytes) return false
    const bound = this.#columns[place]!.bind?.(cell)
    if (bound === undefined) return false
    this.longCells.push({ place, ...bound })
    this.#out.ascii('null')
    return true
  }
}
