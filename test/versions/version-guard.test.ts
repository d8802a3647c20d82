import { describe, expect, it } from '@jest/globals'
import type { SchemaHistory } from '../../lib/dump/format.ts'
import { exitCodes } from '../../lib/errors.ts'
import { copyRecords } from '../../lib/records/copy-records.ts'
import { compareHistories } from '../../lib/versions/compare-histories.ts'
import { versionProblem } from '../../lib/versions/version-problem.ts'
import { exportTo, failureOf, importFrom, settingsOf } from '../records/moving.ts'
import { createDatabase, describeEachEngine, queryText, sql, type TestDatabase } from '../servers/servers.ts'
import { frameworkTables, statementsFor } from './frameworks.ts'

const history = (kind: string, ...versions: string[]): SchemaHistory => ({ kind, versions })

describe('two migration histories', () => {
  it.each([
    ['same', history('knex', '1.ts', '2.ts'), history('knex', '1.js', '2.js')],
    ['same', null, null],
    ['older', history('knex', '1.ts'), history('knex', '1.ts', '2.ts')],
    ['older', history('knex'), history('knex', '1.ts')],
    ['newer', history('django', 'a.1', 'b.1'), history('django', 'a.1')],
    ['diverged', history('rails', '1', '2'), history('rails', '1', '3')],
    ['framework', history('goose', '1'), history('flyway', '1')],
    ['unordered', history('alembic', 'abc'), history('alembic', 'def')],
    ['same', history('alembic', 'abc'), history('alembic', 'abc')],
    ['older', history('golang-migrate', '9'), history('golang-migrate', '10')],
    ['newer', history('golang-migrate', '10'), history('golang-migrate', '9')],
    ['unordered', history('golang-migrate'), history('golang-migrate', '9')],
    ['unknown', null, history('knex', '1.ts')],
    ['unknown', history('knex', '1.ts'), null],
  ])('are %s: %j against %j', (order, source, target) => {
    expect(compareHistories(source, target).order).toBe(order)
  })

  it('name what one has and the other lacks, a few of it', () => {
    const many = Array.from({ length: 8 }, (_, i) => `${i + 1}_m.ts`)
    const comparison = compareHistories(history('knex', ...many), history('knex', '1_m.js', 'own.js'))
    expect(comparison.onlySource).toEqual(many.slice(1))
    expect(comparison.onlyTarget).toEqual(['own.js'])
    const problem = versionProblem(
      comparison,
      { name: 'data.json', history: history('knex', ...many) },
      { name: 'sqlite:app', history: history('knex', '1_m.js', 'own.js') },
      undefined,
    )
    expect(problem?.message).toBe(
      'data.json and sqlite:app have been through different migrations: knex, 8_m (8 migrations); against knex, own ' +
        '(2 migrations); not in the latter: 2_m, 3_m, 4_m, 5_m, 6_m and 2 more; not in the former: own',
    )
  })
})

const part = 'create table part (id integer not null primary key, name varchar(20))'

const quoted = ({ engine }: TestDatabase, statement: string): string =>
  /mysql|mariadb/.test(engine) ? statement.replaceAll(/"(\w+)"/g, '`$1`') : statement

describeEachEngine('the schema guard', (engine) => {
  it.each(frameworkTables)(
    'knows the table of $kind, and refuses a dump of a newer version',
    async (table) => {
      const statements = statementsFor(table, engine.engine)
      if (statements === undefined) return
      const database = await createDatabase(engine)
      const run = (some: string[]) =>
        sql(
          database,
          some.map((statement) => quoted(database, statement)),
        )
      await run([part, "insert into part values (1, 'a')", ...statements])
      const dump = await exportTo(database)
      await importFrom(dump, database, { clear: true })
      await run([table.back])
      const error = await failureOf(importFrom(dump, database, { clear: true }))
      expect(error.exitCode).toBe(exitCodes.schemaMismatch)
      const { display } = settingsOf(database)
      const headline =
        table.order === 'newer' ? 'is of a newer schema version than' : 'is of another schema version than'
      expect(error.message).toContain(
        `${dump} ${headline} ${display}: ${table.newer}; against ${table.older}`,
      )
      expect(error.hint).toMatch(/application’s migrations.*--ignore-version/)
      const { notes } = await importFrom(dump, database, { clear: true, ignoreVersion: true })
      expect(notes).toEqual([`${error.message}. --ignore-version let it pass.`])
    },
  )

  it('holds for a copy, and leaves it to the tables where one side has no history', async () => {
    const [source, target] = [await createDatabase(engine), await createDatabase(engine)]
    const goose = frameworkTables.find(({ kind }) => kind === 'goose')!
    await sql(source, [part, "insert into part values (1, 'a')", ...statementsFor(goose, engine.engine)!])
    await sql(target, [part])
    const settings = { from: settingsOf(source), to: settingsOf(target), clear: true }
    const { notes } = await copyRecords(settings)
    expect(notes).toEqual([
      `${settings.to.display} has no migration history, ${settings.from.display} has one (goose, 2 (2 migrations)): ` +
        'that they are of the same schema version was judged by their tables alone.',
    ])
    await sql(target, [...statementsFor(goose, engine.engine)!, goose.back])
    expect((await failureOf(copyRecords(settings))).exitCode).toBe(exitCodes.schemaMismatch)
  })

  it('goes with renames and what may be left out, where the tables are to decide', async () => {
    const [source, target] = [await createDatabase(engine), await createDatabase(engine)]
    const goose = frameworkTables.find(({ kind }) => kind === 'goose')!
    await sql(source, [
      'create table piece (id integer not null primary key, name varchar(20), gone varchar(20))',
      "insert into piece values (1, 'a', 'b')",
      ...statementsFor(goose, engine.engine)!,
      goose.back,
    ])
    await sql(target, [
      "create table part (id integer not null primary key, title varchar(20), state varchar(9) not null default 'new', note varchar(9))",
      ...statementsFor(goose, engine.engine)!,
    ])
    const dump = await exportTo(source)
    const rename = { piece: 'part', 'piece.name': 'title' }
    const refused = await failureOf(importFrom(dump, target, { rename, ignoreNonexistent: true }))
    expect(refused.message).toContain('is of an older schema version than')
    const lacks = await failureOf(importFrom(dump, target, { rename, ignoreVersion: true }))
    expect([lacks.exitCode, lacks.message]).toEqual([
      exitCodes.schemaMismatch,
      expect.stringContaining('part.gone: the target has no such column'),
    ])
    const choices = { rename, ignoreNonexistent: true, ignoreVersion: true }
    const { ignored, rows } = await importFrom(dump, target, choices)
    expect([ignored, rows]).toEqual([['part.gone'], 1])
    const cells = await queryText(target, 'select id, title, state, note from part')
    expect(cells.map((row) => row.map((cell) => (cell ?? 'null').replaceAll("'", '')))).toEqual([
      ['1', 'a', 'new', engine.engine === 'sqlite' ? expect.stringMatching(/null/i) : 'null'],
    ])
    await sql(target, ['create table needs (id integer not null primary key, must integer not null)'])
    const needs = { rename: { piece: 'needs' }, ignoreNonexistent: true, ignoreVersion: true }
    expect((await failureOf(importFrom(dump, target, needs))).message).toContain(
      'needs.must: the target takes no null and has no default',
    )
  })
})
