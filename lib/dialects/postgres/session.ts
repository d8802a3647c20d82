import { connect as connectSocket } from 'node:net'
import type { Client, QueryResultRow, Submittable } from 'pg'
import { exitCodes, TaskError } from '../../errors.ts'
import type { ConnectionSettings, OpenOptions } from '../dialect.ts'
import { CopyIn } from './copy-in.ts'
import { type CopyMessages, CopyOut } from './copy-out.ts'
import { socketOf } from './end-client.ts'
import { quoteNames } from './quote.ts'

/** What a server says about an error, beyond its message (pg's DatabaseError). */
export interface ServerError extends Error {
  code: string
  severity: string
  detail?: string
  where?: string
  column?: string
  table?: string
  constraint?: string
}

/** How long a cancelled statement may take to end before its connection is cut. */
const cancelPatience = 3_000

/** Values are written and read in one form on every server, whatever its settings and those of the role are. */
const sessionSettings: Record<string, string> = {
  timezone: 'UTC',
  datestyle: 'ISO, YMD',
  intervalstyle: 'iso_8601',
  extra_float_digits: '1',
  bytea_output: 'hex',
  // Else NULL is a text in an array, and format_type() writes the names of built-in types in quotes.
  array_nulls: 'on',
  quote_all_identifiers: 'off',
  xmloption: 'content',
  lc_monetary: 'C',
  standard_conforming_strings: 'on',
  // A policy that would hide rows is an error instead.
  row_security: 'off',
  statement_timeout: '0',
  idle_in_transaction_session_timeout: '0',
  lock_timeout: '60s',
  // Statements here are few, long and plain: sorting is all that they do.
  work_mem: '64MB',
  jit: 'off',
}

/** The one connection of an open database: statements, COPY in both directions, and their end on abort. */
export class Session {
  readonly #client: Client
  readonly #settings: ConnectionSettings
  readonly #signal: AbortSignal | undefined
  readonly #onStatement: (sql: string) => void
  #lost: Error | undefined
  #running = 0
  #cutTimer: NodeJS.Timeout | undefined

  constructor(client: Client, settings: ConnectionSettings, options: OpenOptions) {
    this.#client = client
    this.#settings = settings
    this.#signal = options.signal
    this.#onStatement = options.onStatement ?? (() => {})
    client.on('error', (error) => {
      this.#lost ??= error
    })
    client.on('end', () => {
      this.#lost ??= new Error('the server closed the connection')
    })
    this.#signal?.addEventListener('abort', this.#interrupt)
  }

  get isLost(): boolean {
    return this.#lost !== undefined
  }

  async prepare(schemas: readonly string[]): Promise<void> {
    const path = quoteNames(schemas)
    // Bytes without an encoding cannot be converted: they are taken as they are, and looked at here.
    const [server] = await this.query<{ encoding: string }>(
      "SELECT pg_catalog.current_setting('server_encoding') AS encoding",
    )
    const encoding = server?.encoding === 'SQL_ASCII' ? 'SQL_ASCII' : 'UTF8'
    const names = [...Object.keys(sessionSettings), 'search_path', 'client_encoding']
    const values = [...Object.values(sessionSettings), path, encoding]
    await this.query(
      'SELECT set_config(name, value, false) FROM unnest($1::text[], $2::text[]) AS s(name, value)',
      [names, values],
    )
  }

  /**
   * Does work while names are seen from the first schema alone: the server then writes those of all others in full,
   * so that they mean the same elsewhere.
   */
  async seenFromFirst<Result>(schemas: readonly string[], work: () => Promise<Result>): Promise<Result> {
    if (schemas.length < 2) return work()
    await this.#setPath(schemas.slice(0, 1))
    const result = await work()
    await this.#setPath(schemas)
    return result
  }

