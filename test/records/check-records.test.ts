import { beforeAll, expect, it } from '@jest/globals'
import type { EngineName } from '../../lib/dialects/dialect.ts'
import { type CheckOptions, checkRecords } from '../../lib/records/check-records.ts'
import {
  createDatabase,
  describeEachEngine,
  nativeDump,
  queryText,
  sql,
  type TestDatabase,
} from '../servers/servers.ts'
import { dumpOf, exportTo, failureOf, importFrom, recordsOf, settingsOf } from './moving.ts'
import { shop, shopRecords } from './shop.ts'

/** An SQLite file takes anything anywhere: one fault a record, each of another kind. */
const source = [
  `create table kind (code varchar(20) primary key, note text)`,
  `create table thing (id integer primary key, code varchar(20), small smallint, price numeric(6,2), day date,
     state varchar(10), note text, name varchar(20), kind varchar(20) references kind (code), self integer references thing (id))`,
  `insert into kind values ('a', null), ('b', null)`,
  `insert into thing (id, name, code, state) values (1, 'one', 'x', 'new'), (2, 'ONE', 'x', 'new')`,
  `insert into thing (id, name, code, state) values (3, null, 'x', 'new')`,
  `insert into thing (id, name, code, state) values (4, 'n4', 'toolong', 'new')`,
  `insert into thing (id, name, code, state, small) values (5, 'n5', 'x', 'new', 32768)`,
  `insert into thing (id, name, code, state, price) values (6, 'n6', 'x', 'new', 12345.5)`,
  `insert into thing (id, name, code, state, price) values (7, 'n7', 'x', 'new', 'abc')`,
  `insert into thing (id, name, code, state, day) values (8, 'n8', 'x', 'new', '0000-00-00')`,
  `insert into thing (id, name, code, state) values (9, 'n9', 'x', 'other')`,
  `insert into thing (id, name, code, state, note) values (10, 'n10', 'x', 'new', 'a' || char(0) || 'b')`,
  `insert into thing (id, name, code, state, note) values (11, 'n11', 'x', 'new', cast(x'ff41' as text))`,
  `insert into thing (id, name, code, state, kind) values (12, 'n12', 'x', 'new', 'gone')`,
  `insert into thing (id, name, code, state, self) values (13, 'n13', 'x', 'new', 99)`,
  // Two faults in one record; and one that refers to it, which is no fault of its own.
  `insert into thing (id, name, code, state, small) values (14, 'n14', 'toolong', 'new', -32769)`,
  `insert into thing (id, name, code, state, self) values (15, 'n15', 'x', 'new', 14)`,
]

/** By engine: key, column. What is not here the engine can hold. */
const everywhere = [
  ['2', 'name'],
  ['3', 'name'],
  ['12', 'kind'],
  ['13', 'self'],
]
const typed = [
  ...everywhere,
  ['4', 'code'],
  ['5', 'small'],
  ['6', 'price'],
  ['7', 'price'],
  ['9', 'state'],
  ['11', 'note'],
  ['14', 'code'],
  ['14', 'small'],
]
const refused: Record<EngineName, string[][]> = {
  sqlite: [...everywhere, ['9', '']],
  mysql: typed,
  mariadb: typed,
  postgres: [...typed, ['8', 'day'], ['10', 'note']],
}

const target: Record<EngineName, string[]> = {
  sqlite: [
    `create table kind (code varchar(20) primary key, note text)`,
    `create table thing (id integer primary key, code varchar(4), small smallint, price numeric(6,2), day date,
       state varchar(10) check (state in ('new', 'old')), note text, name varchar(20) not null collate nocase unique,
       kind varchar(20) references kind (code), self integer references thing (id))`,
    `create trigger t after insert on thing begin delete from thing; end`,
  ],
  postgres: [
    `create type state as enum ('new', 'old')`,
    `create collation ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false)`,
    `create table kind (code varchar(20) primary key, note text)`,
    `create table thing (id integer primary key, code varchar(4), small smallint, price numeric(6,2), day date,
       state state, note text, name varchar(20) collate ci not null unique,
       kind varchar(20) references kind (code), self integer references thing (id))`,
  ],
  mysql: [],
  mariadb: [],
}
target.mysql = target.mariadb = [
  `create table kind (code varchar(20) primary key, note text) collate utf8mb4_bin`,
  `create table thing (id integer primary key, code varchar(4), small smallint, price numeric(6,2), day date,
     state enum('new', 'old'), note text, name varchar(20) not null unique,
     kind varchar(20) collate utf8mb4_bin, self integer,
     foreign key (kind) references kind (code), foreign key (self) references thing (id)) collate utf8mb4_general_ci`,
]

