import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Knex } from 'knex'
import sqlite3 from 'sqlite3'
import { exitCodes, TaskError } from '../../errors.ts'
import type { ConnectionSettings, OpenFailure, OpenOptions } from '../dialect.ts'
import { loadKnex } from '../load-knex.ts'
import { silentLog } from '../silent-log.ts'

type Mode = 'ro' | 'rw' | 'rwc'

export type Row = Record<string, unknown>

const lockTimeout = 5_000

/** knex on the file, for migrations: one connection, and in `ro` and `rw` never a new file. */
export function openKnex(settings: ConnectionSettings, mode: Mode): Knex {
  return loadKnex()({
    client: 'sqlite3',
    connection: { filename: uriOf(settings, mode), flags: ['OPEN_URI'] },
    pool: {
      min: 1,
      max: 1,
      afterCreate: (handle: sqlite3.Database, done: (error: Error | null) => void) =>
        setUp(handle, settings, done),
    },
    useNullAsDefault: true,
    log: silentLog,
  })
}

function openHandle(uri: string, settings: ConnectionSettings): Promise<sqlite3.Database> {
  return promised((done) => {
    const flags = sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE | sqlite3.OPEN_URI
    const handle = new sqlite3.Database(uri, flags, (error) => {
      if (error) return done(error, handle)
      setUp(handle, settings, (failure) => {
        if (failure) handle.close(() => done(failure, handle))
        else done(null, handle)
      })
    })
  })
}

function setUp(
  handle: sqlite3.Database,
  settings: ConnectionSettings,
  done: (error: Error | null) => void,
): void {
  handle.configure('busyTimeout', settings.connectTimeout ?? lockTimeout)
  handle.exec(pragmaStatements(settings), done)
}

/** As a file name of ATTACH, too. */
export function uriOf(settings: ConnectionSettings, mode: Mode): string {
  return `${pathToFileURL(settings.filename ?? '').href}?mode=${mode}`
}

function pragmaStatements(settings: ConnectionSettings): string {
  return Object.entries(settings.pragmas ?? {})
    .map(([name, value]) => `PRAGMA ${name} = ${Number(value) === value ? value : `'${value}'`};`)
    .join('\n')
}

/**
 * Of its own, in a file that SQLite removes from the folder as soon as it is open (https://sqlite.org/inmemorydb.html):
 * whatever ends the process, nothing stays behind.
 */
const privateFile = 'file:?mode=rwc'

/** What sqlite3 has and its types lack. */
interface WithBackup {
  backup(
    filename: string,
    ownName: string,
    otherName: string,
    isOtherTarget: boolean,
    done: (error: Error | null) => void,
  ): Backup
}

interface Backup {
  retryErrors: number[]
  readonly completed: boolean
  /** All pages: -1. */
  step(pages: number, done: (error: Error | null) => void): void
  finish(done: () => void): void
}

/** A statement that runs many times. */
export interface PreparedStatement {
  all(...values: unknown[]): Promise<Row[]>
  /** Gives the number of changed rows. */
  run(...values: unknown[]): Promise<number>
  finalize(): Promise<void>
}

/** The driver's own handle: knex takes a tenth of a second to load, buffers whole results and copies binds. */
export class SqliteConnection {
  readonly #handle: sqlite3.Database
  readonly #options: OpenOptions
  readonly #settings: ConnectionSettings
  readonly #interrupt: () => void
  #closed = false

  private constructor(handle: sqlite3.Database, settings: ConnectionSettings, options: OpenOptions) {
    this.#handle = handle
    this.#settings = settings
    this.#options = options
    this.#interrupt = () => handle.interrupt()
    options.signal?.addEventListener('abort', this.#interrupt)
  }

  static async open(
    settings: ConnectionSettings,
    mode: Mode,
    options: OpenOptions,
  ): Promise<SqliteConnection> {
    return SqliteConnection.#openUri(uriOf(settings, mode), settings, options)
  }

  /** A database that nobody else sees, and that ends with its connection. */
  static async openPrivate(settings: ConnectionSettings, options: OpenOptions): Promise<SqliteConnection> {
    return SqliteConnection.#openUri(privateFile, settings, options)
  }

  static async #openUri(
    uri: string,
    settings: ConnectionSettings,
    options: OpenOptions,
  ): Promise<SqliteConnection> {
    let connection: SqliteConnection | undefined
    try {
      options.signal?.throwIfAborted()
      connection = new SqliteConnection(await openHandle(uri, settings), settings, options)
      // The file is not read before the first statement.
      await connection.all('SELECT count(*) FROM sqlite_schema')
      return connection
    } catch (cause) {
      await connection?.close()
      throw openError(cause, settings)
    }
  }

