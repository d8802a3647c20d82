import { ascii } from '../../canonical/ascii.ts'
import type { ByteWriter } from '../../canonical/byte-writer.ts'
import { MalformedRecord, RecordScanner, type ValueKind, valueKind } from '../../canonical/record-scanner.ts'
import { RecordRejected } from '../../errors.ts'
import type { RecordBatch } from '../../schema/record-batch.ts'
import { isComputed } from '../../schema/table.ts'
import type { TableLoadPlan } from '../dialect.ts'
import { type ValueDecoder, valueDecoder } from './value-decoder.ts'

interface Field {
  /** Of the value in the record line. */
  index: number
  name: string
  decode: ValueDecoder
}

/** Turns record lines into rows of COPY's text format. Made once per table. */
export class RowDecoder {
  /** The target's columns that get values, in the order of the rows. */
  readonly targets: readonly string[]
  readonly #scanner: RecordScanner
  readonly #fields: readonly Field[]

  constructor(plan: TableLoadPlan) {
    const loaded = plan.columns.filter(({ target }) => !isComputed(target))
    const names = plan.source.columns.map((column) => column.name)
    this.targets = loaded.map(({ target }) => target.name)
    this.#scanner = new RecordScanner(names)
    this.#fields = loaded.map(({ source, target }) => ({
      index: names.indexOf(source.name),
      name: source.name,
      decode: valueDecoder(source, target),
    }))
  }

  /** Appends a batch. Throws RecordRejected. */
  decode(out: ByteWriter, { bytes }: RecordBatch): void {
    let at = 0
    for (let row = 0; at < bytes.length; row++) {
      at = this.#scan(bytes, at, row)
      this.#decodeRow(out, bytes, row)
    }
  }

  #scan(bytes: Buffer, at: number, row: number): number {
    try {
      return this.#scanner.scan(bytes, at)
    } catch (error) {
      if (error instanceof MalformedRecord) throw new RecordRejected(error.message, { row, cause: error })
      throw error
    }
  }

  #decodeRow(out: ByteWriter, bytes: Buffer, row: number): void {
    const { starts, ends, kinds } = this.#scanner
    const fields = this.#fields
    for (let i = 0; i < fields.length; i++) {
      const { index, decode, name } = fields[i]!
      if (i > 0) out.byte(ascii.tab)
      const kind = kinds[index]! as ValueKind
      if (kind === valueKind.null) {
        out.reserve(2)
        out.buffer[out.length++] = ascii.backslash
        out.buffer[out.length++] = ascii.upperN
        continue
      }
      const reason = decode(out, bytes, starts[index]!, ends[index]!, kind)
      if (reason !== undefined) throw new RecordRejected(reason, { row, column: name })
    }
    out.byte(ascii.lf)
  }
}
