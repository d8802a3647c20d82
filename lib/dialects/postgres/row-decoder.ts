import { ascii } from '../../canonical/ascii.ts'
import { ByteWriter } from '../../canonical/byte-writer.ts'
import { MalformedRecord, RecordScanner, type ValueKind, valueKind } from '../../canonical/record-scanner.ts'
import { RecordRejected } from '../../errors.ts'
import type { RecordBatch } from '../../schema/record-batch.ts'
import { isComputed } from '../../schema/table.ts'
import type { TableLoadPlan } from '../dialect.ts'
import { BinaryRows } from './binary-rows.ts'
import { type FieldCheck, fieldCheck, isNullButMayNot } from './field-check.ts'
import { type ValueDecoder, valueDecoder } from './value-decoder.ts'

interface Field {
  /** Of the value in the record line. */
  index: number
  name: string
  decode: ValueDecoder
  takesNull: boolean
  /** Of what the server would see. */
  check: FieldCheck | undefined
}

/** Rows of a batch that nothing is wrong with, as far as can be seen without the server. */
export interface SoundRows {
  /** Their numbers in the batch. */
  rows: number[]
  /** Where each ends in what was written. */
  ends: number[]
}

/** Batches with unusual values, one after another, before the binary format is given up. */
const mostInVain = 3

/** Turns record lines into rows of COPY. Made once per table. */
export class RowDecoder {
  /** The target's columns that get values, in the order of the rows. */
  readonly targets: readonly string[]
  readonly #scanner: RecordScanner
  readonly #fields: readonly Field[]
  #binary: BinaryRows | undefined
  #inVain = 0

  constructor(plan: TableLoadPlan) {
    const names = plan.source.columns.map((column) => column.name)
    const loaded = plan.columns
      .filter(({ target }) => !isComputed(target))
      .map(({ source, target }) => ({ index: names.indexOf(source.name), source, target }))
    this.targets = loaded.map(({ target }) => target.name)
    this.#scanner = new RecordScanner(names)
    this.#fields = loaded.map(({ index, source, target }) => ({
      index,
      name: source.name,
      decode: valueDecoder(source, target),
      takesNull: target.nullable,
      check: fieldCheck(source, target),
    }))
    this.#binary = BinaryRows.of(loaded, this.#scanner)
  }

  /**
   * Appends a batch. Throws RecordRejected. In the binary format where its values are of the usual kind, else in the text
   * format, which has every value and says what is wrong with one.
   */
  decode(out: ByteWriter, { bytes }: RecordBatch): void {
    if (this.#decodeBinary(out, bytes)) return
    let at = 0
    for (let row = 0; at < bytes.length; row++) {
      at = this.#scan(bytes, at, row)
      this.#decodeRow(out, bytes, row)
    }
  }

  #decodeBinary(out: ByteWriter, bytes: Buffer): boolean {
    if (!this.#binary) return false
    const isUsual = this.#binary.encode(out, bytes)
    this.#inVain = isUsual ? 0 : this.#inVain + 1
    if (this.#inVain === mostInVain) this.#binary = undefined
    return isUsual
  }

  /** Appends those rows, as text, that nothing is wrong with, and tells every fault of the others. Throws only for lines that are no records. */
  decodeSound(out: ByteWriter, batch: RecordBatch, tell: (fault: RecordRejected) => void): SoundRows {
    const sound: SoundRows = { rows: [], ends: [] }
    const { bytes } = batch
    let at = 0
    for (let row = 0; at < bytes.length; row++) {
      at = this.#scan(bytes, at, row)
      const start = out.length
      const faults = this.#decodeChecked(out, batch, row)
      if (faults.length === 0) {
        sound.rows.push(row)
        sound.ends.push(out.length)
        continue
      }
      out.length = start
      for (const fault of faults) tell(fault)
    }
    return sound
  }

  /** The first fault of a record that the server refused, if it is one that can be seen here: in a trial's words. */
  faultOf(batch: RecordBatch, row: number): RecordRejected | undefined {
    let at = 0
    for (let i = 0; i <= row; i++) at = this.#scan(batch.bytes, at, i)
    return this.#decodeChecked(new ByteWriter(4096), batch, row)[0]
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
        writeNull(out)
        continue
      }
      const reason = decode(out, bytes, starts[index]!, ends[index]!, kind)
      if (reason !== undefined) throw new RecordRejected(reason, { row, column: name })
    }
    out.byte(ascii.lf)
  }

  #decodeChecked(out: ByteWriter, batch: RecordBatch, row: number): RecordRejected[] {
    const faults: RecordRejected[] = []
    for (const [i, field] of this.#fields.entries()) {
      if (i > 0) out.byte(ascii.tab)
      const reason = this.#decodeField(out, batch.bytes, field)
      if (reason !== undefined) faults.push(new RecordRejected(reason, { row, column: field.name, batch }))
    }
    out.byte(ascii.lf)
    return faults
  }

  #decodeField(
    out: ByteWriter,
    bytes: Buffer,
    { index, decode, takesNull, check }: Field,
  ): string | undefined {
    const { starts, ends, kinds } = this.#scanner
    const kind = kinds[index]! as ValueKind
    if (kind === valueKind.null) {
      writeNull(out)
      return takesNull ? undefined : isNullButMayNot
    }
    const start = out.length
    return decode(out, bytes, starts[index]!, ends[index]!, kind) ?? check?.(out.buffer, start, out.length)
  }
}

function writeNull(out: ByteWriter): void {
  out.reserve(2)
  out.buffer[out.length++] = ascii.backslash
  out.buffer[out.length++] = ascii.upperN
}
