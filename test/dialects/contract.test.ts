import { describe, expect, it } from '@jest/globals'
import type { ConnectionSettings, Database, Dialect, OpenOptions } from '../../lib/dialects/dialect.ts'
import { openDatabase } from '../../lib/dialects/open-database.ts'
import { exitCodes, TaskError } from '../../lib/errors.ts'
import type { RecordBatch } from '../../lib/schema/record-batch.ts'
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

/*
 * What lib/dialects/dialect.ts promises, held against every engine. What only one engine has is tested beside this.
 */

const opened = async <Result>(
  database: TestDatabase,
  work: (open: Database) => Promise<Result>,
  options: OpenOptions = {},
  settings: Partial<ConnectionSettings> = {},
): Promise<Result> => {
  const open = await openDatabase({ ...settingsOf(database), ...settings }, options)
  try {
    return await work(open)
  } finally {
    await open.close()
  }
}

const quoteOf = ({ engine }: TestDatabase): string => (/mysql|mariadb/.test(engine) ? '`' : '"')

async function linesOf(batches: AsyncIterable<RecordBatch>): Promise<string[]> {
  const lines: string[] = []
  for await (const { bytes, rows } of batches) {
    const some = bytes.toString('utf8').split('\n')
    expect(some.pop()).toBe('')
    expect(some).toHaveLength(rows)
    lines.push(...some)
  }
  return lines
}

const batchOf = (...records: object[]): RecordBatch => ({
  bytes: Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join('')),
  rows: records.length,
})

const named = (tables: readonly Table[], name: string): Table => tables.find((table) => table.name === name)!

const planFor = (table: Table) => ({
  target: table,
  source: table,
  columns: table.columns.map((column) => ({ source: column, target: column })),
})

const family = [
  'create table parent (id integer not null primary key, name varchar(20) not null)',
  'create table child (id integer not null primary key, parent_id integer, ' +
    'constraint child_parent foreign key (parent_id) references parent (id))',
]

/** Tables that refer to each other, odd names, and whatever else the engine lets migrations make. */
function entangled({ engine }: TestDatabase): string[] {
  const common = [
    'create table knex_migrations (id integer not null primary key, name varchar(255))',
    ...family,
    'create index child_parents on child (parent_id)',
    "insert into parent values (1, 'a')",
    'insert into child values (1, 1)',
    'create view b_view as select name from parent',
    'create view a_view as select name from b_view',
  ]
  if (engine === 'sqlite') {
    return [
      ...common,
      'create table "a ""b"".c" (id integer primary key autoincrement, "order" integer references "a ""b"".c" (id))',
      'insert into "a ""b"".c" values (5, 5)',
      'create table egg (id integer primary key, hen integer references hen (id))',
      'create table hen (id integer primary key, egg integer references egg (id))',
      'insert into egg values (1, 1)',
      'insert into hen values (1, 1)',
      'create virtual table found using fts5 (body)',
      'create trigger told after insert on parent begin insert into child values (new.id, new.id); end',
      'create trigger instead_of instead of insert on a_view begin select 1; end',
      'analyze',
    ]
  }
  const circle = [
    'create table hen (id integer not null primary key, egg integer)',
    'create table egg (id integer not null primary key, hen integer, constraint egg_hen foreign key (hen) references hen (id))',
    'alter table hen add constraint hen_egg foreign key (egg) references egg (id)',
  ]
  if (engine === 'postgres') {
    return [
      ...common,
      ...circle,
      'create table "a ""b"".C" (id integer generated always as identity primary key, "order" serial)',
      "create type mood as enum ('sad', 'ok')",
      'create domain level as integer check (value > 0)',
      'create type pair as (one mood, other level)',
      'create type span as range (subtype = level)',
      `create function twice("n" integer) returns integer language sql immutable as 'select n * 2'`,
      `create function fired() returns trigger language plpgsql as 'begin return new; end'`,
      `create procedure nothing() language sql as 'select 1'`,
      'create aggregate total(integer) (sfunc = int4pl, stype = integer)',
      'create operator === (leftarg = integer, rightarg = integer, function = int4eq)',
      "create collation plain (locale = 'C')",
      'create sequence loose',
      "create table moods (m mood default 'ok', l level[], p pair, t integer generated always as (twice(1)) stored, n integer default nextval('loose'))",
      'create function all_moods() returns setof moods language sql as $$ select * from moods $$',
      'create materialized view some_moods as select m, twice(t) as t from moods',
      'create trigger fires before insert on moods for each row execute function fired()',
      'create table parts (id integer) partition by range (id)',
      'create table parts_1 partition of parts for values from (0) to (10)',
      'create table heir () inherits (parent)',
      'create statistics together on m, t from moods',
      'create text search configuration words (copy = simple)',
    ]
  }
  return [
    ...common,
    ...circle,
    'create table `a ``b``.C` (id integer auto_increment primary key, `order` integer)',
    'create trigger fires before insert on parent for each row set new.name = upper(new.name)',
    'create function twice(n integer) returns integer deterministic return n * 2',
    'create procedure nothing() select 1',
    "create event later on schedule at '2037-01-01 00:00:00' do select 1",
    ...(engine === 'mariadb'
      ? [
          'create sequence loose',
          'create table versioned (id integer default nextval(loose)) with system versioning',
        ]
      : []),
  ]
}

