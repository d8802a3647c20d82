import { fileURLToPath } from 'node:url'
import type { EngineName } from '../../lib/dialects/dialect.ts'
import { migrate } from '../../lib/migrations/migrate.ts'
import { withOpen } from '../records/moving.ts'
import { createDatabase, sql, type TestDatabase, type TestEngine } from '../servers/servers.ts'

/**
 * An application of four versions: people and tools; a name split in two by a migration of records; a renamed table;
 * a column that takes no null and has no default.
 */
export const workshop = { directory: fileURLToPath(new URL('workshop', import.meta.url)) }

export const first = '20260101'
export const newest = '20260401_serial_numbers.ts'

export const migrateWorkshop = (database: { url: string }, to?: string) =>
  withOpen(database, (open) => migrate({ database: open, ...workshop, to }))

/** At the first version, with records. Roles of its own stand where the migration's default ones were. */
export async function oldWorkshop(engine: TestEngine | EngineName): Promise<TestDatabase> {
  const database = await createDatabase(engine)
  await migrateWorkshop(database, first)
  await sql(database, [
    "update role set name = 'smith' where name = 'apprentice'",
    "insert into role (name) values ('apprentice')",
    "insert into person (id, full_name, role_id) values (1, 'Ada Lovelace', 1), (2, 'Grace Brewster Murray Hopper', 2), (7, 'Plato', 3)",
    "insert into tool (id, name, size, holder_id) values (1, 'hammer', 3, 1), (2, 'tongs', 5, 7), (4, 'anvil', 90, null)",
  ])
  return database
}
