import type { ConnectionSettings, DatabaseLock } from './dialect.ts'
import { dialectOf } from './dialect-of.ts'

/** For who changes the schema of a database: see Dialect.lock(). TaskError 13 while another holds it. */
export async function lockDatabase(settings: ConnectionSettings): Promise<DatabaseLock> {
  const dialect = await dialectOf(settings.engine)
  return dialect.lock(settings)
}
