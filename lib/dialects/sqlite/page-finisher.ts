import { ascii } from '../../canonical/ascii.ts'
import { ByteWriter } from '../../canonical/byte-writer.ts'
import type { Column } from '../../schema/table.ts'
import { readerOf } from './cell-sql.ts'
import { type CellReader, endOfCell } from './finish-cell.ts'
import { cellMark, finishMarked } from './marked-cell.ts'

/** Room for an ordinary page when it is finished. */
const pageBytes = 1_300_000

/** Finishes what SQLite gave of a table's cells (cell-sql.ts): canonical JSON of cells, and records of pages. */
export class PageFinisher {
  /** Bytes of a record that are the same in each. */
  readonly fixedBytes: number
  readonly #out = new ByteWriter(pageBytes)
  /** What stands before each cell. */
  readonly #before: readonly Buffer[]
  readonly #readers: readonly CellReader[]
  readonly #scales: readonly number[]

  constructor(columns: readonly Column[]) {
    this.#readers = columns.map(readerOf)
    this.#scales = columns.map(({ scale = 0 }) => scale)
    this.#before = columns.map(({ name }, index) =>
      Buffer.from(`${index === 0 ? '{' : ','}${JSON.stringify(name)}:`),
    )
    this.fixedBytes = this.#before.reduce((sum, { length }) => sum + length, 2)
  }

  /** A page's records as lines; undefined where a text holds what ends cells, so that they cannot be told apart. */
  finish(page: Buffer, rows: number): Buffer | undefined {
    const out = this.#out
    let at = 0
    for (let row = 0; row < rows; row++) at = this.#record(out, page, at)
    if (at === page.length) return out.take()
    out.clear()
    return undefined
  }

  /** Takes back what finish() gave. */
  recycle(finished: Buffer): void {
    this.#out.recycle(finished)
  }

  /** Appends what stands before the cell of a column in its record. */
  begin(out: ByteWriter, column: number): void {
    const before = this.#before[column]!
    out.copy(before, 0, before.length)
  }

  /** Appends the canonical JSON of the cell of a column. */
  cell(out: ByteWriter, column: number, page: Buffer, start: number, end: number): void {
    if (page[start] === cellMark) finishMarked(out, page, start, end, this.#scales[column]!)
    else this.#readers[column]!.finish(out, page, start, end)
  }

  /** Appends the record whose cells begin at `at`; gives where they end. */
  #record(out: ByteWriter, page: Buffer, at: number): number {
    for (let column = 0; column < this.#readers.length; column++) {
      this.begin(out, column)
      const { take } = this.#readers[column]!
      let end = take === undefined || page[at] === cellMark ? -1 : take(out, page, at)
      if (end < 0) {
        end = endOfCell(page, at)
        this.cell(out, column, page, at, end)
      }
      at = end + 1
    }
    out.byte(ascii.closeBrace)
    out.byte(ascii.lf)
    return at
  }
}
