import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from '@jest/globals'
import type { EngineName } from '../../lib/dialects/dialect.ts'
import { migrate } from '../../lib/migrations/migrate.ts'
import { seedIfEmpty } from '../../lib/migrations/seed-if-empty.ts'
import { readSchemaHistory } from '../../lib/records/schema-history.ts'
import { exportTo, importFrom, recordsOf, withOpen } from '../records/moving.ts'
import { createDatabase, describeEachPair, engines, type TestDatabase } from '../servers/servers.ts'

const folder = (name: string): string =>
  fileURLToPath(new URL(`../../examples/inventory/${name}`, import.meta.url))

/** The sample, through our own dialects from end to end. */
async function sample(engine: EngineName): Promise<TestDatabase> {
  const database = await createDatabase(engine)
  await withOpen(database, async (open) => {
    await migrate({ database: open, directory: folder('migrations') })
    const tables = await open.tables()
    const { historyTables } = await readSchemaHistory(open, tables)
    await seedIfEmpty({
      database: open,
      directory: folder('seeds'),
      tables: tables.filter((table) => !historyTables.includes(table)),
    })
  })
  return database
}

const available = engines.filter((engine) => engine.available).map(({ engine }) => engine)
const dumps = new Map<EngineName, string>()

beforeAll(async () => {
  for (const engine of available) dumps.set(engine, await exportTo(await sample(engine)))
})

describe('the sample inventory in a dump', () => {
  it.each(available)('has the same records from %s as from the others', (engine) => {
    const records = recordsOf(dumps.get(engine)!)
    expect(records.split('\n').length).toBeGreaterThan(9_000)
    expect(records === recordsOf(dumps.get(available[0]!)!)).toBe(true)
  })
})

describeEachPair('the sample inventory', (source, target) => {
  it('moves into the schema of its own migrations and comes out the same', async () => {
    const database = await sample(target.engine)
    const dump = dumps.get(source.engine)!
    await importFrom(dump, database, { clear: true })
    const again = await exportTo(database)
    expect(recordsOf(again) === recordsOf(dump)).toBe(true)
  })
})
