import { existsSync } from 'node:fs'
import type { ConnectionSettings } from '../dialects/dialect.ts'
import { openDatabase } from '../dialects/open-database.ts'
import type { SchemaHistory } from '../dump/format.ts'
import { readSchemaHistory } from './schema-history.ts'

/** Which migrations a database has been through, whatever framework ran them; null where none is found, or no file is there yet. */
export async function databaseHistory(
  settings: ConnectionSettings,
  signal?: AbortSignal,
): Promise<SchemaHistory | null> {
  if (settings.filename !== undefined && !existsSync(settings.filename)) return null
  const database = await openDatabase(settings, { signal })
  try {
    return (await readSchemaHistory(database, await database.tables())).history
  } finally {
    await database.close()
  }
}