describeEachEngine('a dialect', (engine) => {
  it('gives documents without a key in the order of their canonical bytes, however they were written', async () => {
    const database = await createDatabase(engine)
    const documents = ['{ "a" : 2}', '{"a":1}', '[ 3]', '  "\u00e9"', null, '{"a" :10}', '[20]']
    await sql(database, [
      'create table t (d json)',
      ...documents.map((text) => `insert into t values (${text === null ? 'null' : `'${text}'`})`),
    ])
    await opened(database, async (open) => {
      const snapshot = await open.snapshot()
      expect(await linesOf(snapshot.read(named(snapshot.tables, 't')))).toEqual(
        ['null', '"é"', '[20]', '[3]', '{"a":10}', '{"a":1}', '{"a":2}'].map((cell) => `{"d":${cell}}`),
      )
      await snapshot.close()
    })
    await database.drop()
  })

  it('says in one voice what tables of another engine lack here', async () => {
    const column = { type: 'integer' as const, bits: 32 as const, native: 'x', nullable: true }
    const table: Table = {
      name: 't',
      columns: [
        { ...column, name: 'a', default: { native: 'f(1)' } },
        { ...column, name: 'b', generated: 'stored', expression: 'a + 1' },
      ],
      primaryKey: [],
      uniques: [],
      indexes: [{ name: 'low', columns: [], definition: 'CREATE INDEX low ON t (f(a))' }],
      foreignKeys: [],
      triggers: ['after_t'],
    }
    const { notes } = await opened(await createDatabase(engine), async (open) =>
      open.translate([table], engine.engine === 'sqlite' ? 'postgres' : 'sqlite'),
    )
    expect([...notes].sort()).toEqual([
      't: b is computed in the source, and an ordinary column here: a + 1',
      't: the default of a is not carried over: f(1)',
      't: the index low is not carried over: CREATE INDEX low ON t (f(a))',
      't: triggers are not carried over: after_t',
    ])
  })

  it('describes tables in name order by bytes, and nothing that holds no records', async () => {
    const database = await createDatabase(engine)
    const q = quoteOf(database)
    const names = ['zebra', 'Apple', 'émile', 'order', 'a b', 'a.b', "it's", 'a"b', '_x']
    for (const name of names) {
      const quoted = q + name.replaceAll(q, q + q) + q
      await sql(database, `create table ${quoted} (id integer not null primary key)`)
    }
    await sql(database, 'create view a_view as select 1 as one')
    const tables = await opened(database, (open) => open.tables())
    const expected = [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    const found = tables.map(({ name }) => name)
    // MySQL on some systems keeps names in lower case.
    const lower = found.includes('apple') ? expected.map((name) => name.toLowerCase()).sort() : expected
    expect(found).toEqual(lower)
  })

  it('describes any number of tables in the same number of statements', async () => {
    const database = await createDatabase(engine)
    const count = async () => {
      const statements: string[] = []
      await opened(database, (open) => open.tables(), { onStatement: (text) => void statements.push(text) })
      return statements.length
    }
    const make = (from: number, to: number) =>
      Array.from(
        { length: to - from },
        (_, i) =>
          `create table t${from + i} (id integer not null primary key, a varchar(5) default 'x' unique, b integer references t0 (id))`,
      )
    await sql(database, make(0, 3))
    const few = await count()
    await sql(database, make(3, 40))
    expect(await count()).toBe(few)
  })

  it('shows one moment in a snapshot, whatever others commit meanwhile', async () => {
    const database = await createDatabase(engine)
    await sql(database, family)
    await sql(database, ["insert into parent values (1, 'before')", 'insert into child values (1, 1)'])
    await opened(database, async (open) => {
      const snapshot = await open.snapshot()
      const parents = await linesOf(snapshot.read(named(snapshot.tables, 'parent')))
      const writing = sql(database, [
        "insert into parent values (2, 'after')",
        'insert into child values (2, 2)',
      ])
      // An SQLite reader may keep the writer waiting until it is done.
      await Promise.race([writing, new Promise((resolve) => setTimeout(resolve, 300))]).catch(() => {})
      const children = await linesOf(snapshot.read(named(snapshot.tables, 'child')))
      expect(parents).toEqual(['{"id":1,"name":"before"}'])
      expect(children).toEqual(['{"id":1,"parent_id":1}'])
      await snapshot.close()
      await writing.catch(() => {})
    })
  })

  it('orders records by key: numbers by value, text by bytes, and all columns where there is no key', async () => {
    const database = await createDatabase(engine)
    await sql(database, [
      'create table by_text (id varchar(20) not null primary key)',
      'create table by_two (a integer not null, b varchar(20) not null, primary key (a, b))',
      'create table keyless (a integer, b varchar(20))',
      "insert into by_text values ('b'), ('C'), ('a '), ('é'), ('Z'), ('10'), ('9'), ('')",
      "insert into by_two values (10, 'a'), (9, 'b'), (9, 'C'), (-1, 'z')",
      "insert into keyless values (2, 'a'), (null, 'b'), (2, null), (1, 'B'), (1, 'a'), (1, 'a')",
    ])
    await opened(database, async (open) => {
      const snapshot = await open.snapshot()
      const read = async (name: string) =>
        (await linesOf(snapshot.read(named(snapshot.tables, name)))).map((line) =>
          Object.values(JSON.parse(line) as object),
        )
      expect((await read('by_text')).flat()).toEqual(['', '10', '9', 'C', 'Z', 'a ', 'b', 'é'])
      expect(await read('by_two')).toEqual([
        [-1, 'z'],
        [9, 'C'],
        [9, 'b'],
        [10, 'a'],
      ])
      expect(await read('keyless')).toEqual([
        [null, 'b'],
        [1, 'B'],
        [1, 'a'],
        [1, 'a'],
        [2, null],
        [2, 'a'],
      ])
      await snapshot.close()
    })
  })

  it('tells which tables hold rows, and reads small ones as text', async () => {
    const database = await createDatabase(engine)
    await sql(database, [...family, "insert into parent values (7, 'x')"])
    await opened(database, async (open) => {
      const tables = await open.tables()
      expect(await open.occupied(tables)).toEqual(new Set(['parent']))
      expect(await open.rows(named(tables, 'parent'), ['name', 'id'])).toEqual([{ name: 'x', id: '7' }])
    })
  })

  it('makes nothing visible before the commit, and everything with it', async () => {
    const database = await createDatabase(engine)
    await sql(database, [...family, "insert into parent values (5, 'old')"])
    const before = await nativeDump(database)
    await opened(database, async (open) => {
      const tables = await open.tables()
      const [parent, child] = [named(tables, 'parent'), named(tables, 'child')]
      const plan = { create: [], clear: [parent], loads: [planFor(parent), planFor(child)] }
      for (const end of ['rollback', 'commit'] as const) {
        const load = await open.load(plan)
        const children = await load.table(plan.loads[1]!)
        // Before its parent: references are checked at the end.
        await children.write(batchOf({ id: 1, parent_id: 1 }))
        expect(await children.end()).toBe(1)
        const parents = await load.table(plan.loads[0]!)
        await parents.write(batchOf({ id: 1, name: 'a' }, { id: 2, name: 'b' }))
        await parents.write(batchOf({ id: 3, name: 'c' }))
        expect(await parents.end()).toBe(3)
        await load.finish()
        await load[end]()
        await load.rollback()
        if (end === 'rollback') expect(await nativeDump(database)).toBe(before)
      }
    })
    expect(await queryText(database, 'select count(*), max(name) from parent')).toEqual([
      ['3', database.engine === 'sqlite' ? "'c'" : 'c'],
    ])
  })

  it('lets one load in at a time', async () => {
    const database = await createDatabase(engine)
    await sql(database, family)
    await opened(database, async (first) => {
      const load = await first.load({ create: [], clear: [], loads: [] })
      const error = await failureOf(
        opened(database, (second) => second.load({ create: [], clear: [], loads: [] })),
      )
      expect(error.exitCode).toBe(exitCodes.locked)
      await load.rollback()
      await opened(database, async (third) =>
        (await third.load({ create: [], clear: [], loads: [] })).rollback(),
      )
    })
  })

  it('ends with the reason of the signal that stops it, and leaves nothing behind', async () => {
    const database = await createDatabase(engine)
    await sql(database, family)
    const before = await nativeDump(database)
    const abort = new AbortController()
    const reason = new TaskError('stopped', { exitCode: exitCodes.interrupted })
    await opened(
      database,
      async (open) => {
        const tables = await open.tables()
        const parent = named(tables, 'parent')
        const load = await open.load({ create: [], clear: [], loads: [planFor(parent)] })
        const writing = await load.table(planFor(parent))
        await writing.write(batchOf({ id: 1, name: 'a' }))
        abort.abort(reason)
        await expect(writing.end().then(() => load.finish())).rejects.toBe(reason)
        await load.rollback()
      },
      { signal: abort.signal },
    )
    expect(await nativeDump(database)).toBe(before)
  })

  it('drops everything that migrations can have made, and takes in the same anew', async () => {
    const database = await createDatabase(engine)
    // SQLite keeps the table of its marks once it has made it.
    const dumped = async () => (await nativeDump(database)).replace(/^.*sqlite_sequence.*\n?/gm, '')
    const empty = await dumped()
    for (let round = 0; round < 2; round++) {
      await sql(database, entangled(database))
      expect(await dumped()).not.toBe(empty)
      await opened(database, async (open) => {
        await open.dropAll()
        expect(await open.tables()).toEqual([])
        await open.dropAll()
      })
      expect((await dumped()).trim()).toBe(empty)
    }
  })

  it('drops nothing while a load is under way', async () => {
    const database = await createDatabase(engine)
    await sql(database, family)
    const before = await nativeDump(database)
    await opened(database, async (first) => {
      const load = await first.load({ create: [], clear: [], loads: [] })
      const error = await failureOf(
        opened(database, (second) => second.dropAll(), {}, { connectTimeout: 1_000 }),
      )
      expect(error.exitCode).toBe(exitCodes.locked)
      await load.rollback()
    })
    expect(await nativeDump(database)).toBe(before)
  })

  it('rebuilds the indexes of a table, and changes nothing else', async () => {
    const database = await createDatabase(engine)
    await sql(database, [
      ...family,
      'create index by_parent on child (parent_id, id)',
      'create unique index by_name on parent (name)',
      "insert into parent values (1, 'a'), (2, 'b')",
      'insert into child values (1, 1), (2, 1)',
    ])
    const shape = async () =>
      (await nativeDump(database)).split('\n').filter((line) => !/sqlite_stat|\["'(parent|child)'/.test(line))
    const before = await shape()
    await opened(database, async (open) => {
      for (const table of await open.tables()) {
        expect(await open.rebuildIndexes(table)).toEqual({
          rebuilt: 'all',
          skipped: [],
          invalid: [],
          notes: [],
        })
      }
    })
    expect(await shape()).toEqual(before)
  })

  it('leaves a table that has gone since, and says so', async () => {
    const database = await createDatabase(engine)
    await sql(database, family)
    await opened(database, async (open) => {
      const child = named(await open.tables(), 'child')
      await sql(database, 'drop table child')
      expect(await open.rebuildIndexes(child)).toEqual({
        rebuilt: 'none',
        skipped: ['child: it is not there any more'],
        invalid: [],
        notes: [],
      })
    })
  })

  it('has nothing to recover where nothing was stopped', async () => {
    const database = await createDatabase(engine)
    await sql(database, family)
    expect(await opened(database, (open) => open.recover())).toEqual([])
  })

  it('is closed twice without harm', async () => {
    const database = await createDatabase(engine)
    const open = await openDatabase(settingsOf(database))
    await open.close()
    await open.close()
  })
})

describe('the dialects', () => {
  it('are known by the engines that their URLs name', async () => {
    const modules: Dialect[] = [
      (await import('../../lib/dialects/sqlite/sqlite.ts')).sqlite,
      (await import('../../lib/dialects/mysql/mysql.ts')).mysql,
      (await import('../../lib/dialects/mysql/mysql.ts')).mariadb,
      (await import('../../lib/dialects/postgres/postgres.ts')).postgres,
    ]
    expect(modules.map(({ engine }) => engine)).toEqual(['sqlite', 'mysql', 'mariadb', 'postgres'])
  })
})
