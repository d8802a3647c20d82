import { afterEach, describe, expect, it } from '@jest/globals'
import type { Knex } from 'knex'
import { exitCodes, TaskError } from '../../lib/errors.ts'
import { type MigrationEvent, migrate } from '../../lib/migrations/migrate.ts'
import { MigrationFailed } from '../../lib/migrations/migration-failed.ts'
import { pendingMigrations } from '../../lib/migrations/pending-migrations.ts'
import { createDatabase, describeEachEngine, nativeDump, type TestEngine } from '../servers/servers.ts'
import { makesTable, migrationFolder } from './migration-folder.ts'
import { plainKnex } from './plain-knex.ts'

const open: Knex[] = []

afterEach(async () => {
  for (const knex of open.splice(0)) await knex.destroy()
})

async function emptyDatabase(engine: TestEngine | 'sqlite') {
  const database = await createDatabase(engine)
  const knex = plainKnex(database)
  open.push(knex)
  return { database, knex, target: { knex: () => knex } }
}

/** What a promise is rejected with. */
async function failure(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('it was not rejected')
}

const recorded = async (knex: Knex): Promise<string[]> =>
  (await knex('knex_migrations').orderBy('id').select('name')).map((row) => row.name)

describeEachEngine('migrate', (engine) => {
  it('runs what is pending by name, records it as knex does, and tells of each', async () => {
    const { knex, target } = await emptyDatabase(engine)
    const { directory, write } = await migrationFolder({
      '2_b.ts': makesTable('b'),
      '1_a.js': `exports.up = (knex) => knex.schema.createTable('a', (t) => { t.integer('id') })
exports.down = (knex) => knex.schema.dropTable('a')`,
      'notes.md': '# not a migration',
      '3_types.d.ts': 'export {}',
    })
    const events: MigrationEvent[] = []
    const first = await migrate({
      database: target,
      directory,
      onMigration: (event) => events.push(event),
    })
    expect(first).toEqual({
      before: [],
      applied: ['1_a.js', '2_b.ts'],
      after: ['1_a.js', '2_b.ts'],
    })
    expect(events.map(({ name, state, position, of }) => [name, state, position, of])).toEqual([
      ['1_a.js', 'running', 1, 2],
      ['1_a.js', 'done', 1, 2],
      ['2_b.ts', 'running', 2, 2],
      ['2_b.ts', 'done', 2, 2],
    ])

    await write({ '3_c.ts': makesTable('c') })
    expect(await pendingMigrations({ database: target, directory })).toEqual(['3_c.ts'])
    const second = await migrate({ database: target, directory })
    expect(second.before).toEqual(['1_a.js', '2_b.ts'])
    expect(second.applied).toEqual(['3_c.ts'])
    expect(await recorded(knex)).toEqual(['1_a.js', '2_b.ts', '3_c.ts'])
    expect(await knex('c')).toEqual([])
  })

  it('touches nothing to say what is pending, or when nothing is', async () => {
    const { database, target } = await emptyDatabase(engine)
    const { directory } = await migrationFolder({ '1_a.ts': makesTable('a') })
    expect(await pendingMigrations({ database: target, directory })).toEqual(['1_a.ts'])
    expect(await nativeDump(database)).toBe('')

    const empty = await migrationFolder({})
    const result = await migrate({ database: target, directory: empty.directory })
    expect(result).toEqual({ before: [], applied: [], after: [] })
    expect(await nativeDump(database)).toBe('')
  })

  it('says which migration failed and why, keeps those before it, and goes on when it is corrected', async () => {
    const { knex, target } = await emptyDatabase(engine)
    const { directory, write } = await migrationFolder({
      '1_a.ts': makesTable('a'),
      '2_b.ts': `export const up = (knex) => knex('nowhere').insert({ id: 1 })`,
      '3_c.ts': makesTable('c'),
    })
    const error = (await failure(migrate({ database: target, directory }))) as MigrationFailed
    expect(error).toBeInstanceOf(MigrationFailed)
    expect(error).toMatchObject({
      exitCode: exitCodes.failed,
      migration: '2_b.ts',
      applied: ['1_a.ts'],
      notRun: ['3_c.ts'],
    })
    expect(error.message).toMatch(/^Migration 2_b\.ts failed: .*nowhere/)
    expect(error.message).not.toMatch(/insert into/i)
    expect(error.hint).toContain('1_a.ts')
    expect(await recorded(knex)).toEqual(['1_a.ts'])

    await write({ '2_b.ts': makesTable('b') })
    const { applied } = await migrate({ database: target, directory })
    expect(applied).toEqual(['2_b.ts', '3_c.ts'])
  })

  it('undoes a failed migration where the engine can', async () => {
    const { knex, target } = await emptyDatabase(engine)
    const { directory } = await migrationFolder({
      '1_a.ts': makesTable('a', `throw new Error('half way')`),
    })
    await expect(migrate({ database: target, directory })).rejects.toThrow(
      'Migration 1_a.ts failed: half way',
    )
    const undoes = engine.engine === 'sqlite' || engine.engine === 'postgres'
    expect(await knex.schema.hasTable('a')).toBe(!undoes)
  })

  it('finishes the running migration when it is told to stop, and begins no other', async () => {
    const { knex, target } = await emptyDatabase(engine)
    const { directory } = await migrationFolder({
      '1_a.ts': makesTable('a'),
      '2_b.ts': makesTable('b'),
    })
    const stop = new AbortController()
    const reason = new TaskError('interrupted', { exitCode: exitCodes.interrupted })
    const stopAtOnce = () => stop.abort(reason)
    const running = migrate({
      database: target,
      directory,
      signal: stop.signal,
      onMigration: stopAtOnce,
    })
    expect(await failure(running)).toBe(reason)
    expect(await recorded(knex)).toEqual(['1_a.ts'])
    expect((await migrate({ database: target, directory })).applied).toEqual(['2_b.ts'])
  })

  it('refuses while the lock is held, and says how to free it', async () => {
    const { knex, target } = await emptyDatabase(engine)
    const { directory, write } = await migrationFolder({ '1_a.ts': makesTable('a') })
    await migrate({ database: target, directory })
    await knex('knex_migrations_lock').update({ is_locked: 1 })
    await write({ '2_b.ts': makesTable('b') })

    const error = (await failure(migrate({ database: target, directory }))) as TaskError
    expect(error).toMatchObject({ exitCode: exitCodes.locked })
    const free = /UPDATE .*$/.exec(error.hint ?? '')?.[0] ?? ''
    await knex.raw(free)
    expect((await migrate({ database: target, directory })).applied).toEqual(['2_b.ts'])
  })

  it('takes a migration and its compiled form for the same one', async () => {
    const { knex, target } = await emptyDatabase(engine)
    const { directory, write } = await migrationFolder({ '1_a.ts': makesTable('a') })
    await migrate({ database: target, directory })
    await write({
      '1_a.ts': undefined,
      '1_a.js': 'exports.up = () => { throw new Error("ran twice") }',
      '2_b.js': `exports.up = (knex) => knex.schema.createTable('b', (t) => { t.integer('id') })`,
    })
    expect((await migrate({ database: target, directory })).applied).toEqual(['2_b.js'])
    expect(await recorded(knex)).toEqual(['1_a.ts', '2_b.js'])
  })
})

