import type { ConnectionSettings, Database, OpenOptions } from './dialect.ts'
import { dialectOf } from './dialect-of.ts'

export async function openDatabase(
  settings: ConnectionSettings,
  options: OpenOptions = {},
): Promise<Database> {
  const dialect = await dialectOf(settings.engine)
  return dialect.open(settings, options)
}