  async #setPath(schemas: readonly string[]): Promise<void> {
    await this.query("SELECT pg_catalog.set_config('search_path', $1, false)", [quoteNames(schemas)])
  }

  async query<Row extends QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]> {
    this.#signal?.throwIfAborted()
    this.#onStatement(sql)
    return this.#guard(async () => {
      const result = await this.#client.query<Row>(sql, values)
      return result.rows
    })
  }

  async execute(sql: string): Promise<void> {
    await this.query(sql)
  }

  /** Runs an UPDATE or DELETE; gives how many rows it changed. */
  async change(sql: string): Promise<number> {
    this.#signal?.throwIfAborted()
    this.#onStatement(sql)
    return this.#guard(async () => (await this.#client.query(sql)).rowCount ?? 0)
  }

  /** For rolling back: also after an abort, and without an error where the connection is gone. */
  async executeLast(sql: string): Promise<void> {
    if (this.isLost) return
    this.#onStatement(sql)
    try {
      await this.#client.query(sql)
    } catch {
      // The server rolls back by itself when its client has gone.
      this.cut()
    }
  }

  /**
   * The CopyData messages of COPY … TO STDOUT as they come (see CopyOut), with back-pressure. Leaves the connection usable
   * when it is left early.
   */
  async *copyOut(sql: string): AsyncGenerator<CopyMessages> {
    this.#signal?.throwIfAborted()
    this.#onStatement(sql)
    const idle = this.#untilIdle()
    const copy = new CopyOut(sql)
    this.#submit(copy)
    let ended = false
    this.#running++
    try {
      for await (const messages of copy.messages()) yield messages
      ended = true
    } catch (error) {
      ended = true
      throw this.#explain(error)
    } finally {
      if (!ended) {
        await this.cancel()
        copy.discard()
      }
      await idle
      this.#done()
    }
  }

  /** Sends the bytes through COPY … FROM STDIN; gives how many rows the server took. */
  copyIn(sql: string, bytes: Buffer): Promise<number> {
    this.#signal?.throwIfAborted()
    this.#onStatement(sql)
    return this.#guard(async () => {
      const idle = this.#untilIdle()
      const copy = new CopyIn(sql, bytes)
      this.#submit(copy)
      try {
        return await copy.rows
      } finally {
        await idle
      }
    })
  }

  /** Asks the server, through a connection of its own as the protocol wants it, to end what runs. */
  async cancel(): Promise<void> {
    const { processID, secretKey } = this.#client as unknown as { processID: number; secretKey: number }
    if (this.isLost) return
    const request = Buffer.alloc(16)
    request.writeInt32BE(16, 0)
    request.writeInt32BE(80877102, 4)
    request.writeInt32BE(processID, 8)
    request.writeInt32BE(secretKey, 12)
    const { host = 'localhost', port = 5432, socketPath } = this.#settings
    const socket = connectSocket(
      socketPath === undefined ? { host, port } : { path: `${socketPath}/.s.PGSQL.${port}` },
    )
    await new Promise<void>((resolve) => {
      socket.on('error', () => resolve()).on('close', () => resolve())
      socket.setTimeout(cancelPatience, () => socket.destroy())
      socket.end(request)
    })
  }

  /** Cuts the connection: the server rolls back. */
  cut(): void {
    this.#lost ??= new Error('the connection was cut')
    socketOf(this.#client).destroy()
  }

  close(): void {
    this.#signal?.removeEventListener('abort', this.#interrupt)
    clearTimeout(this.#cutTimer)
  }

  #interrupt = (): void => {
    if (this.#running === 0) return
    void this.cancel()
    this.#cutTimer = setTimeout(() => this.cut(), cancelPatience)
  }

  #done(): void {
    this.#running--
    if (this.#running === 0) clearTimeout(this.#cutTimer)
  }

  async #guard<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#lost) throw this.#explain(this.#lost)
    this.#running++
    try {
      return await work()
    } catch (error) {
      throw this.#explain(error)
    } finally {
      this.#done()
    }
  }

  #submit(query: Submittable): void {
    this.#client.query(query as never)
  }

  /** When the server is ready for the next statement; pg tells it to no COPY that failed. */
  #untilIdle(): Promise<void> {
    const client = this.#client
    return new Promise((resolve) => {
      const settle = () => {
        client.removeListener('drain', settle)
        client.removeListener('end', settle)
        resolve()
      }
      client.on('drain', settle)
      client.on('end', settle)
      if (this.isLost) settle()
    })
  }

  #explain(error: unknown): unknown {
    if (this.#signal?.aborted) return this.#signal.reason
    const server = serverError(error)
    if (this.#lost || server?.code.startsWith('57P')) return this.#lostError(error)
    return server ? explainServerError(server) : error
  }

  #lostError(error: unknown): TaskError {
    const said = (error as Error).message
    return new TaskError(`The connection to ${this.#settings.display} was lost: ${said}.`, {
      exitCode: exitCodes.unreachable,
      hint: 'The server rolls back what was not committed. Run the same command again when it is back.',
      cause: error,
    })
  }
}

/** The server's own error in `error` or behind it. */
export function serverError(error: unknown): ServerError | undefined {
  const candidate = error as Partial<ServerError> | undefined
  if (typeof candidate?.code === 'string' && typeof candidate.severity === 'string')
    return error as ServerError
  const cause = (error as Error | undefined)?.cause
  return cause === undefined ? undefined : serverError(cause)
}

/** Errors of the server that the user can act on, whatever statement they come from; others stay as they are. */
function explainServerError(error: ServerError): Error {
  const advice = adviceFor(error.code)
  if (!advice) return error
  return new TaskError(`PostgreSQL: ${error.message}.`, { hint: advice, cause: error })
}

function adviceFor(code: string): string | undefined {
  switch (code) {
    case '42501':
      return 'Run it as the owner of the tables, or have the privilege granted: reading takes SELECT on tables and sequences, loading takes ownership of the tables; check-records takes GRANT TEMPORARY ON DATABASE.'
    case '55P03':
      return 'Another session holds a lock on the table (see pg_stat_activity and pg_locks). End it, or try again later.'
    case '40P01':
      return 'Another session uses the same tables. Stop what writes to the database, and try again.'
    case '25006':
      return 'The server is a read-only replica, or the database is set to read-only. Use the primary.'
    case '53100':
      return "The server's disk is full. Make room there, and try again."
    case '53200':
      return 'One transaction over so many tables needs more locks: raise max_locks_per_transaction in postgresql.conf and restart the server, or move fewer tables at a time (--include).'
    case '57014':
      return 'The statement was cancelled on the server.'
  }
  return undefined
}