describe('migrate', () => {
  it.each([
    ['1_a.ts', `export default { up: (knex) => knex.schema.createTable('a', (t) => { t.integer('id') }) }`],
    ['1_a.mjs', `export const up = (knex) => knex.schema.createTable('a', (t) => { t.integer('id') })`],
    [
      '1_a.cjs',
      `module.exports = { up: (knex) => knex.schema.createTable('a', (t) => { t.integer('id') }) }`,
    ],
  ])('takes what %s exports, by name or as the default', async (name, content) => {
    const { knex, target } = await emptyDatabase('sqlite')
    const { directory } = await migrationFolder({ [name]: content })
    await migrate({ database: target, directory })
    expect(await recorded(knex)).toEqual([name])
    expect(await knex.schema.hasTable('a')).toBe(true)
  })

  it('leaves what knex itself reads and goes on with', async () => {
    const { knex, target } = await emptyDatabase('sqlite')
    const script = (
      table: string,
    ) => `exports.up = (knex) => knex.schema.createTable('${table}', (t) => { t.integer('id') })
exports.down = (knex) => knex.schema.dropTable('${table}')`
    const { directory, write } = await migrationFolder({ '1_a.js': script('a') })
    await migrate({ database: target, directory })
    await write({ '2_b.js': script('b') })
    await knex.migrate.latest({ directory })
    expect(await recorded(knex)).toEqual(['1_a.js', '2_b.js'])
    await write({ '3_c.js': script('c') })
    expect((await migrate({ database: target, directory })).applied).toEqual(['3_c.js'])
    await knex.migrate.rollback({ directory })
    expect(await recorded(knex)).toEqual(['1_a.js', '2_b.js'])
  })

  it('keeps the history in the table that the configuration names', async () => {
    const { knex, target } = await emptyDatabase('sqlite')
    const { directory } = await migrationFolder({ '1_a.ts': makesTable('a') })
    await migrate({ database: target, directory, table: 'schema_history' })
    expect((await knex('schema_history')).map((row) => row.name)).toEqual(['1_a.ts'])
    expect(await knex.schema.hasTable('knex_migrations')).toBe(false)
  })

  it('tells of each statement, without values', async () => {
    const { target } = await emptyDatabase('sqlite')
    const { directory } = await migrationFolder({
      '1_a.ts': makesTable('a', `await knex('a').insert({ id: 424242 })`),
    })
    const statements: string[] = []
    await migrate({ database: target, directory, onStatement: (sql) => statements.push(sql) })
    expect(statements).toContainEqual(expect.stringMatching(/^create table .a. /))
    expect(statements).toContainEqual(expect.stringMatching(/^insert into .a. /))
    expect(statements.join()).not.toContain('424242')
  })

  it('says beforehand what it would run, up to the version asked for', async () => {
    const { target } = await emptyDatabase('sqlite')
    const { directory } = await migrationFolder({
      '1_a.ts': makesTable('a'),
      '2_b.ts': makesTable('b'),
      '3_c.ts': makesTable('c'),
    })
    expect(await pendingMigrations({ database: target, directory, to: '2' })).toEqual(['1_a.ts', '2_b.ts'])
  })

  it('goes up to the version asked for: its name, its stem or its number', async () => {
    const { target } = await emptyDatabase('sqlite')
    const { directory } = await migrationFolder({
      '1_a.ts': makesTable('a'),
      '2_b.ts': makesTable('b'),
      '3_c.ts': makesTable('c'),
      '4_d.ts': makesTable('d'),
    })
    const to = async (version: string) =>
      (await migrate({ database: target, directory, to: version })).applied
    expect(await to('1')).toEqual(['1_a.ts'])
    expect(await to('2_b')).toEqual(['2_b.ts'])
    expect(await to('3_c.ts')).toEqual(['3_c.ts'])
    expect(await to('3_c.js')).toEqual([])
  })

  it.each([
    ['9', 'There is no migration 9'],
    ['1_', 'There is no migration 1_'],
    ['5', '5 may be any of 5_e.ts, 5_f.ts'],
    ['1', 'The database is past 1_a.ts already: 2_b.ts ran after it'],
  ])('refuses the version %s', async (version, message) => {
    const { knex, target } = await emptyDatabase('sqlite')
    const { directory } = await migrationFolder({
      '1_a.ts': makesTable('a'),
      '2_b.ts': makesTable('b'),
      '5_e.ts': makesTable('e'),
      '5_f.ts': makesTable('f'),
    })
    await migrate({ database: target, directory, to: '2' })
    const error = await failure(migrate({ database: target, directory, to: version }))
    expect(error).toMatchObject({ message, exitCode: exitCodes.usage })
    expect(await recorded(knex)).toEqual(['1_a.ts', '2_b.ts'])
  })

  it('names an applied migration that the folder lacks', async () => {
    const { target } = await emptyDatabase('sqlite')
    const { directory, write } = await migrationFolder({
      '1_a.ts': makesTable('a'),
      '2_b.ts': makesTable('b'),
    })
    await migrate({ database: target, directory })
    await write({ '2_b.ts': undefined, '3_c.ts': makesTable('c') })
    const error = await failure(migrate({ database: target, directory }))
    expect(error).toMatchObject({ message: expect.stringContaining('2_b.ts') })
  })

  it.each([
    ['2_b.ts', 'export const up = async ( => {', '2_b.ts cannot be loaded'],
    ['2_b.ts', 'export const down = async () => {}', '2_b.ts exports no function up'],
  ])('runs nothing when a file is no migration', async (name, content, message) => {
    const { database, target } = await emptyDatabase('sqlite')
    const { directory } = await migrationFolder({ '1_a.ts': makesTable('a'), [name]: content })
    const error = await failure(migrate({ database: target, directory }))
    expect(error).toMatchObject({
      message: expect.stringContaining(message),
      exitCode: exitCodes.usage,
    })
    expect(await nativeDump(database)).toBe('')
  })

  it('says so when the folder is not there', async () => {
    const { target } = await emptyDatabase('sqlite')
    const error = await failure(migrate({ database: target, directory: '/nowhere/migrations' }))
    expect(error).toMatchObject({
      message: 'The folder of migrations cannot be read: /nowhere/migrations: it does not exist',
      exitCode: exitCodes.usage,
    })
  })
})
