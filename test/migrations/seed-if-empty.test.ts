import { afterEach, expect, it } from '@jest/globals'
import type { Knex } from 'knex'
import { exitCodes, TaskError } from '../../lib/errors.ts'
import { seedIfEmpty } from '../../lib/migrations/seed-if-empty.ts'
import type { Table } from '../../lib/schema/table.ts'
import { createDatabase, describeEachEngine, type TestEngine } from '../servers/servers.ts'
import { migrationFolder } from './migration-folder.ts'
import { plainKnex } from './plain-knex.ts'

const open: Knex[] = []

afterEach(async () => {
  for (const knex of open.splice(0)) await knex.destroy()
})

const tables = ['crate', 'bolt'].map(
  (name): Table => ({ name, columns: [], primaryKey: [], uniques: [], indexes: [], foreignKeys: [] }),
)

async function twoTables(engine: TestEngine) {
  const knex = plainKnex(await createDatabase(engine))
  open.push(knex)
  for (const { name } of tables) await knex.schema.createTable(name, (table) => table.integer('id'))
  const occupied = async (asked: readonly Table[]) => {
    const found = new Set<string>()
    for (const { name } of asked) if ((await knex(name).first('id')) !== undefined) found.add(name)
    return found
  }
  const ids = async () => (await knex('bolt').orderBy('id')).map(({ id }) => id)
  return { knex, database: { knex: () => knex, occupied }, ids }
}

const inserts = (id: number): string => `export const seed = (knex) => knex('bolt').insert({ id: ${id} })`

describeEachEngine('seedIfEmpty', (engine) => {
  it('runs the seeds by name where no table has a row', async () => {
    const { database, ids } = await twoTables(engine)
    const { directory } = await migrationFolder({
      '02_more.ts': inserts(2),
      '01_some.js': `exports.seed = (knex) => knex('bolt').insert({ id: 1 })`,
    })
    const names: string[] = []
    const result = await seedIfEmpty({
      database,
      directory,
      tables,
      onSeed: ({ name }) => names.push(name),
    })
    expect(result).toEqual({ seeded: ['01_some.js', '02_more.ts'], occupied: [] })
    expect(names).toEqual(result.seeded)
    expect(await ids()).toEqual([1, 2])
  })

  it('runs none where one table has a row, and says which', async () => {
    const { knex, database, ids } = await twoTables(engine)
    await knex('crate').insert({ id: 7 })
    const { directory } = await migrationFolder({
      '01_some.ts': `export const seed = async (knex) => { await knex('crate').del(); await knex('bolt').insert({ id: 1 }) }`,
    })
    expect(await seedIfEmpty({ database, directory, tables })).toEqual({
      seeded: [],
      occupied: ['crate'],
    })
    expect(await ids()).toEqual([])
    expect(await knex('crate')).toHaveLength(1)
  })

  it('leaves nothing of any seed when one fails', async () => {
    const { database, ids } = await twoTables(engine)
    const { directory } = await migrationFolder({
      '01_some.ts': inserts(1),
      '02_bad.ts': `export const seed = (knex) => knex('nowhere').insert({ id: 1 })`,
    })
    await expect(seedIfEmpty({ database, directory, tables })).rejects.toThrow(/^Seed 02_bad\.ts failed: /)
    expect(await ids()).toEqual([])
  })

  it('leaves nothing of any seed when it is told to stop', async () => {
    const { database, ids } = await twoTables(engine)
    const { directory } = await migrationFolder({ '01_some.ts': inserts(1) })
    const stop = new AbortController()
    const reason = new TaskError('terminated', { exitCode: exitCodes.terminated })
    const onSeed = () => stop.abort(reason)
    await expect(seedIfEmpty({ database, directory, tables, signal: stop.signal, onSeed })).rejects.toBe(
      reason,
    )
    expect(await ids()).toEqual([])
  })
})

it('refuses a seed without a function', async () => {
  const { directory } = await migrationFolder({ '01_some.ts': 'export const rows = []' })
  const database = { knex: () => plainKnexNever(), occupied: async () => new Set<string>() }
  await expect(seedIfEmpty({ database, directory, tables })).rejects.toThrow('exports no function seed')
})

const plainKnexNever = (): never => {
  throw new Error('the database was asked')
}
