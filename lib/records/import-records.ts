import type { Readable } from 'node:stream'
import type { ConnectionSettings } from '../dialects/dialect.ts'
import { openDatabase } from '../dialects/open-database.ts'
import { openDump } from '../dump/reader.ts'
import { exitCodes, TaskError } from '../errors.ts'
import { listFaults } from './list-faults.ts'
import { type LoadOptions, type LoadResult, loadRecords } from './load-records.ts'
import { openSource, readWhole } from './record-source.ts'

export interface ImportOptions extends LoadOptions {
  database: ConnectionSettings
  /** A path, or a stream; compressed or not, recognised by content. */
  from: string | Readable
  /** Of a stream, for messages; `standard input` where it is left out. */
  name?: string | undefined
  /** Accept records that were changed after the export. */
  edited?: boolean
  onStatement?: ((sql: string) => void) | undefined
}

export type ImportResult = LoadResult

/**
 * Loads a dump, in one transaction: afterwards the target holds all of it, or is as it was.
 * Everything that can be checked is checked before the first row is deleted.
 */
export async function importRecords(options: ImportOptions): Promise<ImportResult> {
  try {
    return await importDump(options)
  } catch (error) {
    const cause = await preferDamage(options, error)
    throw await listFaults(cause, { file: options.from }, options.database, options)
  }
}

async function importDump(options: ImportOptions): Promise<ImportResult> {
  const { from, name, edited, signal, onStatement } = options
  const source = await openSource({ file: from }, { edited, name, signal })
  try {
    const database = await openDatabase(options.database, {
      // With `dry` nothing comes into it, and it goes again.
      createFile: options.create ?? false,
      signal,
      onStatement,
    })
    try {
      return await loadRecords(database, source, options)
    } finally {
      await database.close()
    }
  } finally {
    await source.close()
  }
}

/** Failures that no damage to the dump can have caused, and damage that is known already. */
const isBeyondData: ReadonlySet<number> = new Set([
  exitCodes.usage,
  exitCodes.damaged,
  exitCodes.notEmpty,
  exitCodes.schemaMismatch,
  exitCodes.unreachable,
  exitCodes.locked,
])

/**
 * A value that the engine refused may be one that was damaged on the way: then the damage is what to report.
 * A file is read once more to know; a stream is gone.
 */
async function preferDamage({ from, edited, signal }: ImportOptions, error: unknown): Promise<unknown> {
  if (typeof from !== 'string' || edited || signal?.aborted) return error
  if (error instanceof TaskError && isBeyondData.has(error.exitCode)) return error
  try {
    const reader = await openDump(from, { signal })
    try {
      await readWhole(reader)
    } finally {
      await reader.close()
    }
    return error
  } catch (damage) {
    return damage instanceof TaskError && damage.exitCode === exitCodes.damaged ? damage : error
  }
}
