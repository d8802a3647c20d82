import { ascii } from '../../canonical/ascii.ts'
import { RecordRejected } from '../../errors.ts'
import { isOversized, type RecordBatch } from '../../schema/record-batch.ts'
import type { TableLoad, TableLoadPlan } from '../dialect.ts'
import { BatchEncoder, type EncodedRows, type Transport } from './batch-encoder.ts'
import type { CellLimits } from './cell-writer.ts'
import type { Session } from './session.ts'
import { type Outcome, ServerError } from './wire-statement.ts'

/** The encoder works on one batch while the server works on the one before. */
export class MysqlTableLoad implements TableLoad {
  readonly #session: Session
  readonly #transport: Transport
  readonly #encoder: BatchEncoder
  #pending: Promise<void> = Promise.resolve()
  #rows = 0
  #isStopped = false

  constructor(session: Session, plan: TableLoadPlan, transport: Transport, limits: CellLimits) {
    this.#session = session
    this.#transport = transport
    this.#encoder = new BatchEncoder(plan, transport, limits)
  }

  async write(batch: RecordBatch): Promise<void> {
    const encoded = this.#encode(batch)
    // The batch before comes first in the dump, and so does its error.
    await this.#pending
    if (encoded instanceof RecordRejected) throw encoded
    this.#pending = this.#send(batch, encoded)
    this.#pending.catch(() => undefined)
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

  async #send(batch: RecordBatch, encoded: readonly EncodedRows[]): Promise<void> {
    await this.#session.run(`SAVEPOINT ${savepoint}`)
    for (const rows of encoded) {
      if (this.#isStopped) return
      try {
        await this.#sendRows(rows)
      } catch (error) {
        throw await this.#rejection(error, batch, rows.firstRow)
      }
      this.#rows += rows.rows
    }
    this.#encoder.recycle(encoded)
  }

  async #sendRows(encoded: EncodedRows): Promise<void> {
    const { statement } = this.#encoder
    const { bytes, rows } = encoded
    const shown = `${statement} -- ${rows} rows`
    const outcome = await (this.#transport === 'infile'
      ? this.#session.runQuietly(statement, shown, { infile: [bytes] })
      : this.#session.runQuietly(bytes, shown))
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
    if (!(error instanceof ServerError) || !isAboutARow(error)) return error
    const place = / at row (\d+)$/.exec(error.message)
    const row = place === null ? await this.#findRow(batch) : firstRow + Number(place[1]) - 1
    return new RecordRejected(reasonOf(error), { batch, row, column: columnIn(error.message), cause: error })
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
      if (error instanceof ServerError && isAboutARow(error)) return false
      throw error
    }
  }
}

const savepoint = 'record_tasks_batch'

/** The position after each line. */
function lineEnds({ bytes, rows }: RecordBatch): number[] {
  const ends: number[] = []
  for (let at = 0; ends.length < rows; ends.push(at)) at = bytes.indexOf(ascii.lf, at) + 1 || bytes.length
  return ends
}

/** Errors of data rather than of connection, privilege or space. */
const dataErrors = new Set([
  1022, 1048, 1062, 1169, 1261, 1262, 1263, 1264, 1265, 1292, 1300, 1364, 1365, 1366, 1367, 1406, 1411, 1416,
  1416, 1441, 1452, 1526, 1586, 1644, 1690, 1739, 3140, 3141, 3143, 3144, 3156, 3516, 3617, 3643, 3819, 4025,
  4078, 1918, 1977, 3037, 3055, 3548, 3616, 3618, 3621,
])

const isAboutARow = ({ errno, message }: ServerError): boolean =>
  dataErrors.has(errno) || / at row \d+$/.test(message)

const columnIn = (message: string): string | undefined =>
  /column (?:`[^`]*`\.`[^`]*`\.)?[`'](.+?)['`](?: at row| cannot| set|$)/i.exec(message)?.[1]

/** The server's sentence, made to follow table, key, column and value. */
function reasonOf({ errno, message }: ServerError): string {
  const text = message.replace(/ for column .* at row \d+$/s, '').replace(/ at row \d+$/, '')
  if (errno === 1062) return `is a duplicate: ${text}`
  if (errno === 1264) return 'is out of range'
  if (errno === 1406) return 'is too long'
  return `is refused by the server: ${text}`
}
