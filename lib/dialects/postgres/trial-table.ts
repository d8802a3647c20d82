import { RecordRejected } from '../../errors.ts'
import { isOversized, type RecordBatch } from '../../schema/record-batch.ts'
import type { Findings, TableLoad, TableLoadPlan } from '../dialect.ts'
import { quoteNames } from './quote.ts'
import { rejection } from './rejection.ts'
import { RowDecoder, type SoundRows } from './row-decoder.ts'
import type { Session } from './session.ts'
import { WriterPair } from './writer-pair.ts'

/** What of a batch goes to the server. */
interface Sent extends SoundRows {
  batch: RecordBatch
  fields: Buffer
}

/**
 * Loads into a trial's copy. What can be told without the server is told, each column of a record; of the rest the
 * server says which record it refuses first, and then the others are sent.
 */
export class TrialTable implements TableLoad {
  readonly #session: Session
  readonly #plan: TableLoadPlan
  readonly #findings: Findings
  readonly #decoder: RowDecoder
  readonly #relation: string
  readonly #writers = new WriterPair()
  #pending: Promise<void> | undefined
  #rows = 0
  #isSaved = false

  constructor(session: Session, plan: TableLoadPlan, relation: string, findings: Findings) {
    this.#session = session
    this.#plan = plan
    this.#relation = relation
    this.#findings = findings
    this.#decoder = new RowDecoder(plan)
  }

  async write(batch: RecordBatch): Promise<void> {
    const writer = this.#writers.next(this.#pending !== undefined)
    const sound = this.#decoder.decodeSound(writer, batch, (fault) => this.#findings.refused(fault))
    await this.#pending
    this.#pending = this.#load({ ...sound, batch, fields: writer.buffer.subarray(0, writer.length) })
    this.#pending.catch(() => {})
    if (!isOversized(batch)) return
    await this.#pending
    this.#pending = undefined
    writer.recycle(writer.take())
  }

  async end(): Promise<number> {
    await this.#pending
    return this.#rows
  }

  /** Waits for what runs, whatever comes of it. */
  async settle(): Promise<void> {
    await this.#pending?.catch(() => {})
  }

  /**
   * In one piece, while nothing is refused. After a refusal what stood before it, which the server would have
   * taken; then small pieces that grow again: what is sent in vain stays in proportion to what is refused.
   */
  async #load(sent: Sent): Promise<void> {
    const end = sent.rows.length
    let piece = end
    let refused = -1
    for (let at = 0; at < end; ) {
      if (at === refused) {
        at++
        continue
      }
      const stop = refused > at ? refused : Math.min(at + piece, end)
      const fault = await this.#copy(sent, at, stop)
      if (fault === undefined) {
        this.#rows += stop - at
        at = stop
        piece = Math.min(piece * 2, end)
        continue
      }
      if (fault.row === undefined && stop - at > 1) {
        piece = Math.ceil((stop - at) / 2)
        refused = -1
        continue
      }
      refused = at + (fault.row ?? 0)
      piece = Math.max(1, Math.min(refused - at, smallPiece))
      this.#tell(sent, refused, fault)
    }
  }

  #tell({ rows, batch }: Sent, index: number, fault: RecordRejected): void {
    const { reason, column, cause } = fault
    this.#findings.refused(new RecordRejected(reason, { row: rows[index], column, batch, cause }))
  }

  /** Rows `from` to before `to`; gives what the server says of the first that it refuses, counted from `from`. */
  async #copy(sent: Sent, from: number, to: number): Promise<RecordRejected | undefined> {
    if (!this.#isSaved) await this.#session.execute('SAVEPOINT batch')
    this.#isSaved = true
    try {
      await this.#send(sent, from, to)
    } catch (error) {
      const fault = rejection(error, this.#plan, sent.batch)
      if (!(fault instanceof RecordRejected)) throw error
      await this.#session.execute('ROLLBACK TO SAVEPOINT batch')
      return fault
    }
    await this.#session.execute('RELEASE SAVEPOINT batch; SAVEPOINT batch')
    return undefined
  }

  async #send({ fields, ends }: Sent, from: number, to: number): Promise<void> {
    const { targets } = this.#decoder
    if (targets.length === 0) {
      return this.#session.execute(
        `INSERT INTO ${this.#relation} SELECT FROM pg_catalog.generate_series(1, ${to - from})`,
      )
    }
    const start = from === 0 ? 0 : ends[from - 1]!
    const sql = `COPY ${this.#relation} (${quoteNames(targets)}) FROM STDIN`
    await this.#session.copyIn(sql, fields.subarray(start, ends[to - 1]))
  }
}

/** Rows that are sent first after one was refused. */
const smallPiece = 64
