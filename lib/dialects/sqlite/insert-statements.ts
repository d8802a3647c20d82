import { exitCodes, TaskError } from '../../errors.ts'
import type { Table } from '../../schema/table.ts'
import type { PreparedStatement, SqliteConnection } from './connection.ts'
import { insertSql } from './load-sql.ts'
import type { RecordEncoder } from './record-encoder.ts'

/** The INSERTs of one table: one for arrays without tagged cells, a slower one for those with some, others for long cells. */
export class InsertStatements {
  readonly #connection: SqliteConnection
  readonly #schema: string
  readonly #table: Table
  readonly #takesBytes: boolean
  #plain: PreparedStatement | undefined
  #tagged: PreparedStatement | undefined

  /** `encoding`: the database's; one of UTF-16 takes bytes for its own, and must be given text. */
  constructor(connection: SqliteConnection, schema: string, table: Table, encoding: string) {
    this.#connection = connection
    this.#schema = schema
    this.#table = table
    this.#takesBytes = encoding === 'UTF-8'
  }

  /** Inserts what was encoded; gives how many records. The driver copies, so that the encoder is free again at once. */
  async start(encoder: RecordEncoder): Promise<{ done: Promise<number> }> {
    const running = await (encoder.longCells.length > 0 ? this.#startLong(encoder) : this.#start(encoder))
    running.done.catch(() => undefined)
    return running
  }

  async #start(encoder: RecordEncoder): Promise<{ done: Promise<number> }> {
    const statement = await this.#for(encoder)
    return { done: statement.run(this.#array(encoder)) }
  }

  async #startLong(encoder: RecordEncoder): Promise<{ done: Promise<number> }> {
    const { columns, hasTags, longCells } = encoder
    const long = longCells.map(({ place }) => place)
    const statement = await this.#prepare(
      insertSql(this.#schema, this.#table, columns, { tagged: hasTags, long }),
    )
    const running = statement.run(this.#array(encoder), ...longCells.map(({ bytes }) => bytes))
    const restored = running.catch((error: unknown) => {
      for (const { restore } of longCells) restore()
      throw error
    })
    // What is bound to a statement stays in memory until its end.
    return { done: restored.finally(() => statement.finalize()) }
  }

  #array(encoder: RecordEncoder): Buffer | string {
    const array = encoder.finish()
    return this.#takesBytes ? array : array.toString('utf8')
  }

  async #for({ columns, hasTags }: RecordEncoder): Promise<PreparedStatement> {
    const sql = () => insertSql(this.#schema, this.#table, columns, { tagged: hasTags })
    if (hasTags) {
      this.#tagged ??= await this.#prepare(sql())
      return this.#tagged
    }
    this.#plain ??= await this.#prepare(sql())
    return this.#plain
  }

  async finalize(): Promise<void> {
    await this.#plain?.finalize()
    await this.#tagged?.finalize()
  }

  async #prepare(sql: string): Promise<PreparedStatement> {
    return this.#connection.prepare(sql).catch(explainLack(this.#table.name))
  }
}

/** For what fails where a schema is used: throws what says what its application brings along, or else the error itself. */
export const explainLack =
  (table: string) =>
  (cause: unknown): never => {
    throw lackOfApplication(cause, table) ?? cause
  }

/** Where a schema needs a function or a collation that only its application brings along: what cannot be done without. */
function lackOfApplication(cause: unknown, table: string): TaskError | undefined {
  const lack = /no such (?:function|collation sequence): .*/s.exec(String((cause as Error).message))?.[0]
  if (lack === undefined) return undefined
  return new TaskError(`SQLite cannot load records into table ${table}, nor check them: ${lack}.`, {
    exitCode: exitCodes.schemaMismatch,
    hint: `Its checks, indexes or computed columns need what only their application brings along. Leave the table out: -x ${table}. Nothing was changed.`,
    cause,
  })
}
