import { describe, expect, it } from '@jest/globals'
import { checkRecords } from '../../lib/records/check-records.ts'
import { copyRecords } from '../../lib/records/copy-records.ts'
import type { Table } from '../../lib/schema/table.ts'
import { createDatabase, describeEachEngine, queryText, sql } from '../servers/servers.ts'
import { dumpOf, exportTo, failureOf, importFrom, recordsOf, settingsOf } from './moving.ts'

const note: Table = {
  name: 'note',
  columns: [
    { name: 'id', type: 'integer', bits: 64, native: 'bigint', nullable: false },
    { name: 'text', type: 'text', native: 'text', nullable: true },
    { name: 'doc', type: 'json', native: 'json', nullable: true },
    { name: 'list', type: 'array', element: 'text', native: 'text[]', nullable: true },
  ],
  primaryKey: ['id'],
  uniques: [],
  indexes: [],
  foreignKeys: [],
}

const notes = [
  { id: 1, text: 'a\0b', doc: { 'k\0': '\0x', plain: '\\u0000' }, list: ['\0', null] },
  { id: 2, text: '\\u0000', doc: '\\\0', list: ['\\u0000'] },
  { id: 3, text: '\0', doc: { '\0$text': 'x' }, list: [] },
  { id: 4, text: null, doc: null, list: null },
]

describe('U+0000', () => {
  it('is refused by an engine that cannot hold it, unless the user says what becomes of it', async () => {
    const target = await createDatabase('postgres')
    const error = await failureOf(importFrom(dumpOf([note], { note: notes }), target, { create: true }))
    expect(error.message).toContain('note (id=1), column text, value "a\\u0000b": ')
  })

  it('is taken out of texts, documents and lists, and counted', async () => {
    const target = await createDatabase('postgres')
    const { changed } = await importFrom(dumpOf([note], { note: notes }), target, {
      create: true,
      onNul: 'strip',
    })
    expect(changed).toEqual({
      nulStripped: { 'note.text': 2, 'note.doc': 3, 'note.list': 1 },
      nulEscaped: {},
      zeroDatesNulled: {},
    })
    expect(recordsOf(await exportTo(target))).toContain(
      [
        '{"id":1,"text":"ab","doc":{"k":"x","plain":"\\\\u0000"},"list":["",null]}',
        '{"id":2,"text":"\\\\u0000","doc":"\\\\","list":["\\\\u0000"]}',
        '{"id":3,"text":"","doc":{"$json":{"$text":"x"}},"list":[]}',
        '{"id":4,"text":null,"doc":null,"list":null}',
      ].join(',\n'),
    )
  })

  it('is written as six characters, and counted', async () => {
    const target = await createDatabase('postgres')
    const { changed } = await importFrom(dumpOf([note], { note: notes }), target, {
      create: true,
      onNul: 'escape',
    })
    expect(changed.nulEscaped).toEqual({ 'note.text': 2, 'note.doc': 3, 'note.list': 1 })
    expect(recordsOf(await exportTo(target))).toContain(
      [
        '{"id":1,"text":"a\\\\u0000b","doc":{"k\\\\u0000":"\\\\u0000x","plain":"\\\\u0000"},"list":["\\\\u0000",null]}',
        '{"id":2,"text":"\\\\u0000","doc":"\\\\\\\\u0000","list":["\\\\u0000"]}',
        '{"id":3,"text":"\\\\u0000","doc":{"\\\\u0000$text":"x"},"list":[]}',
      ].join(',\n'),
    )
  })
})

describeEachEngine(
  'an engine that can hold U+0000',
  ({ engine }) => {
    it('gets it, whatever the policy', async () => {
      const target = await createDatabase(engine)
      const { changed } = await importFrom(dumpOf([note], { note: notes.slice(0, 1) }), target, {
        create: true,
        onNul: 'strip',
      })
      expect(changed.nulStripped).toEqual({})
      expect(recordsOf(await exportTo(target))).toContain('"text":"a\\u0000b"')
    })
  },
  ['sqlite', 'mariadb', 'mysql'],
)

