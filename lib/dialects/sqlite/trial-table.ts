import { RecordRejected } from '../../errors.ts'
import { isOversized, type RecordBatch } from '../../schema/record-batch.ts'
import type { Findings, TableLoad, TableLoadPlan } from '../dialect.ts'
import type { SqliteConnection } from './connection.ts'
import { InsertStatements } from './insert-statements.ts'
import { RecordEncoder } from './record-encoder.ts'
import { isRefusal, refusal } from './refusal.ts'

/** What is on its way to SQLite while the next batch is made ready. */
interface Running {
  batch: RecordBatch
  /** Rows of the batch that are in it: where they begin, and their places. */
  kept: KeptRow[]
  done: Promise<unknown>
}

interface KeptRow {
  row: number
  at: number
}

/** So many are inserted one by one, where one of them is at fault: halves of them would take as many statements. */
const fewRows = 8

/** One table's lines into its copy, without those that the target would refuse. */
export class TrialTable implements TableLoad {
  readonly #findings: Findings
  readonly #plan: TableLoadPlan
  readonly #encoding: string
  readonly #encoder: RecordEncoder
  readonly #statements: InsertStatements
  /** For parts of a batch that was refused, while the next one is made ready. */
  #partEncoder: RecordEncoder | undefined
  #running: Running | undefined
  #rows = 0

  constructor(connection: SqliteConnection, plan: TableLoadPlan, encoding: string, findings: Findings) {
    this.#plan = plan
    this.#encoding = encoding
    this.#findings = findings
    this.#encoder = new RecordEncoder(plan, encoding)
    this.#statements = new InsertStatements(connection, 'copy', plan.target, encoding)
  }

  async write(batch: RecordBatch): Promise<void> {
    const kept = this.#encode(batch)
    await this.#settle()
    this.#running = { batch, kept, ...(await this.#statements.start(this.#encoder)) }
    if (!isOversized(batch)) return
    this.#encoder.begin()
    await this.#settle()
  }

  async end(): Promise<number> {
    await this.#settle()
    await this.#statements.finalize()
    return this.#rows
  }

  /** Gives the rows without faults; the faults of the others are told. */
  #encode(batch: RecordBatch): KeptRow[] {
    const { bytes, rows } = batch
    const kept: KeptRow[] = []
    const refuse = ({ reason, row, column }: RecordRejected) =>
      this.#findings.refused(new RecordRejected(reason, { row, column, batch }))
    this.#encoder.begin(rows === 1)
    let at = 0
    for (let row = 0; row < rows; row++) {
      const before = this.#encoder.rows
      const next = this.#encoder.add(bytes, at, row, refuse)
      if (this.#encoder.rows > before) kept.push({ row, at })
      at = next
    }
    return kept
  }

  async #settle(): Promise<void> {
    if (this.#running === undefined) return
    const { batch, kept, done } = this.#running
    this.#running = undefined
    try {
      this.#count(await done, kept.length)
    } catch (error) {
      await this.#narrow(batch, kept, error)
    }
  }

  /** Of the rows that were refused together, those that were refused: by halves, for most are without fault. */
  async #narrow(batch: RecordBatch, kept: readonly KeptRow[], error: unknown): Promise<void> {
    if (!isRefusal(error)) throw error
    const [only] = kept
    if (kept.length === 1) return this.#findings.refused(refusal(error as Error, only!.row, batch))
    const size = kept.length > fewRows ? Math.ceil(kept.length / 2) : 1
    for (let from = 0; from < kept.length; from += size) {
      await this.#insert(batch, kept.slice(from, from + size))
    }
  }

  async #insert(batch: RecordBatch, kept: readonly KeptRow[]): Promise<void> {
    this.#partEncoder ??= new RecordEncoder(this.#plan, this.#encoding)
    this.#partEncoder.begin(kept.length === 1)
    for (const { at, row } of kept) this.#partEncoder.add(batch.bytes, at, row, raise)
    try {
      this.#count(await (await this.#statements.start(this.#partEncoder)).done, kept.length)
    } catch (error) {
      await this.#narrow(batch, kept, error)
    }
  }

  #count(changes: unknown, rows: number): void {
    if (changes !== rows) {
      throw new Error(
        `SQLite inserted ${changes} of ${rows} records into a copy of ${this.#plan.target.name}`,
      )
    }
    this.#rows += rows
  }
}

function raise(rejection: RecordRejected): never {
  throw rejection
}
