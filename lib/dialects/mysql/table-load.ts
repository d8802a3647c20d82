import { collectGarbage } from '../../canonical/collect-garbage.ts'
import { RecordRejected } from '../../errors.ts'
import { isOversized, type RecordBatch } from '../../schema/record-batch.ts'
import type { Column } from '../../schema/table.ts'
import type { TableLoad, TableLoadPlan } from '../dialect.ts'
import { BatchEncoder, type EncodedRows } from './batch-encoder.ts'
import type { CellLimits } from './cell-writer.ts'
import { lineEnds } from './line-ends.ts'
import { columnIn, isAboutARow, reasonOf, rowIn } from './server-refusal.ts'
import type { Session } from './session.ts'
import type { Transport } from './transport.ts'
import { type Outcome, ServerError } from './wire-statement.ts'

/** The encoder works on one batch while the server works on the one before. */
export class MysqlTableLoad implements TableLoad {
  readonly #session: Session
  readonly #transport: Transport
  readonly #encoder: BatchEncoder
  readonly #targets: readonly Column[]
  #pending: Promise<void> = Promise.resolve()
  #rows = 0
  #isStopped = false

  constructor(session: Session, plan: TableLoadPlan, transport: Transport, limits: CellLimits) {
    this.#session = session
    this.#transport = transport
    this.#targets = plan.target.columns
    this.#encoder = new BatchEncoder(plan, transport, limits)
  }

  async write(batch: RecordBatch): Promise<void> {
    // What the last such record was encoded into.
    if (isOversized(batch)) collectGarbage()
    const encoded = this.#encode(batch)
    // The batch before comes first in the dump, and so does its error.
    await this.#pending
    if (encoded instanceof RecordRejected) throw encoded
    // Encoding the next batch keeps this thread busy: the server must have this one by then, or it would wait for it.
    await new Promise<void>((resolve) => {
      this.#pending = this.#send(batch, encoded, resolve)
      this.#pending.then(resolve, () => resolve())
    })
    if (isOversized(batch)) await this.#pending
  }

  async end(): Promise<number> {
    await this.#pending
    return this.#rows
  }

  /** Resolves when no statement is under way any more: one that came after a ROLLBACK would stand on its own. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#pending.catch(() => undefined)
  }

  #encode(batch: RecordBatch): EncodedRows[] | RecordRejected {
    try {
      return this.#encoder.encode(batch)
    } catch (error) {
      if (error instanceof RecordRejected) return error
      throw error
    }
  }

  /** `onSent`: when the server has all of it, which it then works on. */
  async #send(batch: RecordBatch, encoded: readonly EncodedRows[], onSent: () => void): Promise<void> {
    await this.#session.run(`SAVEPOINT ${savepoint}`)
    for (const rows of encoded) {
      if (this.#isStopped) return
      try {
        await this.#sendRows(rows, rows === encoded.at(-1) ? onSent : undefined)
      } catch (error) {
        throw await this.#rejection(error, batch, rows.firstRow)
      }
      this.#rows += rows.rows
    }
    // Of a long record it would be kept beside what the next one is read into.
    if (!isOversized(batch)) this.#encoder.recycle(encoded)
  }

  async #sendRows(encoded: EncodedRows, onSent?: () => void): Promise<void> {
    const { statement } = this.#encoder
    const { bytes, rows } = encoded
    const shown = `${statement} -- ${rows} rows`
    const outcome = await (this.#transport === 'infile'
      ? this.#session.runQuietly(statement, shown, { infile: [bytes], onSent })
      : this.#session.runQuietly(bytes, shown, { onSent }))
    if (outcome.warnings > 0 || outcome.affectedRows !== rows) await this.#rejectWarned(outcome, encoded)
  }

  /** LOAD DATA LOCAL goes on after an error, and skips duplicates: nothing of that may pass. */
  async #rejectWarned(outcome: Outcome, { rows }: EncodedRows): Promise<never> {
    const [warning] = await this.#session.rows('SHOW WARNINGS LIMIT 1')
    if (warning !== undefined) {
      throw new ServerError(Number(warning.Code), warning.Message ?? '', this.#encoder.statement)
    }
    throw new Error(`the server took ${outcome.affectedRows} of ${rows} rows and did not say why`)
  }

  async #rejection(error: unknown, batch: RecordBatch, firstRow: number): Promise<unknown> {
    if (!isAboutARow(error)) return error
    const place = rowIn(error)
    const row = place === undefined ? await this.#findRow(batch) : firstRow + place - 1
    return new RecordRejected(reasonOf(error, this.#targets), {
      batch,
      row,
      column: columnIn(error),
      cause: error,
    })
  }

  /**
   * Of duplicates and broken checks the server does not say the row: it is the last of the shortest beginning
   * of the batch that fails as well. Undefined where that cannot be found out.
   */
  async #findRow(batch: RecordBatch): Promise<number | undefined> {
    const ends = lineEnds(batch)
    let [good, bad] = [0, batch.rows]
    try {
      while (bad - good > 1 && !this.#isStopped) {
        const middle = (good + bad) >> 1
        if (await this.#takes({ bytes: batch.bytes.subarray(0, ends[middle - 1]), rows: middle }))
          good = middle
        else bad = middle
      }
      return good
    } catch {
      return undefined
    }
  }

  async #takes(batch: RecordBatch): Promise<boolean> {
    await this.#session.run(`ROLLBACK TO SAVEPOINT ${savepoint}`)
    try {
      for (const rows of this.#encoder.encode(batch)) await this.#sendRows(rows)
      return true
    } catch (error) {
      if (isAboutARow(error)) return false
      throw error
    }
  }
}

const savepoint = 'record_tasks_batch'