describeEachEngine('check-records', (engine) => {
  let dump: string
  let database: TestDatabase
  let before: string
  const check = (options: Partial<CheckOptions> = {}) =>
    checkRecords({ source: { file: dump }, database: settingsOf(database), ...options })

  beforeAll(async () => {
    const file = await createDatabase('sqlite')
    await sql(file, source)
    dump = await exportTo(file)
    database = await createDatabase(engine)
    await sql(database, target[engine.engine])
    await sql(database, `insert into kind values ('old', 'stays')`)
    before = await nativeDump(database)
  })

  it('lists everything that the target would refuse in one run, and changes nothing', async () => {
    const result = await check()
    const found = result.faults.map(({ key, column }) => [key.id, column ?? ''])
    expect(found.sort()).toEqual([...refused[engine.engine]].sort())
    expect(result).toMatchObject({
      accepted: false,
      problems: [],
      rows: 17,
      count: found.length,
      occupied: ['kind'],
    })
    expect(result.faults.every(({ reason }) => reason.length > 5)).toBe(true)
    expect(await nativeDump(database)).toBe(before)
  })

  it('refuses what an import refuses', async () => {
    await failureOf(importFrom(dump, database, { clear: true }))
    expect(await nativeDump(database)).toBe(before)
  })

  it('counts what it does not list', async () => {
    const all = await check()
    const some = await check({ maxErrors: 2 })
    expect(some.faults).toEqual(all.faults.slice(0, 2))
    expect([some.count, some.kinds]).toEqual([all.count, all.kinds])
  })

  it('goes by the policy for orphans', async () => {
    for (const onOrphan of ['null', 'skip'] as const) {
      const { faults } = await check({ onOrphan })
      expect(faults.filter(({ column }) => column === 'kind' || column === 'self')).toEqual([])
    }
    expect(await nativeDump(database)).toBe(before)
  })

  it('reads a database as well as its dump, and accepts what fits', async () => {
    const [full, empty] = [await createDatabase(engine), await createDatabase(engine)]
    await importFrom(dumpOf(shop, shopRecords), full, { create: true })
    const clean = await nativeDump(empty)
    const result = await checkRecords({
      source: { database: settingsOf(full) },
      database: settingsOf(empty),
      create: true,
    })
    expect(result).toMatchObject({ accepted: true, count: 0, faults: [], rows: 16, tables: shop.length })
    expect(await nativeDump(empty)).toBe(clean)
  })

  it('says what of the schema does not fit, and tries the rest', async () => {
    const partial = await createDatabase(engine)
    await sql(partial, [
      `create table kind (code varchar(20) primary key, note text, extra integer not null)`,
    ])
    const result = await checkRecords({ source: { file: dump }, database: settingsOf(partial) })
    expect(result.problems).toEqual([
      expect.stringMatching(/^kind\.extra: /),
      expect.stringMatching(/^thing: the target has no such table/),
    ])
    expect(result).toMatchObject({ accepted: false, tables: 0 })
  })
})