  all(sql: string, ...values: unknown[]): Promise<Row[]> {
    this.#announce(sql)
    return this.#call((done) => this.#handle.all(sql, ...values, done))
  }

  async run(sql: string, ...values: unknown[]): Promise<void> {
    this.#announce(sql)
    await this.#call((done) => this.#handle.run(sql, ...values, done))
  }

  /** As run(); gives the number of changed rows. */
  async change(sql: string, ...values: unknown[]): Promise<number> {
    const statement = await this.prepare(sql)
    return statement.run(...values).finally(() => statement.finalize())
  }

  /** As run(), also when the signal has been aborted: for what undoes. */
  async undo(sql: string): Promise<void> {
    this.#options.onStatement?.(sql)
    await promised<void>((done) => this.#handle.exec(sql, (error) => done(error)))
  }

  /** Page by page, in one transaction: afterwards this database is what the other file is. */
  async copyFrom(filename: string): Promise<void> {
    const handle = this.#handle as unknown as WithBackup
    const backup = await this.#call<Backup>((done) => {
      const begun = handle.backup(filename, 'main', 'main', false, (error) => done(error, begun))
    })
    // Else a busy file is no error, and nothing is copied.
    backup.retryErrors = []
    try {
      await this.#call<void>((done) => backup.step(-1, (error) => done(error)))
      if (!backup.completed) throw new Error(`${filename} was not copied to its end`)
    } finally {
      await new Promise<void>((resolve) => backup.finish(() => resolve()))
    }
  }

  async prepare(sql: string): Promise<PreparedStatement> {
    this.#announce(sql)
    const statement = await this.#call<sqlite3.Statement>((done) => {
      const prepared = this.#handle.prepare(sql, (error: Error | null) => done(error, prepared))
    })
    return {
      all: (...values) =>
        this.#call<Row[]>((done) =>
          statement.all(...values, (error: Error | null, rows: Row[]) => done(error, rows)),
        ),
      run: (...values) =>
        this.#call((done) =>
          statement.run(...values, function (this: sqlite3.RunResult, error: Error | null) {
            done(error, this.changes)
          }),
        ),
      finalize: () => new Promise((resolve) => statement.finalize(() => resolve())),
    }
  }

  /** Idempotent. SQLite rolls back what is open. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#options.signal?.removeEventListener('abort', this.#interrupt)
    // A failure would be one of statements that an interrupt has left: the file is let go with the process.
    await new Promise<void>((resolve) => this.#handle.close(() => resolve()))
  }

  #announce(sql: string): void {
    this.#options.signal?.throwIfAborted()
    this.#options.onStatement?.(sql)
  }

  async #call<T>(start: (done: (error: Error | null, result: T) => void) => void): Promise<T> {
    try {
      return await promised(start)
    } catch (error) {
      this.#options.signal?.throwIfAborted()
      throw explained(error, this.#settings)
    }
  }
}

function promised<T>(start: (done: (error: Error | null, result: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, result) => {
      if (error) reject(error)
      else resolve(result)
    })
  })
}

/** Whatever another process or the machine is to blame for, said so that the user can act on it. */
function explained(error: unknown, settings: ConnectionSettings): unknown {
  const code = (error as { code?: string }).code
  if (code === 'SQLITE_BUSY') return lockedError(settings, error)
  if (code === 'SQLITE_FULL') {
    return new TaskError(`No space is left for the database ${settings.display}.`, {
      hint: 'Free some space on its disk, then run this again.',
      cause: error,
    })
  }
  if (code === 'SQLITE_IOERR') {
    return new TaskError(`The disk fails the database ${settings.display}: ${(error as Error).message}.`, {
      hint: 'See whether its disk has room and works, and whether a limit (ulimit -f, a quota) holds files back.',
      cause: error,
    })
  }
  if (code === 'SQLITE_READONLY') {
    return new TaskError(`The database ${settings.display} cannot be written: ${(error as Error).message}.`, {
      hint: 'Let this user write to the file and to its folder, where SQLite keeps its journal. Nothing was changed.',
      cause: error,
    })
  }
  if (code === 'SQLITE_CORRUPT') {
    return new TaskError(`The database ${settings.display} is damaged: ${(error as Error).message}.`, {
      hint: 'Check it with PRAGMA integrity_check, and recover what can be read with the .recover command of sqlite3.',
      cause: error,
    })
  }
  return error
}

