import { expect, it } from '@jest/globals'
import type { Database } from '../../lib/dialects/dialect.ts'
import { postgres } from '../../lib/dialects/postgres/postgres.ts'
import { exitCodes, RecordRejected, TaskError } from '../../lib/errors.ts'
import type { Table } from '../../lib/schema/table.ts'
import { failureOf, settingsOf } from '../records/moving.ts'
import {
  createDatabase,
  describeEachEngine,
  nativeDump,
  queryText,
  sql,
  type TestDatabase,
} from '../servers/servers.ts'
import { columnOf, linesOf, loadLines, tableOf, withPostgres } from './postgres-support.ts'

const describePostgres = (title: string, body: () => void) =>
  describeEachEngine(`PostgreSQL: ${title}`, body, ['postgres'])

async function databaseWith(statements: string | string[]): Promise<TestDatabase> {
  const database = await createDatabase('postgres')
  await sql(database, statements)
  return database
}

const integerColumn = (name: string) => columnOf(name, { type: 'integer', bits: 32 })

describePostgres('reading tables', () => {
  it('finds each row once: in the parent of partitions, and in each table of an inheritance', async () => {
    const database = await databaseWith([
      'create table part (id int, k text, primary key (id, k)) partition by list (id)',
      'create table part_1 partition of part for values in (1)',
      'create table part_2 partition of part for values in (2) partition by hash (k)',
      'create table part_2_0 partition of part_2 for values with (modulus 1, remainder 0)',
      "insert into part values (2, 'b'), (1, 'c')",
      'create table parent (a int)',
      'create table child (b int) inherits (parent)',
      'insert into parent values (1)',
      'insert into child values (2, 3)',
      'create view v as select 1 as one',
      'create materialized view m as select 1 as one',
      'create temporary table temp (a int)',
    ])
    expect(await withPostgres(database, linesOf)).toEqual({
      child: ['{"a":2,"b":3}'],
      parent: ['{"a":1}'],
      part: ['{"id":1,"k":"c"}', '{"id":2,"k":"b"}'],
    })
    const occupied = await withPostgres(database, async (open) => open.occupied(await open.tables()))
    expect([...occupied].sort()).toEqual(['child', 'parent', 'part'])
  })

  it('does not take records of an inheriting table for those of its parent', async () => {
    const database = await databaseWith([
      'create table a (i int)',
      'create table b () inherits (a)',
      'insert into b values (1)',
    ])
    const occupied = await withPostgres(database, async (open) => open.occupied(await open.tables()))
    expect([...occupied]).toEqual(['b'])
  })

  it('names tables outside the first schema by both', async () => {
    const database = await databaseWith([
      'create schema other; create schema "dotted.one"; create schema hidden',
      'create table public.t (a int); create table other.t (b int); create table public."some.t" (c int)',
      'create table "dotted.one".t (d int); create table hidden.t (e int)',
      'insert into t values (1); insert into other.t values (2); insert into "some.t" values (3); insert into "dotted.one".t values (4)',
    ])
    const schemas = ['public', 'other', 'dotted.one']
    const tables = await withPostgres(database, (open) => open.tables(), { schemas })
    expect(tables.map(({ name, schema, columns }) => [name, schema, columns[0]!.name])).toEqual([
      ['dotted.one.t', 'dotted.one', 'd'],
      ['other.t', undefined, 'b'],
      ['some.t', 'public', 'c'],
      ['t', undefined, 'a'],
    ])
    expect(await withPostgres(database, linesOf, { schemas })).toEqual({
      'dotted.one.t': ['{"d":4}'],
      'other.t': ['{"b":2}'],
      'some.t': ['{"c":3}'],
      t: ['{"a":1}'],
    })
    const copy = await databaseWith('create schema other; create schema "dotted.one"')
    await withPostgres(
      copy,
      async (open) => {
        expect(open.translate(tables, 'postgres').tables.map(({ name, schema }) => [name, schema])).toEqual(
          tables.map(({ name, schema }) => [name, schema]),
        )
        const plan = { create: open.translate(tables, 'postgres').tables, clear: [], loads: [] }
        const load = await open.load(plan)
        await load.finish()
        await load.commit()
        expect((await open.tables()).map(({ name, schema }) => [name, schema])).toEqual(
          tables.map(({ name, schema }) => [name, schema]),
        )
      },
      { schemas },
    )
  })

  it('refuses two tables that a dump could not tell apart', async () => {
    const database = await databaseWith(
      'create schema other; create table other.t (b int); create table public."other.t" (c int)',
    )
    const error = await failureOf(
      withPostgres(database, (open) => open.tables(), { schemas: ['public', 'other'] }),
    )
    expect(error.message).toMatch(/"other"."t" and "public"."other.t" would have the same name/)
  })

  it('carries text that is not UTF-8 byte for byte', async () => {
    const database = await createDatabase('postgres', {
      clause: "encoding 'SQL_ASCII' locale 'C' template template0",
    })
    await sql(database, "create table t (i int, x text); insert into t values (1, 'é'), (2, e'\\xff\\x5c')")
    expect(await withPostgres(database, linesOf)).toEqual({
      t: ['{"i":1,"x":"é"}', '{"i":2,"x":{"$invalid":"/1w="}}'],
    })
  })

  it('sorts by value and by bytes, null first, whatever the collation', async () => {
    const database = await databaseWith([
      'create table named (k text primary key)',
      "insert into named values ('b'), ('B'), ('a '), ('a'), ('é'), ('z'), ('😀'), ('')",
      'create table loose (t varchar(9), n numeric, ip inet, j json, b bytea)',
      `insert into loose values ('a', 10, '10.0.0.1', '2', null), ('a', 9, '10.0.0.1', '1', null), (null, 1.0, null, '1', null),
        (null, 1.00, null, '1', null), ('a', 9, '10.0.0.1/8', '1', null), ('B', null, null, null, '\\x0102'), ('B', null, null, null, '\\x01')`,
      "create type size as enum ('small', 'medium', 'large')",
      "create table sized (s size primary key); insert into sized values ('small'), ('large'), ('medium')",
    ])
    const lines = await withPostgres(database, linesOf)
    expect(lines.named!.map((line) => JSON.parse(line).k)).toEqual(['', 'B', 'a', 'a ', 'b', 'z', 'é', '😀'])
    expect(lines.sized!.map((line) => JSON.parse(line).s)).toEqual(['large', 'medium', 'small'])
    expect(lines.loose).toEqual([
      '{"t":null,"n":"1.0","ip":null,"j":1,"b":null}',
      '{"t":null,"n":"1.00","ip":null,"j":1,"b":null}',
      '{"t":"B","n":null,"ip":null,"j":null,"b":"AQ=="}',
      '{"t":"B","n":null,"ip":null,"j":null,"b":"AQI="}',
      '{"t":"a","n":"9","ip":"10.0.0.1","j":1,"b":null}',
      '{"t":"a","n":"9","ip":"10.0.0.1/8","j":1,"b":null}',
      '{"t":"a","n":"10","ip":"10.0.0.1","j":2,"b":null}',
    ])
  })

  it('describes keys, indexes, foreign keys, defaults, computed columns and triggers', async () => {
    const database = await databaseWith([
      'create table parent (a int, b int, c int unique deferrable initially deferred, primary key (b, a))',
      `create table child (id bigint generated always as identity (start 10 increment 5), pa int default 7, pb int default -7,
        at timestamptz default now(), day date default current_date, price numeric(10,2) default 1.5, name varchar(9) default 'it''s',
        flag boolean default false, expression int default (1 + 1), nothing text default null, doubled int generated always as (pa * 2) stored,
        constraint fk foreign key (pb, pa) references parent on delete cascade on update set null deferrable)`,
      'create unique index one on child (pa)',
      'create unique index partial on child (pb) where pa > 1',
      'create index plain on child (pb, pa)',
      'create index descending on child (pb desc)',
      'create index lowered on child (lower(name))',
      'create function f() returns trigger language plpgsql as $$ begin return new; end $$',
      'create trigger tr before insert on child for each row execute function f()',
    ])
    const [child, parent] = await withPostgres(database, (open) => open.tables())
    expect(parent).toMatchObject({
      primaryKey: ['b', 'a'],
      uniques: [{ name: 'parent_c_key', columns: ['c'], deferrable: 'deferred' }],
    })
    expect(child).toMatchObject({
      primaryKey: [],
      uniques: [{ name: 'one', columns: ['pa'], index: true }],
      triggers: ['tr'],
      foreignKeys: [
        {
          name: 'fk',
          columns: ['pb', 'pa'],
          references: { table: 'parent', columns: ['b', 'a'] },
          onDelete: 'cascade',
          onUpdate: 'set null',
          deferrable: 'immediate',
        },
      ],
    })
    expect(child!.indexes).toEqual([
      {
        name: 'descending',
        columns: [],
        definition: 'CREATE INDEX descending ON public.child USING btree (pb DESC)',
      },
      {
        name: 'lowered',
        columns: [],
        definition: 'CREATE INDEX lowered ON public.child USING btree (lower((name)::text))',
      },
      {
        name: 'partial',
        columns: [],
        unique: true,
        definition: 'CREATE UNIQUE INDEX partial ON public.child USING btree (pb) WHERE (pa > 1)',
      },
      { name: 'plain', columns: ['pb', 'pa'] },
    ])
    const column = (name: string) => child!.columns.find((found) => found.name === name)
    expect(column('id')).toMatchObject({ generated: 'always', next: 10, nullable: false })
    expect(column('doubled')).toMatchObject({ generated: 'stored', expression: '(pa * 2)' })
    const defaults = child!.columns
      .map(({ name, default: value }) => [name, value])
      .filter(([, value]) => value)
    expect(Object.fromEntries(defaults)).toEqual({
      pa: { value: 7 },
      pb: { value: -7 },
      at: { now: true },
      day: { now: true },
      price: { value: '1.50' },
      name: { value: "it's" },
      flag: { value: false },
      expression: { native: '(1 + 1)' },
    })
  })

  it('knows what each sequence gives next, used, set or new', async () => {
    const database = await databaseWith([
      'create table t (new serial, used serial, stepped int generated by default as identity (start 10 increment 10), reset bigserial, plain int)',
      "create sequence apart start 50; alter table t alter plain set default nextval('apart')",
      "select nextval('t_used_seq'), nextval('t_used_seq'), nextval('t_stepped_seq'), setval('t_reset_seq', 9007199254740993, false)",
    ])
    const [table] = await withPostgres(database, (open) => open.tables())
    expect(table!.columns.map(({ generated, next }) => [generated, next])).toEqual([
      ['identity', 1],
      ['identity', 3],
      ['identity', 20],
      ['identity', '9007199254740993'],
      ['identity', 50],
    ])
  })

  it('loads records of a table without columns', async () => {
    const make = 'create table t ()'
    const source = await databaseWith([make, 'insert into t default values', 'insert into t default values'])
    const target = await databaseWith([make])
    const [table, lines] = await withPostgres(source, async (open) => [
      await open.tables(),
      await linesOf(open),
    ])
    await withPostgres(target, (open) => loadLines(open, [{ source: table[0]!, lines: lines.t! }]))
    expect(await queryText(target, 'select count(*) from t')).toEqual([['2']])
  })

  it('leaves sequences as pg_dump shows those of the source, and as they were after a rollback', async () => {
    const make = 'create table t (id serial primary key)'
    const source = await databaseWith([make, 'insert into t default values', 'insert into t default values'])
    const target = await databaseWith([make, "select setval('t_id_seq', 77)"])
    const state = () => queryText(target, 'select last_value, is_called from t_id_seq')
    const before = await state()
    const table = (await withPostgres(source, (open) => open.tables()))[0]!
    const columns = table.columns.map((column) => ({ source: column, target: column }))
    const plan = { source: table, target: table, columns }
    await withPostgres(target, async (open) => {
      const load = await open.load({ create: [], clear: [], loads: [plan] })
      await load.finish()
      await load.rollback()
      expect(await state()).toEqual(before)
      await loadLines(open, [{ source: table, lines: ['{"id":1}', '{"id":2}'] }])
    })
    expect(await state()).toEqual(await queryText(source, 'select last_value, is_called from t_id_seq'))
  })

  it('makes columns of an extension that the target lacks of the type below it, and says so', async () => {
    const source = await databaseWith([
      'create extension citext',
      'create table t (name citext, names citext[], span interval day to second, raw bpchar)',
      `insert into t values ('Ada', '{Ada}', '1 day', 'a')`,
    ])
    const target = await databaseWith([])
    const [tables, lines] = await withPostgres(source, async (open) => [
      await open.tables(),
      await linesOf(open),
    ])
    await withPostgres(target, async (open) => {
      const { tables: made, notes } = open.translate(tables, 'postgres')
      expect(made[0]!.columns.map(({ native }) => native)).toEqual([
        'text',
        'text[]',
        'interval day to second',
        'bpchar',
      ])
      expect(notes.map((note) => /no type (\S+)\./.exec(note)?.[1])).toEqual(['citext', 'citext[]'])
      const plan = made[0]!.columns.map((column, i) => ({ source: tables[0]!.columns[i]!, target: column }))
      const load = await open.load({
        create: made,
        clear: [],
        loads: [{ source: tables[0]!, target: made[0]!, columns: plan }],
      })
      const table = await load.table({ source: tables[0]!, target: made[0]!, columns: plan })
      await table.write({ bytes: Buffer.from(`${lines.t![0]}\n`), rows: 1 })
      await table.end()
      await load.finish()
      await load.commit()
      expect(await linesOf(open)).toEqual(lines)
    })
  })

  it('takes as many statements for sixty tables as for one', async () => {
    const statementsFor = async (tables: number) => {
      const each = Array.from(
        { length: tables },
        (_, i) => `create table t${i} (id serial primary key, p int references t${Math.max(0, i - 1)})`,
      )
      const database = await databaseWith(each)
      let count = 0
      const found = await withPostgres(database, (open) => open.tables(), { onStatement: () => count++ })
      expect(found).toHaveLength(tables)
      return count
    }
    expect(await statementsFor(60)).toBe(await statementsFor(1))
  })

  it('sees one moment, whatever others write or empty meanwhile', async () => {
    const database = await databaseWith([
      'create table a (i int); insert into a values (1)',
      'create table b (i int); insert into b values (1)',
    ])
    await withPostgres(database, async (open) => {
      const snapshot = await open.snapshot()
      const truncation = await database.connect()
      await sql(database, ['insert into b values (2)', 'insert into a values (2)'])
      const emptied = truncation.query('truncate b')
      let text = ''
      for (const table of snapshot.tables)
        for await (const batch of snapshot.read(table)) text += batch.bytes.toString()
      expect(text).toBe('{"i":1}\n{"i":1}\n')
      await snapshot.close()
      await emptied
      await truncation.end()
    })
  })

  it('can be left in the middle of a table', async () => {
    const database = await databaseWith([
      'create table a as select i from generate_series(1, 500000) i',
      'create table b (i int)',
    ])
    await withPostgres(database, async (open) => {
      const snapshot = await open.snapshot()
      for await (const batch of snapshot.read(snapshot.tables[0]!)) {
        expect(batch.rows).toBeGreaterThan(1000)
        break
      }
      let rows = 0
      for await (const batch of snapshot.read(snapshot.tables[1]!)) rows += batch.rows
      expect(rows).toBe(0)
      await snapshot.close()
    })
  })
})

