import type { ConnectionSettings } from '../dialects/dialect.ts'
import { openDatabase } from '../dialects/open-database.ts'
import { inLoad } from './in-load.ts'
import { readSchemaHistory } from './schema-history.ts'
import { type Selection, selectTables } from './select-tables.ts'

export interface DeleteOptions extends Selection {
  database: ConnectionSettings
  signal?: AbortSignal | undefined
  onStatement?: ((sql: string) => void) | undefined
}

export interface DeleteResult {
  engine: string
  /** Names of the tables that are empty now. */
  tables: string[]
  notes: string[]
}

/**
 * Empties tables, in one transaction and without their triggers. Migration histories stay. References from tables
 * that keep their records to records that would go are an error, and nothing is deleted.
 */
export async function deleteRecords(options: DeleteOptions): Promise<DeleteResult> {
  const { signal, onStatement } = options
  const database = await openDatabase(options.database, { signal, onStatement })
  try {
    const notes = await database.recover()
    const all = await database.tables()
    const { historyTables } = await readSchemaHistory(database, all)
    const tables = selectTables(
      all.filter((table) => !historyTables.includes(table)),
      options,
    )
    const plan = { create: [], clear: tables, loads: [] }
    await inLoad(database, plan, signal, (load) => load.finish())
    return { engine: database.engine, tables: tables.map(({ name }) => name), notes }
  } finally {
    await database.close()
  }
}
