import { expect, it } from '@jest/globals'
import { exportRecords } from '../../lib/records/export-records.ts'
import type { Column, Table } from '../../lib/schema/table.ts'
import { createDatabase, describeEachEngine, queryText, sql } from '../servers/servers.ts'
import { dumpOf, exportTo, importFrom, newFile, settingsOf } from './moving.ts'

const column = (name: string, more: Partial<Column> & Pick<Column, 'type'>): Column => ({
  name,
  native: more.type,
  nullable: false,
  ...more,
})

const tableOf = (columns: Column[]): Table => ({
  name: 't',
  columns,
  primaryKey: ['id'],
  uniques: [],
  indexes: [],
  foreignKeys: [],
})

/** What a query gives; SQLite's texts come quoted. */
const textsOf = async (database: Parameters<typeof queryText>[0], query: string) =>
  (await queryText(database, query)).map(([text]) => String(text).replace(/^'(.*)'$/, '$1'))

const id = column('id', { type: 'integer' })

describeEachEngine('the schema that a framework made in another engine', (engine) => {
  it('takes UUIDs as the 32 digits that its column is as long as', async () => {
    const database = await createDatabase(engine)
    await sql(database, ['create table t (id integer not null primary key, u char(32) not null)'])
    const uuid = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
    await importFrom(
      dumpOf([tableOf([id, column('u', { type: 'uuid' })])], { t: [{ id: 1, u: uuid }] }, 'postgres'),
      database,
    )
    expect(await textsOf(database, 'select u from t')).toEqual([uuid.replaceAll('-', '')])
  })
})

describeEachEngine(
  'a column of an SQLite file that has no values yet',
  (engine) => {
    const make = 'create table t (id integer not null primary key, at datetime not null)'
    const history =
      'create table django_migrations (id integer primary key, app text, name text, applied datetime)'

    it('gets times as the other columns of the application have them', async () => {
      const database = await createDatabase(engine)
      await sql(database, [
        make,
        history,
        `insert into django_migrations values (1, 'a', 'b', '2026-01-05 10:00:00.123456')`,
      ])
      const records = [
        { id: 1, at: '2026-01-05T10:00:00.1' },
        { id: 2, at: '2026-01-05T10:00:00' },
      ]
      await importFrom(
        dumpOf(
          [tableOf([id, column('at', { type: 'timestamp', precision: 6 })])],
          { t: records },
          'postgres',
        ),
        database,
      )
      expect(await textsOf(database, 'select at from t order by id')).toEqual([
        '2026-01-05 10:00:00.100000',
        '2026-01-05 10:00:00',
      ])
    })

    it('gets times from another SQLite file as they were written there', async () => {
      const [source, target] = [await createDatabase(engine), await createDatabase(engine)]
      await sql(source, [
        make,
        `insert into t values (1, '2026-01-05T10:00:00.100000'), (2, '2026-01-05T10:00:00')`,
      ])
      await sql(target, [make])
      await importFrom(await exportTo(source), target)
      const cells = 'select at from t order by id'
      expect(await queryText(target, cells)).toEqual(await queryText(source, cells))
    })
  },
  ['sqlite'],
)

describeEachEngine(
  'an export',
  (engine) => {
    it('says which tables are virtual, and leaves what they hold at home', async () => {
      const database = await createDatabase(engine)
      await sql(database, [
        'create table t (id integer primary key)',
        'create virtual table found using fts5(body)',
        `insert into found values ('words')`,
      ])
      const { notes, tables } = await exportRecords({ database: settingsOf(database), to: newFile() })
      expect(notes).toEqual(['found is a virtual table: what it holds is not in the dump.'])
      expect(tables).toBe(1)
    })
  },
  ['sqlite'],
)