const family = [
  'create table a (id int primary key, b int, self int)',
  'create table b (id int primary key, a int not null, code int)',
  'alter table b add constraint b_code unique (code) deferrable initially deferred',
  'alter table a add constraint a_b foreign key (b) references b (id) on delete set null deferrable initially deferred',
  'alter table a add constraint a_self foreign key (self) references a (id) on update cascade',
  'alter table b add constraint b_a foreign key (a) references a (id)',
  "comment on constraint b_a on b is 'it''s said'",
  'create table outside (a int, constraint outside_a foreign key (a) references a (id))',
]

const triggersInEveryState = [
  'create function spoil() returns trigger language plpgsql as $$ begin new.code := -1; return new; end $$',
  'create function no() returns trigger language plpgsql as $$ begin raise exception $x$no$x$; end $$',
  ...['o', 'd', 'r', 'a'].map(
    (name) => `create trigger t_${name} before insert on b for each row execute function spoil()`,
  ),
  'create trigger st before truncate on b for each statement execute function no()',
  'create constraint trigger ct after insert on b deferrable initially deferred for each row execute function no()',
  'alter table b disable trigger t_d; alter table b enable replica trigger t_r; alter table b enable always trigger t_a',
]

const stateOf = (database: TestDatabase) =>
  queryText(
    database,
    `select 'trigger', tgname, tgenabled::text from pg_trigger where not tgisinternal union all
    select 'constraint', conname, pg_get_constraintdef(oid) || coalesce(obj_description(oid), '') || convalidated from pg_constraint
    where connamespace = 'public'::regnamespace order by 1, 2`,
  )

