import { ascii } from '../../canonical/ascii.ts'
import { ByteWriter } from '../../canonical/byte-writer.ts'
import { MalformedRecord, RecordScanner, valueKind } from '../../canonical/record-scanner.ts'
import { RecordRejected } from '../../errors.ts'
import { isOversized, type RecordBatch } from '../../schema/record-batch.ts'
import { type Column, isComputed } from '../../schema/table.ts'
import type { TableLoad, TableLoadPlan } from '../dialect.ts'
import type { PreparedStatement, SqliteConnection } from './connection.ts'
import { cellEncoder, type EncodeCell, encodeTagged, isTag, type Span } from './encode-cell.ts'
import { insertSql } from './load-sql.ts'

interface LoadColumn {
  source: Column
  target: Column
  /** Place among the source's columns. */
  index: number
  encode: EncodeCell
}

/** What is on its way to SQLite while the next batch is made ready. */
interface Running {
  batch: RecordBatch
  done: Promise<unknown>
}

/** One table's lines into INSERTs, a batch each. */
export class SqliteTableLoad implements TableLoad {
  readonly #connection: SqliteConnection
  readonly #plan: TableLoadPlan
  readonly #columns: LoadColumn[]
  readonly #scanner: RecordScanner
  readonly #out = new ByteWriter()
  readonly #span: Span = { bytes: Buffer.alloc(0), kind: valueKind.null, start: 0, end: 0 }
  #plain: PreparedStatement | undefined
  #tagged: PreparedStatement | undefined
  #running: Running | undefined
  #rows = 0

  constructor(connection: SqliteConnection, plan: TableLoadPlan) {
    this.#connection = connection
    this.#plan = plan
    this.#scanner = new RecordScanner(plan.source.columns.map((column) => column.name))
    this.#columns = plan.columns
      .filter(({ target }) => !isComputed(target))
      .map(({ source, target }) => ({
        source,
        target,
        index: plan.source.columns.findIndex((column) => column.name === source.name),
        encode: cellEncoder(source, target),
      }))
  }

  async write(batch: RecordBatch): Promise<void> {
    const hasTags = this.#encode(batch)
    await this.#settle()
    const statement = await this.#statement(hasTags)
    // The driver copies what it binds, so that the writer's memory is free again at once.
    const done = statement.run(this.#encoded())
    done.catch(() => undefined)
    this.#running = { batch, done }
    if (!isOversized(batch)) return
    this.#out.clear()
    await this.#settle()
  }

  async end(): Promise<number> {
    await this.#settle()
    await this.#plain?.finalize()
    await this.#tagged?.finalize()
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

  async #statement(hasTags: boolean): Promise<PreparedStatement> {
    const columns = this.#columns.map(({ target }) => target)
    if (hasTags) {
      this.#tagged ??= await this.#connection.prepare(insertSql(this.#plan.target, columns, true))
      return this.#tagged
    }
    this.#plain ??= await this.#connection.prepare(insertSql(this.#plan.target, columns, false))
    return this.#plain
  }

  #encoded(): Buffer {
    return this.#out.buffer.subarray(0, this.#out.length)
  }

  /** The batch as one JSON array; says whether there are tagged cells in it. */
  #encode({ bytes, rows }: RecordBatch): boolean {
    const out = this.#out
    out.clear()
    let hasTags = false
    let at = 0
    for (let row = 0; row < rows; row++) {
      at = this.#scan(bytes, at, row)
      out.byte(row === 0 ? ascii.openBracket : ascii.comma)
      if (this.#encodeRow(bytes, row)) hasTags = true
    }
    if (rows === 0) out.byte(ascii.openBracket)
    out.byte(ascii.closeBracket)
    return hasTags
  }

  #scan(bytes: Buffer, at: number, row: number): number {
    try {
      return this.#scanner.scan(bytes, at)
    } catch (cause) {
      if (cause instanceof MalformedRecord) throw new RecordRejected(cause.message, { row, cause })
      throw cause
    }
  }

  #encodeRow(bytes: Buffer, row: number): boolean {
    const out = this.#out
    const span = this.#span
    span.bytes = bytes
    let hasTags = false
    out.byte(ascii.openBracket)
    for (let n = 0; n < this.#columns.length; n++) {
      const { source, target, index, encode } = this.#columns[n]!
      if (n > 0) out.byte(ascii.comma)
      span.kind = this.#scanner.kinds[index] as Span['kind']
      span.start = this.#scanner.starts[index]!
      span.end = this.#scanner.ends[index]!
      const isTagged = span.kind === valueKind.object && isTag(source, span)
      const reason = isTagged ? encodeTagged(out, span, target) : encode(out, span)
      if (reason !== undefined) throw new RecordRejected(reason, { row, column: target.name })
      if (isTagged) hasTags = true
    }
    out.byte(ascii.closeBracket)
    return hasTags
  }

  /** Which record it was: the batch again, one record at a time. What comes after is a rollback. */
  async #rejection(batch: RecordBatch, error: unknown): Promise<unknown> {
    if (!isRefusal(error)) return error
    let at = 0
    for (let row = 0; row < batch.rows; row++) {
      const end = batch.bytes.indexOf(ascii.lf, at) + 1 || batch.bytes.length
      const hasTags = this.#encode({ bytes: batch.bytes.subarray(at, end), rows: 1 })
      try {
        const statement = await this.#statement(hasTags)
        await statement.run(this.#encoded())
      } catch (cause) {
        if (!isRefusal(cause)) return cause
        return new RecordRejected(...refusal(cause as Error, row, batch))
      }
      at = end
    }
    return error
  }
}

const isRefusal = (error: unknown): boolean => {
  const code = (error as { code?: string }).code
  return code === 'SQLITE_CONSTRAINT' || code === 'SQLITE_MISMATCH' || code === 'SQLITE_TOOBIG'
}

/** SQLite's message in our words: `SQLITE_CONSTRAINT: UNIQUE constraint failed: part.name, part.revision`. */
function refusal(
  cause: Error,
  row: number,
  batch: RecordBatch,
): [string, { row: number; column?: string | undefined; batch: RecordBatch; cause: unknown }] {
  const message = cause.message.replace(/^SQLITE_\w+: /, '')
  const [, kind, what = ''] = /^(UNIQUE|NOT NULL|CHECK) constraint failed: (.*)$/s.exec(message) ?? []
  const columns = what.split(', ').map((name) => name.slice(name.indexOf('.') + 1))
  const where = { row, batch, cause }
  if (kind === 'NOT NULL') return ['must not be null', { ...where, column: columns[0] }]
  if (kind === 'UNIQUE') {
    return columns.length === 1
      ? ['is in the table already, and must be unique', { ...where, column: columns[0] }]
      : [`has the same ${columns.join(', ')} as another record, which must be unique`, where]
  }
  if (kind === 'CHECK') return [`breaks the check ${what}`, where]
  const typed = /^cannot store (\w+) value in (\w+) column .*\.(.*)$/s.exec(message)
  if (typed) return [`is ${typed[1]}, and the column takes only ${typed[2]}`, { ...where, column: typed[3] }]
  return [`is refused by SQLite: ${message}`, where]
}