export function lockedError(settings: ConnectionSettings, cause: unknown): TaskError {
  return new TaskError(`Another process holds the lock on the database ${settings.display}.`, {
    exitCode: exitCodes.locked,
    hint: 'Stop the application that writes to it, or wait until it is done, then run this again.',
    cause,
  })
}

function openError(cause: unknown, settings: ConnectionSettings): unknown {
  if (cause instanceof TaskError) return cause
  const code = (cause as { code?: string }).code
  const path = settings.filename ?? ''
  if (code === 'SQLITE_NOTADB') {
    return unreachable(`${path} is not an SQLite database, or it is encrypted.`, 'missing', {
      hint: 'Give the path of an unencrypted SQLite file.',
      cause,
    })
  }
  if (code === 'SQLITE_CANTOPEN' || code === 'SQLITE_READONLY' || code === 'SQLITE_PERM') {
    return unreachable(`The SQLite file ${path} cannot be opened: ${(cause as Error).message}.`, 'denied', {
      hint: permissionHint(path),
      cause,
    })
  }
  return cause
}

function permissionHint(path: string): string {
  if (existsSync(`${path}-journal`)) {
    return 'A transaction on it was cut short, and undoing it takes a user who may write to the file and its folder.'
  }
  if (isInWalMode(path)) {
    return 'It is in WAL mode, which takes a user who may write to its folder; or copy it elsewhere with its -wal file.'
  }
  return 'Check that this user may read the file.'
}

/** https://sqlite.org/fileformat.html, 1.3: the write version is 2 for WAL. */
function isInWalMode(path: string): boolean {
  try {
    const file = openSync(path, 'r')
    const header = Buffer.alloc(20)
    readSync(file, header, 0, header.length, 0)
    closeSync(file)
    return header[18] === 2
  } catch {
    return false
  }
}

function unreachable(
  message: string,
  code: OpenFailure,
  options: { hint: string; cause?: unknown },
): TaskError {
  return new TaskError(message, {
    exitCode: exitCodes.unreachable,
    hint: options.hint,
    cause: Object.assign(new Error(message, { cause: options.cause }), { code }),
  })
}

/** Whether there is a file to open. A missing one, or something else in its place: TaskError 14. */
export function checkFile(settings: ConnectionSettings, mayBeMissing: boolean): boolean {
  const path = settings.filename ?? ''
  const stats = statOf(path)
  if (stats?.isDirectory()) {
    throw unreachable(`${path} is a directory, not an SQLite file.`, 'missing', {
      hint: 'Give the path of the database file in it.',
    })
  }
  if (stats !== undefined) return true
  if (mayBeMissing && statOf(dirname(path))?.isDirectory()) return false
  if (mayBeMissing) {
    throw unreachable(`There is no folder ${dirname(path)} to make the SQLite file in.`, 'missing', {
      hint: 'Make the folder, or correct the path: a relative one is relative to the current directory.',
    })
  }
  throw unreachable(`There is no SQLite file at ${path}.`, 'missing', {
    hint: 'Check the path: a relative one is relative to the current directory.',
  })
}

function statOf(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch (cause) {
    throw unreachable(`${path} cannot be reached: ${(cause as Error).message}.`, 'denied', {
      hint: 'Check that this user may enter the folders on the way to it.',
      cause,
    })
  }
}
