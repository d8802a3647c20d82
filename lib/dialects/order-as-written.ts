import { ascii } from '../canonical/ascii.ts'
import { ByteWriter } from '../canonical/byte-writer.ts'
import { type Cell, stringOf, untagged } from '../canonical/cast-cell.ts'
import { RecordScanner, type ValueKind, valueKind } from '../canonical/record-scanner.ts'
import { ExternalSort } from '../files/external-sort.ts'
import type { RecordBatch } from '../schema/record-batch.ts'
import { recordOrdering } from '../schema/record-ordering.ts'
import type { Column, Table } from '../schema/table.ts'

const batchBytes = 1_000_000

/**
 * Takes records in the order of the columns that every engine sorts alike, and puts those that agree in them in the order
 * of the others, by what is written in the records: that is the same from every engine. Without such others nothing is
 * looked at.
 */
export function orderAsWritten(
  table: Table,
  batches: AsyncIterable<RecordBatch>,
): AsyncIterable<RecordBatch> {
  return recordOrdering(table).asWritten.length === 0 ? batches : ordered(new LineKeys(table), batches)
}

async function* ordered(keys: LineKeys, batches: AsyncIterable<RecordBatch>): AsyncGenerator<RecordBatch> {
  const sort = new ExternalSort()
  const out = new LineBatches()
  /** The first record, as long as none agrees with it; those that do are in `sort`. */
  let alone: Buffer | undefined
  const add = (line: Buffer) => sort.add(keys.sortKey(line), line)
  try {
    for await (const batch of batches) {
      for (let at = 0; at < batch.bytes.length; ) {
        const { end, isTied } = keys.next(batch.bytes, at)
        const line = Buffer.from(batch.bytes.subarray(at, end))
        at = end
        if (isTied) {
          if (alone !== undefined) await add(alone)
          alone = undefined
          const isFull = add(line)
          if (isFull !== undefined) await isFull
          continue
        }
        if (alone === undefined) yield* out.addAll(sort.sorted())
        else out.add(alone)
        if (out.isFull) yield out.take()
        alone = line
      }
      batch.release?.()
    }
    if (alone === undefined) yield* out.addAll(sort.sorted())
    else out.add(alone)
    if (out.rows > 0) yield out.take()
  } finally {
    await sort.close()
  }
}

class LineBatches {
  readonly #out = new ByteWriter(batchBytes + batchBytes / 4)
  rows = 0

  get isFull(): boolean {
    return this.#out.length >= batchBytes
  }

  add(line: Buffer): void {
    this.#out.copy(line, 0, line.length)
    this.rows++
  }

  async *addAll(lines: AsyncIterable<Buffer[]>): AsyncGenerator<RecordBatch> {
    for await (const some of lines) {
      for (const line of some) {
        this.add(line)
        if (this.isFull) yield this.take()
      }
    }
  }

  take(): RecordBatch {
    const bytes = this.#out.take()
    const { rows } = this
    this.rows = 0
    return { bytes, rows, release: () => this.#out.recycle(bytes) }
  }
}

/** What records are put in order by. */
class LineKeys {
  readonly #scanner: RecordScanner
  /** Places of columns. */
  readonly #byValue: readonly number[]
  readonly #asWritten: readonly number[]
  readonly #documents: ReadonlySet<number>
  /** The values of the columns that engines sort by, of the record looked at and of the one before. */
  #tie = new ByteWriter(0)
  #lastTie: ByteWriter | undefined
  readonly #key = new ByteWriter(0)

  constructor(table: Table) {
    const { byValue, asWritten } = recordOrdering(table)
    const place = (column: Column): number => table.columns.indexOf(column)
    this.#scanner = new RecordScanner(table.columns.map(({ name }) => name))
    this.#byValue = byValue.map(place)
    this.#asWritten = asWritten.map(place)
    this.#documents = new Set(asWritten.filter(({ type }) => type === 'json').map(place))
  }

  /** The end of the line that begins at `from`, and whether it agrees with the one before. */
  next(bytes: Buffer, from: number): { end: number; isTied: boolean } {
    const end = this.#scanner.scan(bytes, from)
    const tie = this.#tie
    tie.clear()
    for (const column of this.#byValue) {
      const { start, end, kind } = this.#cell(bytes, column)
      tie.byte(kind)
      tie.copy(bytes, start, end)
      tie.byte(ascii.lf)
    }
    const last = this.#lastTie
    this.#tie = last ?? new ByteWriter(0)
    this.#lastTie = tie
    return { end, isTied: last !== undefined && isSame(tie, last) }
  }

  /** Bytes that are in the order of the other columns: null first, a longer value after its prefix. */
  sortKey(line: Buffer): Buffer {
    this.#scanner.scan(line, 0)
    const key = this.#key
    for (const column of this.#asWritten) {
      const cell = this.#cell(line, column)
      if (cell.kind === valueKind.null) key.byte(0)
      else writeContent(key, this.#documents.has(column) ? documentOf(cell) : contentOf(cell))
    }
    const bytes = Buffer.from(key.buffer.subarray(0, key.length))
    key.clear()
    return bytes
  }

  #cell(bytes: Buffer, column: number): Cell {
    const { starts, ends, kinds } = this.#scanner
    return { bytes, start: starts[column]!, end: ends[column]!, kind: kinds[column]! as ValueKind }
  }
}

function isSame(a: ByteWriter, b: ByteWriter): boolean {
  return a.length === b.length && a.buffer.compare(b.buffer, 0, b.length, 0, a.length) === 0
}

/** Of a string its text. */
function contentOf(cell: Cell): Buffer {
  const { bytes, start, end, kind } = cell
  return kind === valueKind.escapedString ? Buffer.from(stringOf(cell)!) : bytes.subarray(start, end)
}

/** A document as it is written; one that is a string with its quotes. */
function documentOf(cell: Cell): Buffer {
  const { bytes, start, end, kind } = untagged(cell, 'json') ?? cell
  const quote = kind === valueKind.plainString || kind === valueKind.escapedString ? 1 : 0
  return bytes.subarray(start - quote, end + quote)
}

/** No content is another's beginning: 0 in it is followed by 255, and 0 0 ends it. */
function writeContent(out: ByteWriter, content: Buffer): void {
  out.byte(1)
  let from = 0
  for (let at = content.indexOf(0); at >= 0; at = content.indexOf(0, from)) {
    out.copy(content, from, at + 1)
    out.byte(255)
    from = at + 1
  }
  out.copy(content, from, content.length)
  out.byte(0)
  out.byte(0)
}