describeEachEngine('records that refer to none', (engine) => {
  let dump: string
  const tables = {
    sqlite: `create table part (id integer primary key, parent integer references part (id), must integer not null references part (id));`,
    other: `create table part (id integer primary key, parent integer, must integer not null,
       foreign key (parent) references part (id), foreign key (must) references part (id))`,
  }
  beforeAll(async () => {
    const file = await createDatabase('sqlite')
    await sql(file, [
      tables.sqlite,
      // 3 has no parent; 4 refers to 3; 5 must have one and has none.
      `insert into part values (1, null, 1), (2, 1, 1), (3, 77, 1), (4, 3, 1), (5, null, 88), (6, null, 5)`,
    ])
    dump = await exportTo(file)
  })
  const made = async (): Promise<TestDatabase> => {
    const database = await createDatabase(engine)
    await sql(database, engine.engine === 'sqlite' ? tables.sqlite : tables.other)
    return database
  }

  it('are left out with skip, and those that refer to them', async () => {
    const database = await made()
    const result = await importFrom(dump, database, { onOrphan: 'skip' })
    expect(result).toMatchObject({ rows: 2, orphans: { nulled: 0, skipped: 4 } })
    expect(await queryText(database, 'select id from part order by id')).toEqual([['1'], ['2']])
  })

  it('lose their reference with null, and are refused where the column takes none', async () => {
    const database = await made()
    const before = await nativeDump(database)
    const error = await failureOf(importFrom(dump, database, { onOrphan: 'null' }))
    expect(error.message).toMatch(/part.*must/)
    expect(await nativeDump(database)).toBe(before)
    const file = await createDatabase('sqlite')
    await sql(file, [tables.sqlite, `insert into part values (1, null, 1), (3, 77, 1), (4, 3, 1)`])
    const result = await importFrom(await exportTo(file), database, { onOrphan: 'null' })
    expect(result).toMatchObject({ rows: 3, orphans: { nulled: 1, skipped: 0 } })
    expect(await queryText(database, 'select id, parent from part order by id')).toEqual([
      ['1', null],
      ['3', null],
      ['4', '3'],
    ])
  })

  it('come in as they are with keep, and are refused by an engine that cannot hold them', async () => {
    const database = await made()
    const before = await nativeDump(database)
    const check = () =>
      checkRecords({ source: { file: dump }, database: settingsOf(database), onOrphan: 'keep' })
    if (engine.engine === 'postgres') {
      const error = await failureOf(importFrom(dump, database, { onOrphan: 'keep' }))
      expect(error.message).toMatch(/ PostgreSQL cannot keep such records\.$/)
      expect(await check()).toMatchObject({ accepted: false, count: 2 })
      expect(await nativeDump(database)).toBe(before)
      return
    }
    expect(await check()).toMatchObject({ accepted: true, count: 0 })
    const result = await importFrom(dump, database, { onOrphan: 'keep' })
    expect(result).toMatchObject({ rows: 6, orphans: { nulled: 0, skipped: 0, kept: 2 } })
    expect(recordsOf(await exportTo(database))).toBe(recordsOf(dump))
    await importFrom(dump, database, { onOrphan: 'keep', clear: true })
    expect(recordsOf(await exportTo(database))).toBe(recordsOf(dump))
  })

  it('are refused with keep, too, where they are not those that are loaded', async () => {
    const [file, database] = [await createDatabase('sqlite'), await createDatabase(engine)]
    const schema = [
      'create table owner (id integer not null primary key)',
      'create table pet (id integer not null primary key, owner integer, foreign key (owner) references owner (id))',
      'insert into owner values (1)',
    ]
    await sql(file, schema)
    await sql(database, [...schema, 'insert into owner values (2)', 'insert into pet values (1, 2)'])
    const dumped = await exportTo(file)
    const before = await nativeDump(database)
    const only = { include: ['owner'], onOrphan: 'keep' as const }
    const error = await failureOf(importFrom(dumped, database, { ...only, clear: true }))
    expect(error.message).toMatch(/pet.*owner/)
    expect(await nativeDump(database)).toBe(before)
  })

  it('are refused with null where one column of several takes none', async () => {
    const schema = [
      `create table site (tenant integer not null, id integer not null, primary key (tenant, id))`,
      `create table visit (id integer not null primary key, tenant integer not null, site integer,
         foreign key (tenant, site) references site (tenant, id))`,
    ]
    const [file, database] = [await createDatabase('sqlite'), await createDatabase(engine)]
    await sql(file, [...schema, 'insert into visit values (1, 1, null), (2, 1, 5)'])
    await sql(database, schema)
    const dumped = await exportTo(file)
    const error = await failureOf(importFrom(dumped, database, { onOrphan: 'null' }))
    expect(error.message).toMatch(/visit.*id=2/)
    expect(await queryText(database, 'select id from visit')).toEqual([])
    const { faults } = await checkRecords({
      source: { file: dumped },
      database: settingsOf(database),
      onOrphan: 'null',
    })
    expect(faults).toMatchObject([{ table: 'visit', key: { id: '2' } }])
  })

  it('refuse the import by default', async () => {
    const database = await made()
    const before = await nativeDump(database)
    await failureOf(importFrom(dump, database))
    expect(await nativeDump(database)).toBe(before)
    expect(recordsOf(dump)).toContain('"parent":77')
  })
})