const [a, b] = [
  tableOf('a', ['id', 'b', 'self'].map(integerColumn)),
  tableOf('b', ['id', 'a', 'code'].map(integerColumn)),
]

describePostgres('loading', () => {
  it('takes cycles in any order and puts foreign keys and triggers back exactly as they were', async () => {
    const database = await databaseWith([...family, ...triggersInEveryState])
    const before = await stateOf(database)
    await withPostgres(database, (open) =>
      loadLines(open, [
        { source: a, lines: ['{"id":1,"b":5,"self":2}', '{"id":2,"b":null,"self":1}'] },
        { source: b, lines: ['{"id":5,"a":2,"code":7}'] },
      ]),
    )
    expect(await queryText(database, 'select * from b')).toEqual([['5', '2', '7']])
    expect(await stateOf(database)).toEqual(before)
  })

  it('clears tables that others refer to and that triggers guard, and checks those others', async () => {
    const database = await databaseWith([
      ...family,
      'insert into a values (1), (2); insert into b values (1, 1, 1), (2, 2, 2); insert into outside values (2)',
      ...triggersInEveryState,
    ])
    const before = [await nativeDump(database), await stateOf(database)]
    const load = (id: number) =>
      withPostgres(database, (open) =>
        loadLines(
          open,
          [
            { source: a, lines: [`{"id":${id},"b":null,"self":null}`] },
            { source: b, lines: [] },
          ],
          {
            clear: ['a', 'b'],
          },
        ),
      )
    const error = await failureOf(load(3))
    expect(error.message).toMatch(/outside \(a\) = \(2\) has no a \(id\) \(foreign key outside_a\)/)
    expect(error.exitCode).toBe(exitCodes.failed)
    expect([await nativeDump(database), await stateOf(database)]).toEqual(before)
    await load(2)
    expect(await queryText(database, 'select id from a')).toEqual([['2']])
    expect(await stateOf(database)).toEqual(before[1])
  })

  it('checks foreign keys that are not valid yet, and leaves them so', async () => {
    const database = await databaseWith([
      'create table p (id int primary key); insert into p values (1)',
      'create table c (p int); alter table c add constraint c_p foreign key (p) references p not valid',
    ])
    const before = await stateOf(database)
    const load = (value: number) =>
      withPostgres(database, (open) =>
        loadLines(open, [{ source: tableOf('c', [integerColumn('p')]), lines: [`{"p":${value}}`] }]),
      )
    expect((await failureOf(load(9))).message).toMatch(/c \(p\) = \(9\) has no p \(id\)/)
    expect(await queryText(database, 'select count(*) from c')).toEqual([['0']])
    await load(1)
    expect(await stateOf(database)).toEqual(before)
  })

  it('fills partitioned tables whose partitions have keys and triggers of their own', async () => {
    const database = await databaseWith([
      'create table p (id int primary key); insert into p values (1)',
      'create table t (k int, p int references p) partition by list (k)',
      'create table t1 partition of t for values in (1); create table t2 partition of t for values in (2)',
      'alter table t1 add constraint own foreign key (k) references p',
      'create function f() returns trigger language plpgsql as $$ begin new.p := null; return new; end $$',
      'create trigger tr before insert on t for each row execute function f()',
      'create trigger own before insert on t2 for each row execute function f()',
      'alter table t2 disable trigger tr',
      'insert into t values (1, 1)',
    ])
    const before = await stateOf(database)
    const source = tableOf('t', ['k', 'p'].map(integerColumn))
    await withPostgres(database, (open) =>
      loadLines(open, [{ source, lines: ['{"k":1,"p":1}', '{"k":2,"p":1}'] }], { clear: ['t'] }),
    )
    expect(await queryText(database, 'select * from t order by k')).toEqual([
      ['1', '1'],
      ['2', '1'],
    ])
    expect(await stateOf(database)).toEqual(before)
  })

  it.each([
    [
      'a duplicate',
      '{"id":1,"a":1,"code":1}',
      1,
      undefined,
      /breaks the unique key b_pkey: Key \(id\)=\(1\)/,
    ],
    ['a null where none may be', '{"id":2,"a":null,"code":1}', 1, 'a', /takes no null/],
    ['a word for a number', '{"id":2,"a":1,"code":"x"}', 1, 'code', /not an integer/],
    ['a missing column', '{"id":2,"a":1}', 1, undefined, /lacks the column "code"/],
  ])('says which record and column: %s', async (_, line, row, column, reason) => {
    const database = await databaseWith(family)
    const before = await nativeDump(database)
    const error = await withPostgres(database, (open) =>
      loadLines(open, [{ source: b, lines: ['{"id":1,"a":1,"code":1}', line] }]).catch(
        (caught: unknown) => caught,
      ),
    )
    expect(error).toBeInstanceOf(RecordRejected)
    const rejected = error as RecordRejected
    expect([rejected.row, rejected.column]).toEqual([row, column])
    expect(rejected.reason).toMatch(reason)
    expect(await nativeDump(database)).toBe(before)
  })

  it('names the values of a duplicate that only a deferred or a new unique key sees', async () => {
    const database = await databaseWith(family)
    const lines = ['{"id":1,"a":1,"code":7}', '{"id":2,"a":1,"code":7}']
    const deferred = await failureOf(
      withPostgres(database, (open) => loadLines(open, [{ source: b, lines }])),
    )
    expect(deferred.message).toMatch(/b: .*b_code.*Key \(code\)=\(7\)/)
    const fresh = { ...b, name: 'fresh', primaryKey: ['a'] }
    const made = await failureOf(
      withPostgres(database, (open) => loadLines(open, [{ source: fresh, lines }], { create: true })),
    )
    expect(made.message).toMatch(/fresh: .*Key \(a\)=\(1\)/)
    expect(await queryText(database, "select to_regclass('fresh')")).toEqual([[null]])
  })

  it('sets sequences to what the source had next, and past the highest key at least', async () => {
    const database = await databaseWith(
      'create table t (id int generated always as identity, s serial, down int generated by default as identity (increment -1), full_up smallserial)',
    )
    const next = { generated: 'identity', type: 'integer' } as const
    const source = tableOf('t', [
      columnOf('id', { ...next, next: 100 }),
      columnOf('s', { ...next, next: 2 }),
      columnOf('down', next),
      columnOf('full_up', next),
    ])
    await withPostgres(database, (open) =>
      loadLines(open, [{ source, lines: ['{"id":7,"s":7,"down":-7,"full_up":32767}'] }]),
    )
    expect(
      await queryText(database, "select nextval('t_id_seq'), nextval('t_s_seq'), nextval('t_down_seq')"),
    ).toEqual([['100', '8', '-8']])
    await expect(queryText(database, "select nextval('t_full_up_seq')")).rejects.toThrow(
      /reached maximum value/,
    )
  })

  it('leaves sequences as they were when it fails', async () => {
    const database = await databaseWith('create table t (id serial primary key)')
    await withPostgres(database, async (open) => {
      const [target] = await open.tables()
      const source = tableOf('t', [columnOf('id', { type: 'integer', generated: 'identity', next: 50 })])
      const plan = {
        source,
        target: target!,
        columns: [{ source: source.columns[0]!, target: target!.columns[0]! }],
      }
      const load = await open.load({ create: [], clear: [], loads: [plan] })
      await (await load.table(plan)).end()
      await load.finish()
      await load.rollback()
    })
    expect(await queryText(database, "select nextval('t_id_seq')")).toEqual([['1']])
  })

  it('is for one run at a time', async () => {
    const database = await databaseWith(family)
    await withPostgres(database, async (open) => {
      const plan = { create: [], clear: [], loads: [] }
      const load = await open.load(plan)
      const error = await failureOf(withPostgres(database, (other) => other.load(plan)))
      expect(error.exitCode).toBe(exitCodes.locked)
      await load.rollback()
      await withPostgres(database, async (other) => (await other.load(plan)).commit())
    })
  })

  it('says whose help it takes to put foreign keys aside', async () => {
    const database = await createDatabase('postgres')
    await sql(database.superuser, [...family, 'grant all on all tables in schema public to public'])
    const error = await failureOf(
      withPostgres(database, (open) => loadLines(open, [{ source: a, lines: [] }])),
    )
    expect(error.message).toMatch(/only its owner postgres/)
    expect(error.hint).toMatch(/GRANT postgres/)
  })

  it('needs no ownership of tables that nothing hangs on', async () => {
    const database = await createDatabase('postgres')
    await sql(database.superuser, [
      'create table t (i int)',
      'grant select, insert, update, delete on t to public',
      'insert into t values (1)',
    ])
    const source = tableOf('t', [integerColumn('i')])
    await withPostgres(database, (open) =>
      loadLines(open, [{ source, lines: ['{"i":2}'] }], { clear: ['t'] }),
    )
    expect(await queryText(database, 'select * from t')).toEqual([['2']])
  })
})

