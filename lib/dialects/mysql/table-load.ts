import { decodeString } from '../../canonical/decode.ts'
import { RecordScanner, valueKind } from '../../canonical/record-scanner.ts'
import { RecordRejected } from '../../errors.ts'
import type { RecordBatch } from '../../schema/record-batch.ts'
import type { TableLoad, TableLoadPlan } from '../dialect.ts'
import { BatchEncoder, type EncodedRows, type Transport } from './batch-encoder.ts'
import type { CellLimits } from './cell-writer.ts'
import type { Session } from './session.ts'
import { type Outcome, ServerError } from './wire-statement.ts'

/** The encoder works on one batch while the server works on the one before. */
export class MysqlTableLoad implements TableLoad {
  readonly #session: Session
  readonly #plan: TableLoadPlan
  readonly #transport: Transport
  readonly #encoder: BatchEncoder
  #pending: Promise<void> = Promise.resolve()
  #rows = 0

  constructor(session: Session, plan: TableLoadPlan, transport: Transport, limits: CellLimits) {
    this.#session = session
    this.#plan = plan
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
  }

  async end(): Promise<number> {
    await this.#pending
    return this.#rows
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
    for (const rows of encoded) {
      try {
        const outcome = await this.#sendRows(rows)
        if (outcome.warnings > 0 || outcome.affectedRows !== rows.rows)
          await this.#rejectWarned(outcome, rows)
      } catch (error) {
        throw this.#rejection(error, batch, rows.firstRow)
      }
      this.#rows += rows.rows
    }
  }

  #sendRows({ bytes, rows }: EncodedRows): Promise<Outcome> {
    const { statement } = this.#encoder
    const shown = `${statement} -- ${rows} rows`
    return this.#transport === 'infile'
      ? this.#session.runQuietly(statement, shown, { infile: [bytes] })
      : this.#session.runQuietly(bytes, shown)
  }

  /** LOAD DATA LOCAL goes on after an error, and skips duplicates: nothing of that may pass. */
  async #rejectWarned(outcome: Outcome, { rows }: EncodedRows): Promise<never> {
    const [warning] = await this.#session.rows('SHOW WARNINGS LIMIT 1')
    if (warning !== undefined) {
      throw new ServerError(Number(warning.Code), warning.Message ?? '', this.#encoder.statement)
    }
    throw new Error(`the server took ${outcome.affectedRows} of ${rows} rows and did not say why`)
  }

  #rejection(error: unknown, batch: RecordBatch, firstRow: number): unknown {
    if (!(error instanceof ServerError) || !isAboutARow(error)) return error
    const place = / at row (\d+)$/.exec(error.message)
    const column = columnIn(error.message)
    const duplicate = /^Duplicate entry '(.*)' for key '(.*)'$/s.exec(error.message)
    const row = place === null ? this.#duplicateRow(batch, duplicate) : firstRow + Number(place[1]) - 1
    return new RecordRejected(reasonOf(error), { batch, row, column, cause: error })
  }

  /** The last record whose key is the one that the server calls a duplicate, which it does not number. */
  #duplicateRow(batch: RecordBatch, duplicate: RegExpExecArray | null): number | undefined {
    const [, entry = '', keyName = ''] = duplicate ?? []
    const columns = this.#keyColumns(keyName.slice(keyName.lastIndexOf('.') + 1))
    if (duplicate === null || columns.length === 0) return undefined
    const scanner = new RecordScanner(this.#plan.source.columns.map((column) => column.name))
    let found: number | undefined
    for (let at = 0, row = 0; row < batch.rows; row++) {
      at = scanner.scan(batch.bytes, at)
      if (keyText(scanner, batch.bytes, columns) === comparable(entry)) found = row
    }
    return found
  }

  /** Indexes in the source of a key's columns. */
  #keyColumns(key: string): number[] {
    const { target, source, columns } = this.#plan
    const names =
      key === 'PRIMARY' ? target.primaryKey : (target.uniques.find(({ name }) => name === key)?.columns ?? [])
    return names.map((name) => {
      const pair = columns.find((column) => column.target.name === name)
      return source.columns.findIndex((column) => column.name === pair?.source.name)
    })
  }
}

function keyText(scanner: RecordScanner, bytes: Buffer, columns: readonly number[]): string {
  const texts = columns.map((column) => {
    if (column < 0) return ''
    const [start, end] = [scanner.starts[column]!, scanner.ends[column]!]
    if (scanner.kinds[column] === valueKind.escapedString) return decodeString(bytes, start, end)
    if (scanner.kinds[column] === valueKind.true) return '1'
    return scanner.kinds[column] === valueKind.false ? '0' : bytes.toString('utf8', start, end)
  })
  return comparable(texts.join('-'))
}

/** Collations hold texts equal that differ by case and trailing blanks; timestamps come with a blank or a T. */
const comparable = (text: string): string =>
  text
    .trimEnd()
    .toLowerCase()
    .replace(/(\d)t(\d)/g, '$1 $2')
    .replace(/(\d)z$/, '$1')

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
