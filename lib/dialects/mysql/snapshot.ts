import { ByteWriter } from '../../canonical/byte-writer.ts'
import { collectGarbage } from '../../canonical/collect-garbage.ts'
import { isOversized, type RecordBatch } from '../../schema/record-batch.ts'
import type { Sequence } from '../../schema/sequence.ts'
import type { Table } from '../../schema/table.ts'
import type { Snapshot } from '../dialect.ts'
import { orderAsWritten } from '../order-as-written.ts'
import { readTables } from './catalog.ts'
import { readJsonForms } from './json-forms.ts'
import { recordOrder } from './record-order.ts'
import { RowTranscoder } from './row-transcoder.ts'
import { readSequences } from './sequences.ts'
import type { Session } from './session.ts'
import { hiddenKeyNotes, historyNotes, layoutNotes } from './snapshot-notes.ts'
import { quoteName } from './sql-text.ts'

/** A batch is handed over when it has grown past this. */
const batchBytes = 1024 * 1024
/** Batches that may wait for the consumer before the server is made to wait. */
const waitingBatches = 2

/**
 * One REPEATABLE READ transaction. Tables of engines without transactions (MyISAM, Aria, MEMORY) are read as
 * they are when their turn comes.
 */
export class MysqlSnapshot implements Snapshot {
  readonly tables: readonly Table[]
  readonly sequences: readonly Sequence[]
  readonly notes: readonly string[]
  readonly #session: Session
  readonly #stopStatement: () => Promise<void>

  private constructor(
    session: Session,
    tables: readonly Table[],
    sequences: readonly Sequence[],
    notes: readonly string[],
    stopStatement: () => Promise<void>,
  ) {
    this.#session = session
    this.tables = tables
    this.sequences = sequences
    this.notes = notes
    this.#stopStatement = stopStatement
  }

  /** `stopStatement` ends the statement that runs in the session, from outside. */
  static async begin(session: Session, stopStatement: () => Promise<void>): Promise<MysqlSnapshot> {
    await session.run('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ')
    await session.run('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY')
    const tables = await readTables(session)
    await refusePartlyReadable(session, tables)
    const notes = [
      ...(await historyNotes(session)),
      ...(await hiddenKeyNotes(session, tables)),
      ...layoutNotes(await readJsonForms(session, tables)),
    ]
    return new MysqlSnapshot(session, tables, await readSequences(session), notes, stopStatement)
  }

  async *read(table: Table): AsyncGenerator<RecordBatch> {
    const transcoder = new RowTranscoder(table)
    const { orderBy, sortLength, sortBuffer } = recordOrder(table, this.#session.flavor)
    await this.#session.run(`SET SESSION max_sort_length = ${sortLength}, sort_buffer_size = ${sortBuffer}`)
    const sql = `SELECT ${transcoder.selectList} FROM ${quoteName(table.name)} ORDER BY ${orderBy}`
    yield* orderAsWritten(table, this.#batches(sql, transcoder))
  }

  async *#batches(sql: string, transcoder: RowTranscoder): AsyncGenerator<RecordBatch> {
    const queue = new BatchQueue(this.#session.stream)
    const statement = this.#session.run(sql, {
      onRow: (buffer, start, end) => {
        transcoder.writeRow(queue.writer, buffer, start, end)
        queue.endRow()
      },
    })
    statement.then(
      () => queue.end(),
      (error) => queue.fail(error),
    )
    try {
      yield* queue.drain()
    } finally {
      queue.discard()
      if (!queue.isOver) await this.#abandon(statement)
    }
  }

  /** The consumer went away: the server need not send the rest. */
  async #abandon(statement: Promise<unknown>): Promise<void> {
    await this.#stopStatement()
    await statement.catch(() => undefined)
  }

  async estimates(): Promise<Map<string, number>> {
    const rows = await this.#session.rows(
      'SELECT table_name AS name, table_rows AS count FROM information_schema.tables WHERE table_schema = DATABASE()',
    )
    return new Map(
      rows.flatMap(({ name, count }) => (count == null ? [] : [[name!, Number(count)] as const])),
    )
  }

  async close(): Promise<void> {
    await this.#session.run('ROLLBACK')
  }
}

/** The catalog shows a user the columns that it may read: of tables where these are not all, SELECT * is refused. */
async function refusePartlyReadable(session: Session, tables: readonly Table[]): Promise<void> {
  const granted = await session.rows(
    "SELECT DISTINCT table_name AS name FROM information_schema.column_privileges WHERE table_schema = DATABASE() AND privilege_type = 'SELECT'",
  )
  const names = new Set(granted.map(({ name }) => name))
  for (const { name } of tables)
    if (names.has(name)) await session.run(`SELECT * FROM ${quoteName(name)} LIMIT 0`)
}

/** Between the packets, which come when they come, and the consumer. Holds the server back when it is full. */
class BatchQueue {
  readonly writer = new ByteWriter(batchBytes + batchBytes / 4)
  readonly #stream: Session['stream']
  readonly #batches: RecordBatch[] = []
  #rows = 0
  #paused = false
  #isDiscarded = false
  #wake: (() => void) | undefined
  #error: unknown
  isOver = false

  constructor(stream: Session['stream']) {
    this.#stream = stream
  }

  endRow(): void {
    this.#rows++
    if (this.writer.length >= batchBytes) this.#flush()
  }

  end(): void {
    if (this.#rows > 0) this.#flush()
    this.isOver = true
    this.#wake?.()
  }

  fail(error: unknown): void {
    this.#error = error
    this.isOver = true
    this.#wake?.()
  }

  async *drain(): AsyncGenerator<RecordBatch> {
    for (;;) {
      const batch = this.#batches.shift()
      if (batch !== undefined) {
        const isLong = isOversized(batch)
        // Dead are the packets of a long row, as long as it is, and later what was made of it.
        if (isLong) collectGarbage()
        else this.#resume()
        yield batch
        if (isLong) collectGarbage()
        continue
      }
      this.#resume()
      if (this.#error !== undefined) throw this.#error
      if (this.isOver) return
      await new Promise<void>((wake) => {
        this.#wake = wake
      })
    }
  }

  /** What is here and what still comes is dropped, so that the connection can go on. */
  discard(): void {
    this.#isDiscarded = true
    this.#batches.length = 0
    this.#resume()
  }

  #flush(): void {
    if (this.#isDiscarded) return this.writer.clear()
    const bytes = this.writer.take()
    const batch = { bytes, rows: this.#rows, release: () => this.writer.recycle(bytes) }
    this.#batches.push(batch)
    this.#rows = 0
    if ((this.#batches.length >= waitingBatches || isOversized(batch)) && !this.#paused) {
      this.#paused = true
      this.#stream.pause()
    }
    this.#wake?.()
  }

  #resume(): void {
    if (!this.#paused) return
    this.#paused = false
    this.#stream.resume()
  }
}