/** Begins a load of table b, does `harm` to it after the first batch, and goes on until it fails. */
async function loadUntilItFails(open: Database, harm: () => Promise<unknown>): Promise<unknown> {
  const target = (await open.tables()).find((table) => table.name === 'b')!
  const columns = b!.columns.map((source, index) => ({ source, target: target.columns[index]! }))
  const plan = { source: b!, target, columns }
  const load = await open.load({ create: [], clear: [target], loads: [plan] })
  const table = await load.table(plan)
  try {
    for (let batch = 0; batch < 50; batch++) {
      const lines = Array.from({ length: 1000 }, (_, i) => `{"id":${batch * 1000 + i},"a":1,"code":null}\n`)
      await table.write({ bytes: Buffer.from(lines.join('')), rows: 1000 })
      if (batch === 1) await harm()
    }
    await table.end()
    return undefined
  } catch (error) {
    return error
  } finally {
    await load.rollback()
    await load.rollback()
  }
}

describePostgres('an interrupted', () => {
  const filled = [...family, 'insert into a values (1); insert into b values (1, 1, 1)']
  const killSessions = (database: TestDatabase) =>
    queryText(
      database.superuser,
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'record-tasks' and datname = current_database()",
    )

  it('load is undone when its session is killed, and says what became of it', async () => {
    const database = await databaseWith(filled)
    const before = await nativeDump(database)
    const error = await withPostgres(database, (open) => loadUntilItFails(open, () => killSessions(database)))
    expect(error).toBeInstanceOf(TaskError)
    expect((error as TaskError).exitCode).toBe(exitCodes.unreachable)
    expect((error as TaskError).message).toMatch(/connection to .* was lost: terminating connection/)
    expect(await nativeDump(database)).toBe(before)
  })

  it('load is undone on abort, and rejects with its reason', async () => {
    const database = await databaseWith(filled)
    const before = await nativeDump(database)
    const controller = new AbortController()
    const reason = new Error('enough')
    const error = await withPostgres(
      database,
      (open) => loadUntilItFails(open, async () => controller.abort(reason)),
      { signal: controller.signal },
    )
    expect(error).toBe(reason)
    expect(await nativeDump(database)).toBe(before)
  })

  it('statement ends at once on abort', async () => {
    const database = await databaseWith(filled)
    const blocker = await database.connect()
    await blocker.query('begin; lock table b in access exclusive mode')
    const controller = new AbortController()
    const reason = new Error('enough')
    const waiting = withPostgres(database, (open) => open.snapshot(), { signal: controller.signal })
    const outcome = waiting.catch((error: unknown) => error)
    const isWaiting =
      "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
    while ((await queryText(database.superuser, isWaiting))[0]![0] === '0')
      await new Promise((resolve) => setTimeout(resolve, 20))
    controller.abort(reason)
    expect(await outcome).toBe(reason)
    await blocker.end()
  })

  it('read fails when its session is killed', async () => {
    const database = await databaseWith(
      'create table t as select i, repeat($$x$$, 500) as x from generate_series(1, 100000) i',
    )
    const error = await withPostgres(database, async (open) => {
      const snapshot = await open.snapshot()
      try {
        for await (const _ of snapshot.read(snapshot.tables[0]!)) await killSessions(database)
      } catch (caught) {
        return caught
      } finally {
        await snapshot.close()
      }
    })
    expect((error as TaskError).exitCode).toBe(exitCodes.unreachable)
  })
})

