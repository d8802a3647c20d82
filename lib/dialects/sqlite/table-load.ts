import { ascii } from '../../canonical/ascii.ts'
import type { RecordRejected } from '../../errors.ts'
import { isOversized, type RecordBatch } from '../../schema/record-batch.ts'
import type { TableLoad, TableLoadPlan } from '../dialect.ts'
import type { SqliteConnection } from './connection.ts'
import { InsertStatements } from './insert-statements.ts'
import { RecordEncoder } from './record-encoder.ts'
import { isRefusal, refusal } from './refusal.ts'

/** Kilobytes, negative, as the pragma takes them. Keys that come in no order need pages of their index at hand. */
export const loadingCache = -24_000
const longRecordCache = -4_000

/** What is on its way to SQLite while the next batch is made ready. */
interface Running {
  batch: RecordBatch
  done: Promise<unknown>
}

/** One table's lines into INSERTs, a batch each. */
export class SqliteTableLoad implements TableLoad {
  readonly #connection: SqliteConnection
  readonly #plan: TableLoadPlan
  readonly #encoder: RecordEncoder
  readonly #statements: InsertStatements
  #running: Running | undefined
  #rows = 0
  #hasLimitedCache = false

  constructor(connection: SqliteConnection, plan: TableLoadPlan, encoding: string) {
    this.#connection = connection
    this.#plan = plan
    this.#encoder = new RecordEncoder(plan, encoding)
    this.#statements = new InsertStatements(connection, 'main', plan.target, encoding)
  }

  async write(batch: RecordBatch): Promise<void> {
    this.#encode(batch)
    await this.#settle()
    if (isOversized(batch)) await this.#limitCache()
    this.#running = { batch, ...(await this.#statements.start(this.#encoder)) }
    if (!isOversized(batch)) return
    this.#encoder.begin()
    await this.#settle()
  }

  /** Pages of such records fill a cache, and nobody looks at them again. */
  async #limitCache(): Promise<void> {
    if (this.#hasLimitedCache) return
    this.#hasLimitedCache = true
    await this.#connection.run(`PRAGMA cache_size = ${longRecordCache}`)
  }

  async end(): Promise<number> {
    await this.#settle()
    await this.#statements.finalize()
    if (this.#hasLimitedCache) await this.#connection.run(`PRAGMA cache_size = ${loadingCache}`)
    return this.#rows
  }

  async #settle(): Promise<void> {
    if (this.#running === undefined) return
    const { batch, done } = this.#running
    this.#running = undefined
    let changes: unknown
    try {
      changes = await done
    } catch (error) {
      throw await this.#rejection(batch, error)
    }
    if (changes !== batch.rows) {
      throw new Error(`SQLite inserted ${changes} of ${batch.rows} records into ${this.#plan.target.name}`)
    }
    this.#rows += batch.rows
  }

  #encode({ bytes, rows }: RecordBatch): void {
    this.#encoder.begin(rows === 1)
    let at = 0
    for (let row = 0; row < rows; row++) at = this.#encoder.add(bytes, at, row, raise)
  }

  /** Which record it was: the batch again, one record at a time. What comes after is a rollback. */
  async #rejection(batch: RecordBatch, error: unknown): Promise<unknown> {
    if (!isRefusal(error)) return error
    if (batch.rows === 1) return refusal(error as Error, 0, batch)
    let at = 0
    for (let row = 0; row < batch.rows; row++) {
      const end = batch.bytes.indexOf(ascii.lf, at) + 1 || batch.bytes.length
      this.#encode({ bytes: batch.bytes.subarray(at, end), rows: 1 })
      try {
        await (await this.#statements.start(this.#encoder)).done
      } catch (cause) {
        return isRefusal(cause) ? refusal(cause as Error, row, batch) : cause
      }
      at = end
    }
    return error
  }
}

function raise(rejection: RecordRejected): never {
  throw rejection
}
