import { afterEach, expect, it } from '@jest/globals'
import type { Knex } from 'knex'
import { lockDatabase } from '../../lib/dialects/lock-database.ts'
import { openDatabase } from '../../lib/dialects/open-database.ts'
import { exitCodes } from '../../lib/errors.ts'
import { listMigrations } from '../../lib/migrations/list-migrations.ts'
import { migrate } from '../../lib/migrations/migrate.ts'
import { lastBatch, migrateDown } from '../../lib/migrations/migrate-down.ts'
import { failureOf, settingsOf } from '../records/moving.ts'
import { createDatabase, describeEachEngine, nativeDump, type TestEngine } from '../servers/servers.ts'
import { makesTable, migrationFolder } from './migration-folder.ts'
import { plainKnex } from './plain-knex.ts'

const open: Knex[] = []

afterEach(async () => {
  for (const knex of open.splice(0)) await knex.destroy()
})

/** Two batches: the first has one migration, the second two, of which one runs outside a transaction. */
async function twoBatches(engine: TestEngine, last = makesTable('c')) {
  const database = await createDatabase(engine)
  const knex = plainKnex(database)
  open.push(knex)
  const target = { knex: () => knex }
  const { directory, write } = await migrationFolder({ '1_a.ts': makesTable('a') })
  await migrate({ database: target, directory })
  await write({
    '2_b.ts': `${makesTable('b')}\nexport const config = { transaction: false }`,
    '3_c.ts': last,
  })
  await migrate({ database: target, directory })
  return { database, knex, directory, write, target }
}

const names = async (knex: Knex): Promise<string[]> =>
  (await knex('knex_migrations').orderBy('id').select('name')).map((row) => row.name)

describeEachEngine('migrations', (engine) => {
  it('of one run are one batch, which goes down in reverse order, as a whole', async () => {
    const { database, knex, directory, write, target } = await twoBatches(engine)
    await write({ '4_d.ts': makesTable('d') })
    // Within jest a Date is none to the driver of SQLite.
    if (engine.engine === 'sqlite')
      await knex('knex_migrations').update({ migration_time: 1_767_225_600_000 })
    expect(await listMigrations({ database: target, directory })).toEqual([
      { name: '1_a.ts', state: 'applied', batch: 1, applied: expect.stringMatching(/^20\d\d-.*Z$/) },
      { name: '2_b.ts', state: 'applied', batch: 2, applied: expect.stringMatching(/^20\d\d-.*Z$/) },
      { name: '3_c.ts', state: 'applied', batch: 2, applied: expect.stringMatching(/^20\d\d-.*Z$/) },
      { name: '4_d.ts', state: 'pending' },
    ])
    expect(await lastBatch({ database: target, directory })).toEqual(['3_c.ts', '2_b.ts'])
    const lock = await lockDatabase(settingsOf(database))
    const running: string[] = []
    const result = await migrateDown({
      database: target,
      directory,
      lock,
      onMigration: ({ name, state }) => running.push(`${name} ${state}`),
    })
    await lock.release()
    expect(result).toEqual({
      before: ['1_a.ts', '2_b.ts', '3_c.ts'],
      undone: ['3_c.ts', '2_b.ts'],
      after: ['1_a.ts'],
    })
    expect(running).toEqual(['3_c.ts running', '3_c.ts done', '2_b.ts running', '2_b.ts done'])
    expect([await knex.schema.hasTable('a'), await knex.schema.hasTable('b')]).toEqual([true, false])
    await write({ '1_a.ts': undefined })
    expect((await listMigrations({ database: target, directory }))[0]).toMatchObject({ state: 'missing' })
  })

  it('stay where one of the batch has no way back, and those before a failure are undone', async () => {
    const { database, knex, directory, write, target } = await twoBatches(engine)
    const before = await nativeDump(database)
    const undo = async () => failureOf(migrateDown({ database: target, directory }))
    await write({ '2_b.ts': 'export const up = async () => {}' })
    expect(await undo()).toMatchObject({
      exitCode: exitCodes.usage,
      message: 'There is no way back from 2_b.ts: no function down',
    })
    await write({ '2_b.ts': undefined })
    expect(await undo()).toMatchObject({ message: expect.stringContaining('does not have 2_b.ts') })
    expect(await nativeDump(database)).toBe(before)

    await write({
      '2_b.ts': `export const up = async () => {}\nexport const down = () => { throw new Error('too late') }`,
    })
    expect(await undo()).toMatchObject({
      message: 'Migration 2_b.ts could not be undone: too late',
      migration: '2_b.ts',
      undone: ['3_c.ts'],
      stillIn: ['2_b.ts'],
    })
    expect(await names(knex)).toEqual(['1_a.ts', '2_b.ts'])
    await write({ '2_b.ts': makesTable('b') })
    expect((await migrateDown({ database: target, directory })).undone).toEqual(['2_b.ts'])
  })

  it('go on after a kill that left the lock of knex held, but for a lock of somebody else', async () => {
    const { database, knex, directory, write, target } = await twoBatches(engine)
    await write({ '4_d.ts': makesTable('d') })
    const lock = await lockDatabase(settingsOf(database))
    const notes: string[] = []
    const run = () => migrate({ database: target, directory, lock, onNote: (note) => notes.push(note) })
    await knex('knex_migrations_lock').update({ is_locked: 1 })
    expect(await failureOf(run())).toMatchObject({ exitCode: exitCodes.locked })
    // As a run that was killed in a migration leaves it where DDL commits.
    await knex('knex_migrations_lock').update({ is_locked: 2 })
    expect(await failureOf(migrate({ database: target, directory }))).toMatchObject({
      exitCode: exitCodes.locked,
    })
    expect((await run()).applied).toEqual(['4_d.ts'])
    expect(notes).toEqual([expect.stringContaining('it was freed')])
    expect(await knex('knex_migrations_lock').first()).toMatchObject({ is_locked: 0 })
    await lock.release()
  })
})

describeEachEngine('a migration', (engine) => {
  it('makes the same table whether or not it is the first that its connections are used for', async () => {
    const made = []
    for (const looksFirst of [true, false]) {
      const database = await createDatabase(engine)
      const connection = await openDatabase(settingsOf(database))
      const knex = connection.knex()
      if (looksFirst) await knex.raw('select 1')
      const table = knex.schema.createTable('a', (t) => t.string('name'))
      made.push(table.toString())
      await connection.close()
    }
    expect(made[0]).toBe(made[1])
  })
})
