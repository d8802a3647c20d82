/*
 * The one place that leans on mysql2's inside. mysql2 makes JavaScript values of every cell; a million rows of
 * twelve columns then cost more than the server does. So a statement here is a command of our own in mysql2's
 * queue, which sees the packets' bytes. It relies on, of mysql2 3.x (lib/base/connection.js):
 * - `addCommand(command)` calls `command.execute(undefined, connection)` when its turn has come, and then
 *   `command.execute(packet, connection)` for each packet, until that gives true;
 * - `command.onResult(error)` is called when the connection is lost;
 * - a packet's payload is `packet.buffer` from `packet.offset` to `packet.end`, joined where it was split, and
 *   valid only during the call;
 * - `write`, `_resetSequenceId`, `_bumpSequenceId`, and `stream`, what `write` writes to, whose pause() stops the packets.
 * And on the capabilities that connect.ts asks for: no query attributes, EOF packets between columns and rows.
 * test/dialects/mysql-wire.test.ts pins it.
 */

/** As much of mysql2's connection as is used here. */
export interface WireConnection {
  stream: {
    pause(): void
    resume(): void
    destroy(): void
    cork(): void
    uncork(): void
    write(bytes: Uint8Array, done: () => void): void
  }
  threadId: number
  addCommand(command: WireCommand): unknown
  write(bytes: Uint8Array): void
  _resetSequenceId(): void
  _bumpSequenceId(packets: number): void
  sequenceId: number
}

interface WireCommand {
  execute(packet: WirePacket | undefined, connection: WireConnection): boolean
  onResult(error: Error): void
}

interface WirePacket {
  buffer: Buffer
  offset: number
  end: number
}

/** What an error packet says; `errno` is the server's number. */
export class ServerError extends Error {
  override readonly name = 'ServerError'
  readonly errno: number
  /** The statement, cut. */
  readonly statement: string

  constructor(errno: number, message: string, statement: string) {
    super(message)
    this.errno = errno
    this.statement = statement
  }
}

export interface Outcome {
  affectedRows: number
  /** Errors turned into warnings, warnings and notes. */
  warnings: number
}

/** Gets each row of a result as length-coded strings: `buffer` from `start` to `end`, valid during the call. */
export type RowSink = (buffer: Buffer, start: number, end: number) => void

export interface StatementOptions {
  onColumns?: (names: string[]) => void
  onRow?: RowSink
  /** What a LOAD DATA LOCAL reads: no file is ever opened. Without it, a server that asks for one gets nothing. */
  infile?: readonly Buffer[]
  /** When the system has taken all that the server needs to go on, so that it does while this thread is busy. */
  onSent?: (() => void) | undefined
}

const nothing = Buffer.alloc(0)

/** Runs one statement. Rejects with ServerError, or with the driver's error where the connection is lost. */
export function runStatement(
  connection: WireConnection,
  sql: string | Buffer,
  options: StatementOptions = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    connection.addCommand(new WireStatement(sql, options, resolve, reject))
  })
}

const comQuery = 0x03
const maxPacket = 0xffffff
/** Far below any server's max_allowed_packet, which holds for these packets too. */
const infilePacket = 256 * 1024

const state = { start: 0, header: 1, columns: 2, columnsEnd: 3, rows: 4, infileEnd: 5 } as const

class WireStatement implements WireCommand {
  readonly #sql: string | Buffer
  readonly #options: StatementOptions
  readonly #resolve: (outcome: Outcome) => void
  readonly #reject: (error: Error) => void
  #state: number = state.start
  #columnsLeft = 0
  #names: string[] = []
  #refusedFile = false

  constructor(
    sql: string | Buffer,
    options: StatementOptions,
    resolve: (outcome: Outcome) => void,
    reject: (error: Error) => void,
  ) {
    this.#sql = sql
    this.#options = options
    this.#resolve = resolve
    this.#reject = reject
  }

  onResult(error: Error): void {
    this.#reject(error)
  }

