import type { ConnectionSettings } from '../dialect.ts'
import { connect } from './connect.ts'
import { type Flavor, flavorOf } from './flavor.ts'
import {
  type Outcome,
  runStatement,
  ServerError,
  type StatementOptions,
  textRow,
  type WireConnection,
} from './wire-statement.ts'

export type TextRow = Record<string, string | null>

/**
 * One connection, set up so that the server neither shifts, rounds, coerces nor gives up: UTC, strict,
 * utf8mb4, patient.
 */
export class Session {
  readonly settings: ConnectionSettings
  readonly flavor: Flavor
  readonly #connection: WireConnection
  readonly #onStatement: ((sql: string) => void) | undefined

  private constructor(
    settings: ConnectionSettings,
    flavor: Flavor,
    connection: WireConnection,
    onStatement: ((sql: string) => void) | undefined,
  ) {
    this.settings = settings
    this.flavor = flavor
    this.#connection = connection
    this.#onStatement = onStatement
  }

  static async open(
    settings: ConnectionSettings,
    onStatement?: ((sql: string) => void) | undefined,
  ): Promise<Session> {
    const connection = await connect(settings)
    try {
      const flavor = flavorOf(await versionText(connection))
      const session = new Session(settings, flavor, connection, onStatement)
      await session.#setUp()
      return session
    } catch (error) {
      connection.stream.destroy()
      throw error
    }
  }

  get threadId(): number {
    return this.#connection.threadId
  }

  /** Stops and starts the packets of a running statement. */
  get stream(): WireConnection['stream'] {
    return this.#connection.stream
  }

  run(sql: string, options?: StatementOptions): Promise<Outcome> {
    this.#onStatement?.(sql)
    return runStatement(this.#connection, sql, options)
  }

  /** For statements that hold records: `shown` is what --echo shows of it. */
  runQuietly(sql: string | Buffer, shown: string, options?: StatementOptions): Promise<Outcome> {
    this.#onStatement?.(shown)
    return runStatement(this.#connection, sql, options)
  }

  /** Small results only. */
  async rows<Row extends TextRow = TextRow>(sql: string): Promise<Row[]> {
    let names: string[] = []
    const rows: Row[] = []
    await this.run(sql, {
      onColumns: (columns) => {
        names = columns
      },
      onRow: (buffer, start, end) => {
        const cells = textRow(buffer, start, end)
        rows.push(Object.fromEntries(names.map((name, index) => [name, cells[index] ?? null])) as Row)
      },
    })
    return rows
  }

  /** The first cell of the first row. */
  async value(sql: string): Promise<string | null> {
    const [row] = await this.rows(sql)
    return row === undefined ? null : (Object.values(row)[0] ?? null)
  }

  /** Ends the connection at once; the server rolls back what it had not committed. */
  close(): void {
    this.#connection.stream.destroy()
  }

  async #setUp(): Promise<void> {
    await this.run('SET NAMES utf8mb4')
    await this.run(
      `SET SESSION sql_mode = '${sqlMode}', time_zone = '+00:00', net_read_timeout = 31536000, ` +
        'net_write_timeout = 31536000, wait_timeout = 2147483, sql_big_selects = 1, sql_notes = 1, ' +
        'lock_wait_timeout = 120, unique_checks = 1, sql_select_limit = 18446744073709551615',
    )
    await this.run(
      this.flavor.engine === 'mariadb'
        ? 'SET SESSION max_statement_time = 0'
        : 'SET SESSION max_execution_time = 0, information_schema_stats_expiry = 0',
    )
  }
}

/**
 * Strict, but with the zero dates, the 31st of February and id 0 that a MySQL source may hold. Neither ANSI_QUOTES nor
 * NO_BACKSLASH_ESCAPES nor PAD_CHAR_TO_FULL_LENGTH, which would change what our statements mean.
 */
export const sqlMode = 'STRICT_ALL_TABLES,ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION'

async function versionText(connection: WireConnection): Promise<string> {
  let text = ''
  await runStatement(connection, "SELECT CONCAT(VERSION(), ' ', @@version_comment)", {
    onRow: (buffer, start, end) => {
      text = textRow(buffer, start, end)[0] ?? ''
    },
  })
  return text
}

/** Whether a statement failed because the connection is gone, rather than by the server's judgement. */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof ServerError) return lostNumbers.has(error.errno)
  const { fatal, code } = error as { fatal?: boolean; code?: string }
  return fatal === true || lostCodes.has(code)
}

/** Server shutdown, KILL, inactivity, errors of the network as the server sees them. */
const lostNumbers = new Set([1053, 1158, 1159, 1160, 1161, 1317, 1927, 3169, 4031])

const lostCodes = new Set<string | undefined>([
  'PROTOCOL_CONNECTION_LOST',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ERR_STREAM_DESTROYED',
])
