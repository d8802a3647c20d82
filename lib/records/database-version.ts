import type { ConnectionSettings } from '../dialects/dialect.ts'
import { openDatabase } from '../dialects/open-database.ts'
import type { SchemaHistory } from '../dump/format.ts'
import { readSchemaHistory } from './schema-history.ts'

export interface DatabaseVersion {
  engine: string
  version: string
  /** The application's migration history; null where no framework's is found. */
  schema: SchemaHistory | null
}

/** Which engine answers at an address, and which migrations its schema has seen. Changes nothing. */
export async function databaseVersion(
  settings: ConnectionSettings,
  signal?: AbortSignal,
): Promise<DatabaseVersion> {
  const database = await openDatabase(settings, { signal })
  try {
    const { history } = await readSchemaHistory(database, await database.tables())
    return { engine: database.engine, version: database.version, schema: history }
  } finally {
    await database.close()
  }
}
