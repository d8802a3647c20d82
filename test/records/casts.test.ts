import { describe, expect, it } from '@jest/globals'
import type { Casts } from '../../lib/records/cast-rules.ts'
import { checkRecords } from '../../lib/records/check-records.ts'
import { copyRecords } from '../../lib/records/copy-records.ts'
import type { Table } from '../../lib/schema/table.ts'
import { createDatabase, describeEachEngine, describeEachPair, queryText, sql } from '../servers/servers.ts'
import { dumpOf, exportTo, failureOf, importFrom, recordsOf, settingsOf, withOpen } from './moving.ts'

const copy = (from: { url: string }, to: { url: string }, casts: Casts, more: { create?: boolean } = {}) =>
  copyRecords({ from: settingsOf(from), to: settingsOf(to), casts, ...more })

const typesOf = (database: { url: string }, table: string) =>
  withOpen(database, async (open) =>
    Object.fromEntries(
      (await open.tables()).find(({ name }) => name === table)!.columns.map(({ name, type }) => [name, type]),
    ),
  )

/** Moments as SQLite's applications keep them: numbers, in columns of numbers and of dates. */
const events = `
  create table event (id integer primary key, at integer, seen datetime, spent bigint not null, day integer, plain text);
  insert into event values
    (1, 1700000000123, 1700000000123, 90061000001, 19675, '1700000000'),
    (2, -1, -1, -500000, -1, '-1'),
    (3, 0, 0, 0, 0, '0'),
    (4, 253402300799999, 253402300799999, 86400000000, 2932896, null),
    (5, null, null, 1, null, '9007199254740993')`

const eventCasts: Casts = {
  'event.at': 'epoch-milliseconds',
  '*.seen': 'epoch-milliseconds',
  'event.spent': 'duration-microseconds',
  'event.day': 'epoch-days',
  'event.plain': 'integer',
}

/** Columns of the meanings' types, as an application's migrations make them. */
const eventTables = {
  postgres: `create table event (id bigint primary key, at timestamptz, seen timestamp, spent interval not null, day date, plain bigint)`,
  mysql: `create table event (id bigint primary key, at datetime(6), seen datetime(3), spent varchar(60) not null, day date, plain bigint)`,
}

describeEachEngine(
  'moments that SQLite keeps as numbers',
  ({ engine }) => {
    it('are moments in tables that are made, and numbers again in SQLite', async () => {
      const [source, target, back] = [
        await createDatabase('sqlite'),
        await createDatabase(engine),
        await createDatabase('sqlite'),
      ]
      await sql(source, events)
      await sql(back, events.split(';')[0]!)
      const { rows } = await copy(source, target, eventCasts, { create: true })
      expect(rows).toBe(5)
      expect(await typesOf(target, 'event')).toMatchObject({
        at: 'timestamptz',
        seen: 'timestamp',
        spent: 'interval',
        day: 'date',
        plain: 'integer',
      })
      expect(recordsOf(await exportTo(target))).toContain(
        '{"id":1,"at":"2023-11-14T22:13:20.123Z","seen":"2023-11-14T22:13:20.123","spent":"P1DT1H1M1.000001S","day":"2023-11-14","plain":1700000000}',
      )
      await copy(target, back, eventCasts)
      expect(recordsOf(await exportTo(back))).toBe(recordsOf(await exportTo(source)))
      expect(await queryText(back, 'select group_concat(distinct typeof(seen)) from event')).toEqual([
        ["'integer,null'"],
      ])
    })

    it('are moments in the tables of an application', async () => {
      const [source, target] = [await createDatabase('sqlite'), await createDatabase(engine)]
      await sql(source, events)
      await sql(target, eventTables[engine === 'postgres' ? 'postgres' : 'mysql'])
      await copy(source, target, {
        ...eventCasts,
        ...(engine === 'postgres' ? {} : { 'event.spent': 'text' }),
      })
      const records = recordsOf(await exportTo(target))
      expect(records).toContain('"at":"1969-12-31T23:59:59.999')
      expect(records).toContain(engine === 'postgres' ? '"spent":"P-1DT23H59M59.5S"' : '"spent":"-500000"')
      expect(records).toContain('"day":"9999-12-31"')
    })
  },
  ['postgres', 'mariadb', 'mysql'],
)

describeEachEngine(
  'texts that SQLite keeps in a column of blobs',
  ({ engine }) => {
    it('are texts in tables that are made, and texts in that column again', async () => {
      const [source, target, back] = [
        await createDatabase('sqlite'),
        await createDatabase(engine),
        await createDatabase('sqlite'),
      ]
      const table = 'create table status (id integer primary key, long blob)'
      await sql(source, table)
      await sql(back, table)
      await sql(source, `insert into status values (1, 'Canceled by "user"'), (2, ''), (3, null)`)
      const casts: Casts = { 'status.long': 'text' }
      await copy(source, target, casts, { create: true })
      expect(await typesOf(target, 'status')).toMatchObject({ long: 'text' })
      await copy(target, back, casts)
      expect(recordsOf(await exportTo(back))).toBe(recordsOf(await exportTo(source)))
    })
  },
  ['postgres', 'mariadb', 'mysql'],
)