describePostgres('opening', () => {
  it('tells apart a wrong password, a missing database, and a server that is not there', async () => {
    const database = await createDatabase('postgres')
    const settings = settingsOf(database)
    const failures = [
      { ...settings, password: 'wr0ng' },
      { ...settings, password: '' },
      { ...settings, database: 'there is "none"' },
      { ...settings, port: 1 },
      { ...settings, host: 'nowhere.invalid' },
      { ...settings, tls: { mode: 'require' as const } },
    ].map(async (changed) => {
      const error = await failureOf(postgres.open(changed))
      expect(error.exitCode).toBe(exitCodes.unreachable)
      expect(error.hint).toBeTruthy()
      expect(`${error.message} ${error.hint}`).not.toMatch(/wr0ng/)
      return [(error.cause as { code: string }).code, error.message]
    })
    const [wrong, none, missing, refused, unknown, tls] = await Promise.all(failures)
    expect(wrong).toEqual([
      'denied',
      expect.stringMatching(/refuses user "\w+": password authentication failed/),
    ])
    expect(none).toEqual(['denied', expect.stringMatching(/asks for a password/)])
    expect(missing).toEqual([
      'missing',
      expect.stringMatching(/database "there is \\"none\\"" does not exist/),
    ])
    expect(refused).toEqual(['unreachable', expect.stringMatching(/127.0.0.1:1 cannot be reached/)])
    expect(unknown).toEqual(['unreachable', expect.stringMatching(/nowhere.invalid:\d+ cannot be reached/)])
    expect(tls).toEqual(['denied', expect.stringMatching(/TLS/)])
  })

  it('ends also when nothing was done, and twice', async () => {
    const database = await createDatabase('postgres')
    const open = await postgres.open(settingsOf(database))
    expect(open.name).toBe(database.name)
    expect(open.version).toMatch(/^\d+(\.\d+)?$/)
    await open.close()
    await open.close()
  })
})

