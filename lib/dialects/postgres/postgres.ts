import type { Dialect } from '../dialect.ts'
import { openPostgres } from './database.ts'
import { lockDatabase } from './lock-database.ts'
import { ddl } from './schema-ddl.ts'

/** PostgreSQL 13 to 18. */
export const postgres: Dialect = {
  engine: 'postgres',
  open: (settings, options = {}) => openPostgres(settings, options),
  lock: lockDatabase,
  ddl,
}