describe('a table made in a database of the same engine', () => {
  it.each(['sqlite', 'postgres', 'mariadb', 'mysql'] as const)(
    'has the types of the casts: %s',
    async (engine) => {
      const [source, target, back] = [
        await createDatabase(engine),
        await createDatabase(engine),
        await createDatabase(engine),
      ]
      const table = `create table item (id char(36) primary key, at bigint default 0, spent bigint, note varchar(50))`
      await sql(source, table)
      await sql(back, table)
      await sql(
        source,
        `insert into item values ('6f9619ff-8b86-4d01-b42d-00cf4fc964ff', 1700000000123, 5, '{"a":1}')`,
      )
      const casts: Casts = {
        'type uuid': 'uuid',
        'item.at': 'epoch-milliseconds',
        'item.spent': 'duration-microseconds',
        'item.note': 'json',
        'item.id': 'uuid',
      }
      const { 'type uuid': _, ...first } = casts
      const { notes } = await copy(source, target, first, { create: true })
      expect(notes.join()).not.toContain('no type')
      expect(await typesOf(target, 'item')).toEqual({
        id: 'uuid',
        at: 'timestamptz',
        spent: 'interval',
        note: 'json',
      })
      await copy(target, back, casts)
      expect(recordsOf(await exportTo(back))).toBe(recordsOf(await exportTo(source)))
    },
  )
})

const uuidTable: Table = {
  name: 'thing',
  columns: [
    { name: 'id', type: 'text', length: 36, fixed: true, native: 'char(36)', nullable: false },
    { name: 'bare', type: 'text', length: 32, fixed: true, native: 'char(32)', nullable: true },
    { name: 'raw', type: 'binary', length: 16, fixed: true, native: 'binary(16)', nullable: true },
    { name: 'upper', type: 'text', native: 'text', nullable: true },
  ],
  primaryKey: ['id'],
  uniques: [],
  indexes: [],
  foreignKeys: [],
}

const uuidRecords = [
  {
    id: '0f9619ff-8b86-4d01-b42d-00cf4fc964ff',
    bare: '6f9619ff8b864d01b42d00cf4fc964ff',
    raw: 'b5YZ/4uGTQG0LQDPT8lk/w==',
    upper: '6F9619FF-8B86-4D01-B42D-00CF4FC964FF',
  },
  { id: 'ffffffff-ffff-ffff-ffff-ffffffffffff', bare: null, raw: null, upper: null },
]

const uuidCasts: Casts = {
  'type CHAR(36)': 'uuid',
  'type char(32)': 'uuid',
  'type binary': 'uuid',
  'thing.upper': 'uuid-uppercase',
}

describeEachPair('UUIDs as texts and bytes', (from, to) => {
  it('are UUIDs in tables that are made, and come back', async () => {
    const [target, back] = [await createDatabase(to), await createDatabase(from)]
    await importFrom(dumpOf([uuidTable], { thing: uuidRecords }), target, { create: true, casts: uuidCasts })
    expect(await typesOf(target, 'thing')).toEqual({ id: 'uuid', bare: 'uuid', raw: 'uuid', upper: 'uuid' })
    await importFrom(dumpOf([uuidTable], {}), back, { create: true })
    const { 'type CHAR(36)': _, 'type char(32)': __, 'type binary': ___, ...named } = uuidCasts
    await copy(target, back, { ...named, 'thing.{id,bare,raw}': 'uuid' })
    const lines = uuidRecords.map((record) => JSON.stringify(record)).join(',\n')
    expect(recordsOf(await exportTo(back))).toContain(lines)
  })
})

describeEachEngine(
  'tinyint(1)',
  ({ engine }) => {
    it('stays a number where it counts', async () => {
      const [source, target, back] = [
        await createDatabase(engine),
        await createDatabase('postgres'),
        await createDatabase(engine),
      ]
      const table = 'create table switch (id int primary key, state tinyint(1))'
      await sql(source, `${table}; insert into switch values (1, 2), (2, -1), (3, null), (4, 1), (5, 0)`)
      await sql(back, table)
      await copy(source, target, { 'type tinyint(1)': 'integer' }, { create: true })
      expect(await queryText(target, 'select id, state from switch order by id')).toEqual([
        ['1', '2'],
        ['2', '-1'],
        ['3', null],
        ['4', '1'],
        ['5', '0'],
      ])
      await copy(target, back, { 'type tinyint(1)': 'integer' })
      expect(recordsOf(await exportTo(back))).toBe(recordsOf(await exportTo(source)))
    })
  },
  ['sqlite', 'mariadb', 'mysql'],
)

const plainTable: Table = {
  name: 'event',
  columns: [
    { name: 'id', type: 'integer', bits: 64, native: 'bigint', nullable: false },
    { name: 'at', type: 'integer', bits: 64, native: 'bigint', nullable: true },
    { name: 'name', type: 'text', length: 20, native: 'varchar(20)', nullable: true },
  ],
  primaryKey: ['id'],
  uniques: [],
  indexes: [],
  foreignKeys: [],
}

