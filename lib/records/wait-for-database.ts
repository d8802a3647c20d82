import { setTimeout as sleep } from 'node:timers/promises'
import type { ConnectionSettings, OpenFailure } from '../dialects/dialect.ts'
import { openDatabase } from '../dialects/open-database.ts'
import { exitCodes, TaskError } from '../errors.ts'

export interface WaitOptions {
  database: ConnectionSettings
  /** Milliseconds. */
  timeout: number
  signal?: AbortSignal | undefined
  /** Called with each attempt that failed. */
  onAttempt?: (message: string) => void
}

const firstPause = 250
const longestPause = 2000

/** Until the database answers. A wrong password or a missing database will not heal by waiting, and fails at once. */
export async function waitForDatabase(options: WaitOptions): Promise<{ engine: string; version: string }> {
  const end = Date.now() + options.timeout
  for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
    options.signal?.throwIfAborted()
    const left = end - Date.now()
    const attempt = await tryToOpen(options.database, left, options.signal)
    if (!(attempt instanceof TaskError)) return attempt
    if (failureOf(attempt) !== 'unreachable') throw attempt
    if (end - Date.now() <= pause) throw gaveUp(attempt, options.timeout)
    options.onAttempt?.(attempt.message)
    await sleep(pause, undefined, options.signal ? { signal: options.signal } : {}).catch(() => {})
  }
}

async function tryToOpen(
  settings: ConnectionSettings,
  left: number,
  signal: AbortSignal | undefined,
): Promise<{ engine: string; version: string } | TaskError> {
  const connectTimeout = Math.max(1000, Math.min(left, settings.connectTimeout ?? 10_000))
  try {
    const database = await openDatabase({ ...settings, connectTimeout }, { signal })
    const { engine, version } = database
    await database.close()
    return { engine, version }
  } catch (error) {
    if (error instanceof TaskError) return error
    throw error
  }
}

const failureOf = (error: TaskError): OpenFailure | undefined =>
  (error.cause as { code?: OpenFailure } | undefined)?.code

const gaveUp = (last: TaskError, timeout: number): TaskError =>
  new TaskError(`${last.message} (waited ${Math.round(timeout / 1000)} s)`, {
    exitCode: exitCodes.unreachable,
    hint: last.hint ?? 'Wait longer with --timeout SECONDS.',
    cause: last.cause,
  })
