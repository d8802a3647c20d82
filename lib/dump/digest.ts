import { createHash } from 'node:crypto'
import type { RecordBatch } from '../schema/record-batch.ts'
import type { TableIntegrity } from './format.ts'

/** Counts and hashes the record lines of one table. */
export class TableDigest {
  readonly #hash = createHash('sha256')
  #rows = 0

  get rows(): number {
    return this.#rows
  }

  add(batch: RecordBatch): void {
    this.#hash.update(batch.bytes)
    this.#rows += batch.rows
  }

  /** Once, after the last batch. */
  finish(): TableIntegrity {
    return { rows: this.#rows, sha256: this.#hash.digest('hex') }
  }
}