const withEvents = (...ats: unknown[]) =>
  dumpOf([plainTable], { event: ats.map((at, index) => ({ id: index + 1, at, name: null })) })

describe('a rule', () => {
  it('that matches no column, or one that it is not for, is an error, with all others', async () => {
    const database = await createDatabase('sqlite')
    const casts: Casts = {
      'evnt.at': 'epoch-milliseconds',
      'type varchar(200)': 'uuid',
      'event.name': 'boolean',
      'event.at': 'epoch-milliseconds',
    }
    const error = await failureOf(importFrom(withEvents(1), database, { create: true, casts }))
    expect(error.exitCode).toBe(2)
    expect(error.message).toBe(
      'The casts of the configuration do not fit: ' +
        '"evnt.at" matches no column of the source (did you mean "event.at"?); ' +
        '"type varchar(200)" matches no column of the source (did you mean "type varchar(20)"?); ' +
        'event.name: boolean does not apply to a column of type text (varchar(20))',
    )
    expect(await withOpen(database, (open) => open.tables())).toEqual([])
  })

  it('for a column wins over one for its type, and its name over a glob', async () => {
    const database = await createDatabase('sqlite')
    const casts: Casts = {
      'type bigint': 'text',
      '*.at': 'epoch-seconds',
      'event.at': 'epoch-milliseconds',
    }
    await importFrom(withEvents(1500), database, { create: true, casts })
    expect(await typesOf(database, 'event')).toMatchObject({ id: 'text', at: 'timestamptz' })
    expect(await queryText(database, 'select id, at from event')).toEqual([
      ["'1'", "'1970-01-01 00:00:01.5Z'"],
    ])
  })

  it('may be for a table that is not loaded', async () => {
    const database = await createDatabase('sqlite')
    const other = { ...plainTable, name: 'other' }
    await importFrom(dumpOf([plainTable, other], { event: [{ id: 1, at: 5, name: null }] }), database, {
      create: true,
      exclude: ['other'],
      casts: { 'other.name': 'boolean' },
    })
    expect(await typesOf(database, 'event')).toMatchObject({ at: 'integer' })
  })

  it('goes by the source’s names where they are changed', async () => {
    const database = await createDatabase('sqlite')
    await importFrom(withEvents(1500), database, {
      create: true,
      casts: { 'event.at': 'epoch-milliseconds' },
      rename: { event: 'happening', 'event.at': 'moment' },
    })
    expect(await queryText(database, 'select moment from happening')).toEqual([["'1970-01-01 00:00:01.5Z'"]])
  })

  it('that is for one end of a foreign key only is an error where the tables are made', async () => {
    const child: Table = {
      ...plainTable,
      name: 'visit',
      foreignKeys: [
        {
          name: 'fk',
          columns: ['at'],
          references: { table: 'event', columns: ['id'] },
          onDelete: 'no action',
          onUpdate: 'no action',
        },
      ],
    }
    const database = await createDatabase('postgres')
    const error = await failureOf(
      importFrom(dumpOf([plainTable, child], {}), database, { create: true, casts: { 'event.id': 'text' } }),
    )
    expect(error.message).toContain('visit.at (integer) refers to event.id (text): both need the same cast')
  })
})

describe('a value that a cast cannot turn', () => {
  const casts: Casts = { 'event.at': 'epoch-milliseconds' }

  it('is refused with line, key, column and value', async () => {
    const database = await createDatabase('postgres')
    const error = await failureOf(
      importFrom(withEvents(1, 2, 253402300800000), database, { create: true, casts }),
    )
    expect(error.exitCode).toBe(1)
    expect(error.message).toBe(
      'standard input, line 12: event (id=3), column at, value 253402300800000: is beyond the years 1 to 9999',
    )
    expect(await withOpen(database, (open) => open.tables())).toEqual([])
  })
})

describeEachEngine('a check with casts', ({ engine }) => {
  it('lists all values that cannot be turned, and tries the others', async () => {
    const database = await createDatabase(engine)
    const source = await createDatabase('sqlite')
    await sql(
      source,
      `create table event (id integer primary key, at integer, state integer);
       insert into event values (1, 5, 1), (2, 'soon', 2), (3, 6, 5), (4, 7, 0), (5, 253402300800000, 1), (6, 8, 1)`,
    )
    const result = await checkRecords({
      source: { database: settingsOf(source) },
      database: settingsOf(database),
      create: true,
      casts: { 'event.at': 'epoch-milliseconds', 'event.state': 'boolean' },
    })
    expect(result.rows).toBe(6)
    expect(result.faults.map(({ record, column, reason }) => [record, column, reason])).toEqual([
      [2, 'at', 'is no number of milliseconds'],
      [2, 'state', 'is neither 0 nor 1'],
      [3, 'state', 'is neither 0 nor 1'],
      [5, 'at', 'is beyond the years 1 to 9999'],
    ])
  })
})
