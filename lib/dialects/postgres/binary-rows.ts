import type { ByteWriter } from '../../canonical/byte-writer.ts'
import {
  MalformedRecord,
  type RecordScanner,
  type ValueKind,
  valueKind,
} from '../../canonical/record-scanner.ts'
import type { Column } from '../../schema/table.ts'
import { type BinaryWriter, binaryWriter, putInt16, putInt32, spareBytes } from './binary-value.ts'

/** A column of the target, and where its value stands in a record. */
export interface LoadedColumn {
  index: number
  source: Column
  target: Column
}

interface Field {
  index: number
  write: BinaryWriter
}

/** https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format": signature, flags, length of an extension. */
const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1')
const header = Buffer.concat([signature, Buffer.alloc(8)])
const trailer = -1
const nullLength = -1
const lengthBytes = 4
const fieldCountBytes = 2

/** Whether this is the binary format: no UTF-8 has the signature's byte 0xff. */
export const isBinary = (rows: Buffer): boolean => rows.subarray(0, signature.length).equals(signature)

/** Turns record lines into the binary format of COPY, as long as their values are of the usual kind. */
export class BinaryRows {
  readonly #scanner: RecordScanner
  readonly #fields: readonly Field[]

  private constructor(scanner: RecordScanner, fields: readonly Field[]) {
    this.#scanner = scanner
    this.#fields = fields
  }

  /** None where a column is of a type that comes as text. */
  static of(columns: readonly LoadedColumn[], scanner: RecordScanner): BinaryRows | undefined {
    const fields: Field[] = []
    for (const { index, source, target } of columns) {
      const write = binaryWriter(source, target)
      if (write === undefined) return undefined
      fields.push({ index, write })
    }
    return fields.length === 0 ? undefined : new BinaryRows(scanner, fields)
  }

  /** Appends a batch. False, with nothing appended: something in it is unusual. */
  encode(out: ByteWriter, bytes: Buffer): boolean {
    const start = out.length
    const isUsual = this.#encode(out, bytes)
    if (!isUsual) out.length = start
    return isUsual
  }

  #encode(out: ByteWriter, bytes: Buffer): boolean {
    out.copy(header, 0, header.length)
    try {
      for (let at = 0; at < bytes.length; ) {
        const after = this.#scanner.scan(bytes, at)
        out.reserve(after - at + this.#fields.length * spareBytes + fieldCountBytes)
        const end = this.#writeRow(out.buffer, out.length, bytes)
        if (end < 0) return false
        out.length = end
        at = after
      }
    } catch (error) {
      if (error instanceof MalformedRecord) return false
      throw error
    }
    out.reserve(fieldCountBytes)
    out.length = putInt16(out.buffer, out.length, trailer)
    return true
  }

  /** Gives where the row ends; -1 for an unusual one. */
  #writeRow(to: Buffer, from: number, bytes: Buffer): number {
    const { starts, ends, kinds } = this.#scanner
    const fields = this.#fields
    let at = putInt16(to, from, fields.length)
    for (let i = 0; i < fields.length; i++) {
      const { index, write } = fields[i]!
      const kind = kinds[index]! as ValueKind
      if (kind === valueKind.null) {
        at = putInt32(to, at, nullLength)
        continue
      }
      const start = at + lengthBytes
      const end = write(to, start, bytes, starts[index]!, ends[index]!, kind)
      if (end < 0) return -1
      putInt32(to, at, end - start)
      at = end
    }
    return at
  }
}