const translate = async (tables: Table[], engine = 'mysql') =>
  withPostgres(await createDatabase('postgres'), async (open) => open.translate(tables, engine))

describePostgres('tables of another engine', () => {
  it('get types that lose nothing and are known again', async () => {
    const columns = [
      columnOf('tiny', { type: 'integer', bits: 8 }),
      columnOf('wide', { type: 'integer', bits: 64, unsigned: true }),
      columnOf('price', { type: 'decimal', precision: 65, scale: 30 }),
      columnOf('size', { type: 'enum', values: ['S', "L's"], default: { value: 'S' } }),
      columnOf('tags', { type: 'set', values: ['a', 'b'] }),
      columnOf('code', { type: 'text', length: 4, fixed: true }),
      columnOf('hash', { type: 'binary', length: 20, fixed: true }),
      columnOf('place', { type: 'geometry' }),
      columnOf('at', { type: 'timestamp', precision: 3, default: { now: true } }),
      columnOf('list', { type: 'array', element: 'integer', bits: 32 }),
      columnOf('document', { type: 'json' }),
    ]
    const source = tableOf('t', columns)
    const line =
      '{"tiny":-128,"wide":"18446744073709551615","price":"1.500000000000000000000000000000","size":"L\'s","tags":["b"],"code":"ab",' +
      '"hash":"AAECAwQFBgcICQoLDA0ODxAREhM=","place":"POINT(1 2)","at":"2026-01-05T10:00:00.123","list":[1,null],"document":{"b":1,"a":2}}'
    const database = await createDatabase('postgres')
    await withPostgres(database, async (open) => {
      await loadLines(open, [{ source, lines: [line] }], { create: true })
      expect(await linesOf(open)).toEqual({ t: [line] })
      const [made] = await open.tables()
      const without = ({ native: _, ...column }: Table['columns'][number]) => column
      expect(made!.columns.map(without)).toEqual(columns.map(without))
    })
    await expect(sql(database, "insert into t (size) values ('M')")).rejects.toThrow(/check constraint/)
    await expect(sql(database, "insert into t (tags) values ('{c}')")).rejects.toThrow(/check constraint/)
  })

  it('keep unsigned keys and what refers to them joinable', async () => {
    const wide = (name: string, more = {}) =>
      columnOf(name, { type: 'integer', bits: 64, unsigned: true, nullable: false, ...more })
    const reference = (name: string, table: string) => ({
      name,
      columns: ['up'],
      references: { table, columns: ['id'] },
      onDelete: 'no action' as const,
      onUpdate: 'no action' as const,
    })
    const tables = [
      tableOf('a', [wide('id', { generated: 'identity' })], { primaryKey: ['id'] }),
      tableOf('b', [wide('id'), wide('up')], { primaryKey: ['id'], foreignKeys: [reference('b_a', 'a')] }),
      tableOf('c', [wide('up')], { foreignKeys: [reference('c_b', 'b')] }),
    ]
    const database = await createDatabase('postgres')
    await withPostgres(database, async (open) => {
      const lines = ['{"id":1}', '{"id":"18446744073709551615","up":1}', '{"up":"18446744073709551615"}']
      await loadLines(
        open,
        tables.map((source, i) => ({ source, lines: [lines[i]!] })),
        { create: true },
      )
      const found = await open.tables()
      expect(
        found.flatMap(({ columns }) => columns.map((column) => [column.native, column.unsigned])),
      ).toEqual([
        ['bigint', true],
        ['numeric(20,0)', true],
        ['bigint', true],
        ['numeric(20,0)', true],
      ])
    })
    await sql(database, 'insert into a default values')
    expect(await queryText(database, 'select max(id) from a')).toEqual([['2']])
  })

  it('share one space of index names, and names that are too long get shorter ones', async () => {
    const long = 'x'.repeat(70)
    const tables = ['a', 'b'].map((name) =>
      tableOf(name, [integerColumn('i')], {
        indexes: [
          { name: 'i', columns: ['i'] },
          { name: long, columns: ['i'] },
          { name: 'b', columns: ['i'] },
        ],
      }),
    )
    const database = await createDatabase('postgres')
    await withPostgres(database, async (open) => {
      await loadLines(
        open,
        tables.map((source) => ({ source, lines: [] })),
        { create: true },
      )
      const made = (await open.tables()).map(({ indexes }) => indexes.length)
      expect(made).toEqual([3, 3])
    })
  })

  it.each([
    ['table', tableOf('é'.repeat(32), [integerColumn('i')])],
    ['column', tableOf('t', [integerColumn('é'.repeat(32))])],
  ])('are refused where the name of a %s is too long to be kept', async (_, table) => {
    const error = await failureOf(translate([table]))
    expect(error.exitCode).toBe(exitCodes.schemaMismatch)
    expect(error.message).toMatch(/63 bytes; .* has 64/)
  })

  it.each([
    [
      'an index',
      tableOf('t', [columnOf('i', { type: 'json' })], { uniques: [{ name: 'u', columns: ['i'] }] }),
    ],
    [
      'a foreign key',
      tableOf('t', [columnOf('i', { type: 'text' }), integerColumn('j')], {
        primaryKey: ['j'],
        foreignKeys: [
          {
            name: 'f',
            columns: ['i'],
            references: { table: 't', columns: ['j'] },
            onDelete: 'no action',
            onUpdate: 'no action',
          },
        ],
      }),
    ],
  ])('are refused, and nothing made, where %s does not fit them', async (_, source) => {
    const database = await createDatabase('postgres')
    const error = await failureOf(
      withPostgres(database, (open) => loadLines(open, [{ source, lines: [] }], { create: true })),
    )
    expect(error.exitCode).toBe(exitCodes.schemaMismatch)
    expect(error.message).toMatch(/of t cannot be made: /)
    expect(await queryText(database, "select to_regclass('t')")).toEqual([[null]])
  })

  it('tell two foreign keys apart that their engine left without a name', async () => {
    const key = (parent: string) => ({
      name: '',
      columns: ['a'],
      references: { table: parent, columns: ['a'] },
      onDelete: 'no action' as const,
      onUpdate: 'no action' as const,
    })
    const { tables } = await translate([
      tableOf('p', [columnOf('a', { type: 'integer' })], { primaryKey: ['a'] }),
      tableOf('t', [columnOf('a', { type: 'integer' })], { foreignKeys: [key('p'), key('p')] }),
    ])
    expect(new Set(tables[1]!.foreignKeys.map(({ name }) => name)).size).toBe(2)
  })

  it('leave behind what only their engine understands, and say so', async () => {
    const { tables, notes } = await translate([
      tableOf(
        't',
        [
          columnOf('a', { type: 'integer', default: { native: 'uuid_short()' } }),
          columnOf('b', { type: 'integer', generated: 'virtual', expression: 'a' }),
        ],
        {
          indexes: [{ name: 'i', columns: [], definition: 'KEY i (a(10))' }],
        },
      ),
    ])
    expect(tables[0]!.columns.map(({ generated, default: value }) => [generated, value])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ])
    expect(tables[0]!.indexes).toEqual([])
    expect(notes).toHaveLength(3)
  })
})
