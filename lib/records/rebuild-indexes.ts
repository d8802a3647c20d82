import type { ConnectionSettings, Database } from '../dialects/dialect.ts'
import { openDatabase } from '../dialects/open-database.ts'
import { TaskError } from '../errors.ts'
import { someReasons } from '../some-of.ts'
import type { OnRecordProgress } from './progress.ts'
import { type Selection, selectTables } from './select-tables.ts'

export interface RebuildOptions extends Selection {
  database: ConnectionSettings
  signal?: AbortSignal | undefined
  /** Rows are estimates. */
  onProgress?: OnRecordProgress | undefined
  /** Told at once of what a failed or stopped statement left behind, a sentence each. */
  onLeft?: ((left: string) => void) | undefined
  onStatement?: ((sql: string) => void) | undefined
}

export interface RebuildResult {
  engine: string
  /** Names of the tables of which all indexes were rebuilt. */
  tables: string[]
  /** Tables and indexes that were left as they were, and why. */
  skipped: string[]
  /** What is wrong with indexes now, and what to do about it. */
  invalid: string[]
  notes: string[]
}

/**
 * Rebuilds the indexes of tables one after the other, and renews the statistics by which the engine plans; while others
 * read and write as far as it can. Stopped, it leaves what is done and nothing half done.
 */
export async function rebuildIndexes(options: RebuildOptions): Promise<RebuildResult> {
  const { signal, onStatement } = options
  const database = await openDatabase(options.database, { signal, onStatement })
  try {
    const notes = await database.recover()
    const tables = selectTables(await database.tables(), options)
    const estimates = await estimatesOf(database, options)
    const result: RebuildResult = { engine: database.engine, tables: [], skipped: [], invalid: [], notes }
    let isAnyRebuilt = false
    for (const [index, table] of tables.entries()) {
      signal?.throwIfAborted()
      const total = estimates.get(table.name)
      const label = `${table.name} (${index + 1} of ${tables.length})`
      const tell = (share: number, finished: boolean) =>
        options.onProgress?.({ table: label, rows: Math.round((total ?? 0) * share), total, finished })
      tell(0, false)
      const outcome = await database.rebuildIndexes(table, {
        onProgress: (share) => tell(share, false),
        onLeft: options.onLeft,
      })
      tell(1, true)
      if (outcome.rebuilt === 'all') result.tables.push(table.name)
      isAnyRebuilt ||= outcome.rebuilt !== 'none'
      result.skipped.push(...outcome.skipped)
      result.invalid.push(...outcome.invalid)
      result.notes.push(...outcome.notes)
    }
    if (!isAnyRebuilt && result.skipped.length > 0) throw nothingRebuilt(database, result)
    return result
  } finally {
    await database.close()
  }
}

/** For progress alone: who may not read the tables may rebuild them all the same. */
async function estimatesOf(database: Database, { signal }: RebuildOptions): Promise<Map<string, number>> {
  try {
    const snapshot = await database.snapshot()
    try {
      return await snapshot.estimates()
    } finally {
      await snapshot.close()
    }
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof TaskError) return new Map()
    throw error
  }
}

const shownReasons = 5

function nothingRebuilt(database: Database, { skipped, invalid }: RebuildResult): TaskError {
  return new TaskError(
    `Nothing was rebuilt in ${database.settings.display}: ${someReasons([...skipped, ...invalid], shownReasons)}`,
    {
      hint: 'Mend what the reasons say; where it is a privilege, run it as the user whom the tables belong to.',
    },
  )
}