  /** True when the statement is over. */
  execute(packet: WirePacket | undefined, connection: WireConnection): boolean {
    if (packet === undefined) return this.#send(connection)
    const { buffer, offset, end } = packet
    if (this.#state === state.rows && buffer[offset]! < 0xfe) {
      this.#options.onRow?.(buffer, offset, end)
      return false
    }
    if (buffer[offset] === 0xff && this.#state !== state.columns) return this.#fail(packet)
    if (this.#state === state.rows) return this.#rowOrEnd(packet)
    if (this.#state === state.columns) return this.#column(packet)
    if (this.#state === state.columnsEnd) return this.#enter(state.rows)
    if (this.#state === state.header && buffer[offset] === 0xfb) return this.#sendFile(connection)
    if (buffer[offset] === 0) return this.#done(okOutcome(packet))
    this.#columnsLeft = readLength(buffer, offset).value
    return this.#enter(state.columns)
  }

  #enter(next: number): false {
    this.#state = next
    return false
  }

  #done(outcome: Outcome): true {
    if (this.#refusedFile) this.#reject(new Error('the server asked for a local file'))
    else this.#resolve(outcome)
    return true
  }

  #fail({ buffer, offset, end }: WirePacket): true {
    const errno = buffer.readUInt16LE(offset + 1)
    const from = buffer[offset + 3] === 0x23 /* # */ ? offset + 9 : offset + 3
    const statement = this.#sql.slice(0, 2000).toString()
    this.#reject(new ServerError(errno, buffer.toString('utf8', from, end), statement))
    return true
  }

  #send(connection: WireConnection): false {
    connection._resetSequenceId()
    const sql = typeof this.#sql === 'string' ? Buffer.from(this.#sql) : this.#sql
    const length = sql.length + 1
    // The first packet begins with the command's byte; the rest follows in packets of the largest size.
    let sent = Math.min(length, maxPacket)
    connection.stream.cork()
    writeHeader(connection, sent, [comQuery])
    connection.write(sql.subarray(0, sent - 1))
    while (sent % maxPacket === 0 && sent <= length) {
      const count = Math.min(length - sent, maxPacket)
      writeHeader(connection, count)
      connection.write(sql.subarray(sent - 1, sent - 1 + count))
      sent += count
      if (count < maxPacket) break
    }
    connection.stream.uncork()
    if (this.#options.infile === undefined) this.#tellWhenSent(connection)
    return this.#enter(state.header)
  }

  #sendFile(connection: WireConnection): false {
    const { infile } = this.#options
    if (infile === undefined) this.#refusedFile = true
    connection.stream.cork()
    for (const bytes of infile ?? []) {
      for (let at = 0; at < bytes.length; at += infilePacket) {
        const part = bytes.subarray(at, at + infilePacket)
        writeHeader(connection, part.length)
        connection.write(part)
      }
    }
    writeHeader(connection, 0)
    connection.stream.uncork()
    this.#tellWhenSent(connection)
    return this.#enter(state.infileEnd)
  }

  #tellWhenSent({ stream }: WireConnection): void {
    if (this.#options.onSent) stream.write(nothing, this.#options.onSent)
  }

  #column({ buffer, offset }: WirePacket): false {
    // catalog, schema, table, original table, name
    let at = offset
    for (let field = 0; field < 4; field++) {
      const { value, next } = readLength(buffer, at)
      at = next + value
    }
    const { value, next } = readLength(buffer, at)
    this.#names.push(buffer.toString('utf8', next, next + value))
    if (--this.#columnsLeft > 0) return false
    this.#options.onColumns?.(this.#names)
    return this.#enter(state.columnsEnd)
  }

  /** A row whose first cell is longer than 16 MB begins like an EOF packet, but is longer. */
  #rowOrEnd({ buffer, offset, end }: WirePacket): boolean {
    if (end - offset < 9) return this.#done({ affectedRows: 0, warnings: buffer.readUInt16LE(offset + 1) })
    this.#options.onRow?.(buffer, offset, end)
    return false
  }
}

function writeHeader(connection: WireConnection, length: number, begin: readonly number[] = []): void {
  connection.write(
    Buffer.from([length & 255, (length >> 8) & 255, length >> 16, connection.sequenceId, ...begin]),
  )
  connection._bumpSequenceId(1)
}

function okOutcome({ buffer, offset }: WirePacket): Outcome {
  const affected = readLength(buffer, offset + 1)
  const insertId = readLength(buffer, affected.next)
  return { affectedRows: affected.value, warnings: buffer.readUInt16LE(insertId.next + 2) }
}

/** A length-coded number and the position after it. */
export function readLength(buffer: Buffer, at: number): { value: number; next: number } {
  const first = buffer[at]!
  if (first < 0xfb) return { value: first, next: at + 1 }
  if (first === 0xfc) return { value: buffer.readUInt16LE(at + 1), next: at + 3 }
  if (first === 0xfd) return { value: buffer.readUIntLE(at + 1, 3), next: at + 4 }
  return { value: Number(buffer.readBigUInt64LE(at + 1)), next: at + 9 }
}

/** A row as texts, for the small results of catalog queries. */
export function textRow(buffer: Buffer, start: number, end: number): (string | null)[] {
  const cells: (string | null)[] = []
  let at = start
  while (at < end) {
    if (buffer[at] === 0xfb) {
      cells.push(null)
      at++
      continue
    }
    const { value, next } = readLength(buffer, at)
    cells.push(buffer.toString('utf8', next, next + value))
    at = next + value
  }
  return cells
}