const zeroDates = ['0000-00-00', '2024-00-00', '2024-01-00', '2024-01-10']

describeEachEngine(
  'zero dates',
  ({ engine }) => {
    const make = async () => {
      const source = await createDatabase(engine)
      const strict = engine === 'sqlite' ? '' : `set sql_mode = ''; `
      const rows = zeroDates.map((date, index) => `(${index + 1}, '${date}', '${date} 00:00:00')`)
      await sql(
        source,
        `${strict}create table visit (id int primary key, day date, at datetime null); insert into visit values ${rows.join(', ')}`,
      )
      return source
    }

    it('are refused by an engine that has none', async () => {
      const [source, target] = [await make(), await createDatabase('postgres')]
      const error = await failureOf(
        copyRecords({ from: settingsOf(source), to: settingsOf(target), create: true }),
      )
      expect(error.message).toContain('visit (id=1), column day, value "0000-00-00"')
    })

    it('become null where the user says so, and are counted', async () => {
      const [source, target] = [await make(), await createDatabase('postgres')]
      const { changed } = await copyRecords({
        from: settingsOf(source),
        to: settingsOf(target),
        create: true,
        onZeroDate: 'null',
      })
      expect(changed.zeroDatesNulled).toEqual({ 'visit.day': 3, 'visit.at': 3 })
      expect(await queryText(target, 'select id, day, at from visit order by id')).toEqual([
        ['1', null, null],
        ['2', null, null],
        ['3', null, null],
        ['4', '2024-01-10', '2024-01-10 00:00:00'],
      ])
    })

    it('become null in tables that are made though their columns took no null', async () => {
      const [source, target] = [await createDatabase(engine), await createDatabase('postgres')]
      const strict = engine === 'sqlite' ? '' : `set sql_mode = ''; `
      await sql(
        source,
        `${strict}create table post (id int primary key, at datetime not null default '0000-00-00 00:00:00', name varchar(9) not null); ` +
          `insert into post (id, name) values (1, 'a')`,
      )
      const copy = { from: settingsOf(source), to: settingsOf(target), create: true }
      const { changed, notes } = await copyRecords({ ...copy, onZeroDate: 'null' })
      expect(changed.zeroDatesNulled).toEqual({ 'post.at': 1 })
      expect(notes).toContain('post.at takes null here, for zero dates become null.')
      expect(await queryText(target, 'select id, at, name from post')).toEqual([['1', null, 'a']])
      await expect(sql(target, `insert into post (id, name) values (2, null)`)).rejects.toThrow()
    })
  },
  ['sqlite', 'mariadb', 'mysql'],
)

describe('a check with policies', () => {
  it('tries the records as they would be, and counts what would be changed', async () => {
    const [source, target] = [await createDatabase('mysql'), await createDatabase('postgres')]
    await importFrom(dumpOf([note], { note: notes }), source, { create: true })
    const result = await checkRecords({
      source: { database: settingsOf(source) },
      database: settingsOf(target),
      create: true,
      onNul: 'strip',
    })
    expect(result.faults).toEqual([])
    expect(result.changed.nulStripped).toMatchObject({ 'note.text': 2 })
  })

  it('lists a zero date that must not be null', async () => {
    const [source, target] = [await createDatabase('sqlite'), await createDatabase('postgres')]
    const table = 'create table visit (id integer primary key, day date not null)'
    await sql(source, `${table}; insert into visit values (1, '2024-01-01'), (2, '0000-00-00')`)
    await sql(target, table)
    const { faults } = await checkRecords({
      source: { database: settingsOf(source) },
      database: settingsOf(target),
      onZeroDate: 'null',
    })
    expect(faults.map(({ key, column }) => [key, column])).toEqual([[{ id: '2' }, 'day']])
  })
})
