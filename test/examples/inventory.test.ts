import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from '@jest/globals'
import type { Knex } from 'knex'
import { mediaFiles } from '../../examples/inventory/media-files.ts'
import { generateRecords } from '../../examples/inventory/records.ts'
import { migrate } from '../../lib/migrations/migrate.ts'
import { seedIfEmpty } from '../../lib/migrations/seed-if-empty.ts'
import { plainKnex } from '../migrations/plain-knex.ts'
import { createDatabase, describeEachEngine, queryText, type TestEngine } from '../servers/servers.ts'

const folder = (name: string): string =>
  fileURLToPath(new URL(`../../examples/inventory/${name}`, import.meta.url))

const open: Knex[] = []

afterEach(async () => {
  for (const knex of open.splice(0)) await knex.destroy()
})

/** Sessions as hosts in Kathmandu have them: no offset of whole hours, so that a shift cannot hide. */
const inKathmandu = ({ engine }: TestEngine): string | undefined =>
  ({
    sqlite: undefined,
    postgres: "SET TIME ZONE 'Asia/Kathmandu'",
    mysql: "SET time_zone = '+05:45'",
    mariadb: "SET time_zone = '+05:45'",
  })[engine]

async function sample(engine: TestEngine) {
  const database = await createDatabase(engine)
  const knex = plainKnex(database, inKathmandu(engine))
  open.push(knex)
  const target = { knex: () => knex, occupied: async () => new Set<string>() }
  const migrated = await migrate({ database: target, directory: folder('migrations') })
  const seeded = await seedIfEmpty({ database: target, directory: folder('seeds'), tables: [] })
  return { database, knex, target, migrated, seeded }
}

describeEachEngine('the sample inventory', (engine) => {
  it('is made by its migrations and filled by its seeds', async () => {
    const { knex, migrated, seeded } = await sample(engine)
    expect(migrated.applied).toHaveLength(4)
    expect(seeded.seeded).toEqual(['01_inventory.ts'])
    for (const { table, rows } of generateRecords(await mediaFiles())) {
      const [counted] = await knex(table).count({ n: '*' })
      expect([table, Number(counted?.n)]).toEqual([table, rows.length])
    }
  })

  it('keeps instants and wall times as they were given, whatever the session thinks', async () => {
    const { database, knex } = await sample(engine)
    const tables = generateRecords(await mediaFiles())
    const rows = tables.find(({ table }) => table === 'stock_item')!.rows
    const wanted = rows.find(
      ({ counted_at, updated_at }) => counted_at === '2026-03-29 02:30:00' && updated_at !== null,
    )!
    const utc: Record<typeof engine.engine, string> = {
      sqlite: 'counted_at, updated_at',
      postgres: `counted_at, updated_at AT TIME ZONE 'UTC'`,
      mysql: `counted_at, CONVERT_TZ(updated_at, @@session.time_zone, '+00:00')`,
      mariadb: `counted_at, CONVERT_TZ(updated_at, @@session.time_zone, '+00:00')`,
    }
    const [row] = await queryText(
      database,
      `SELECT ${utc[engine.engine]} FROM stock_item WHERE id = ${wanted.id}`,
    )
    const plain = (text: string | null | undefined) =>
      text?.replace(/^'|'$/g, '').replace(/Z$/, '').replace(/\.0+$/, '')
    expect(row?.map(plain)).toEqual(['2026-03-29 02:30:00', plain(String(wanted.updated_at))])
    expect(await knex('stock_item').where({ counted_at: '2026-03-29 02:30:00' })).not.toEqual([])
  })

  it('gives the next id to the next part', async () => {
    const { knex } = await sample(engine)
    const highest = generateRecords([]).find(({ table }) => table === 'part')!.rows.length
    await knex('part').insert({ name: 'new' })
    const part = await knex('part').where({ name: 'new' }).first('id')
    expect(part.id).toBe(highest + 1)
  })

  it('is not seeded twice', async () => {
    const { knex, target } = await sample(engine)
    const before = await knex('stock_tracking').count({ n: '*' })
    await seedIfEmpty({ database: target, directory: folder('seeds'), tables: [] })
    expect(await knex('stock_tracking').count({ n: '*' })).toEqual(before)
  })

  it('can be taken back down to nothing', async () => {
    const { knex } = await sample(engine)
    const names = [
      '20260401000000_attachments',
      '20260301000000_purchasing',
      '20260201000000_stock',
      '20260101000000_companies_and_parts',
    ]
    for (const name of names) {
      const { down } = await import(`../../examples/inventory/migrations/${name}.ts`)
      await down(knex)
    }
    for (const { table } of generateRecords([])) expect(await knex.schema.hasTable(table)).toBe(false)
  })
})

describe('the sample inventory', () => {
  it('is the same on every run and on every machine', async () => {
    const tables = generateRecords(await mediaFiles())
    const digest = createHash('sha256').update(JSON.stringify(tables)).digest('hex')
    expect(digest).toBe('22904a4be9266bce8e722b6242561422b259f2b17dcbefb7972e19ef8a5e57f6')
    expect(tables.flatMap(({ rows }) => rows).length).toBeGreaterThan(6_000)
  })

  it('knows its media files by size and digest', async () => {
    const files = await mediaFiles()
    expect(files.length).toBeGreaterThan(4)
    for (const { file, size, sha256 } of files) {
      const content = await readFile(folder(`media/${file}`))
      expect(size).toBe(content.length)
      expect(sha256).toEqual(createHash('sha256').update(content).digest())
    }
  })

  it('writes JSON with keys by length, then bytes', async () => {
    const tables = generateRecords([])
    const documents = tables.flatMap(({ rows }) =>
      rows.flatMap((row) =>
        Object.values(row).filter((value) => typeof value === 'string' && /^[{[]"/.test(value)),
      ),
    )
    expect(documents.length).toBeGreaterThan(1_000)
    for (const document of documents) expectSortedKeys(JSON.parse(String(document)))
  })
})

function expectSortedKeys(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  const keys = Array.isArray(value) ? [] : Object.keys(value).map((key) => Buffer.from(key))
  const sorted = [...keys].sort((a, b) => a.length - b.length || Buffer.compare(a, b))
  expect(keys).toEqual(sorted)
  for (const item of Object.values(value)) expectSortedKeys(item)
}
