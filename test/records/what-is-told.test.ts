import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, it } from '@jest/globals'
import { copyRecords } from '../../lib/records/copy-records.ts'
import { exportSchema } from '../../lib/records/export-schema.ts'
import type { Column, Table } from '../../lib/schema/table.ts'
import { createDatabase, describeEachEngine, queryText, sql } from '../servers/servers.ts'
import { dumpOf, exportTo, failureOf, importFrom, recordsOf, settingsOf } from './moving.ts'

const integer = (name: string): Column => ({
  name,
  type: 'integer',
  bits: 32,
  native: 'integer',
  nullable: name !== 'id',
})

describeEachEngine('a column that the target computes', (engine) => {
  it('is told where it was an ordinary one, whose values are not what it computes', async () => {
    const database = await createDatabase(engine)
    await sql(
      database,
      'create table item (id integer primary key, net integer, total integer generated always as (net * 2) stored)',
    )
    const item: Table = {
      name: 'item',
      columns: ['id', 'net', 'total'].map(integer),
      primaryKey: ['id'],
      uniques: [],
      indexes: [],
      foreignKeys: [],
    }
    const { notes } = await importFrom(dumpOf([item], { item: [{ id: 1, net: 5, total: 11 }] }), database)
    expect(notes.join()).toContain('item.total: the target computes it')
    expect(await queryText(database, 'select total from item')).toEqual([['10']])
    const again = await importFrom(await exportTo(database), database, { clear: true })
    expect(again.notes.join()).not.toContain('computes')
  })
})

describeEachEngine(
  'of PostgreSQL',
  (engine) => {
    it('a table that may not be read is named before anything is, and can be left out', async () => {
      const database = await createDatabase(engine)
      const user = `reader_${database.name.slice(-8)}`
      await sql(database, [
        'create table a (id integer primary key)',
        'create table secret (id integer primary key, j json)',
        'insert into a values (1)',
      ])
      await sql(database.superuser, [
        `create role "${user}" login password 'p'`,
        `grant connect on database "${database.name}" to "${user}"`,
        `grant select on a to "${user}"`,
      ])
      const url = new URL(database.url)
      url.username = user
      url.password = 'p'
      const reader = { url: url.href }
      const error = await failureOf(exportTo(reader))
      expect(error.message).toBe('This user may not read secret')
      expect(error.hint).toContain('-x')
      expect(recordsOf(await exportTo(reader, { exclude: ['secret'] }))).toBe(
        '\n"records":{\n"a":[\n{"id":1}\n]},',
      )
      await sql(database.superuser, [`drop owned by "${user}"`, `drop role "${user}"`])
    })

    it('row level security and rules are named, which no dump and no schema holds', async () => {
      const database = await createDatabase(engine)
      await sql(database, [
        'create table account (id integer primary key)',
        'alter table account enable row level security',
        'create rule stays as on delete to account do instead nothing',
      ])
      const copy = await createDatabase(engine)
      const addresses = { from: settingsOf(database), to: settingsOf(copy) }
      const { notes } = await copyRecords({ ...addresses, create: true })
      expect(notes.join()).toContain('The row level security of account is not in the dump')
      const to = new PassThrough()
      const [schema] = await Promise.all([
        exportSchema({ from: { database: settingsOf(database) }, to }).finally(() => to.end()),
        buffer(to),
      ])
      expect(schema.notes).toEqual(
        expect.arrayContaining([
          'Not carried, row level security (1): account',
          'Not carried, rules (1): account.stays',
        ]),
      )
    })
  },
  ['postgres'],
)
