import { expect, it } from '@jest/globals'
import { exitCodes, TaskError } from '../../lib/errors.ts'
import type { Column } from '../../lib/schema/table.ts'
import { failureOf } from '../records/moving.ts'
import {
  createDatabase,
  describeEachEngine,
  nativeDump,
  queryText,
  sql,
  type TestDatabase,
} from '../servers/servers.ts'
import { columnOf, loadLines, tableOf, tryLines, withPostgres } from './postgres-support.ts'

const describePostgres = (title: string, body: () => void) =>
  describeEachEngine(`PostgreSQL: ${title}`, body, ['postgres'])

async function databaseWith(statements: string[]): Promise<TestDatabase> {
  const database = await createDatabase('postgres')
  await sql(database, statements)
  return database
}

const integer = (name: string, more: Partial<Column> = {}) =>
  columnOf(name, { type: 'integer', bits: 32, ...more })
const text = (name: string) => columnOf(name, { type: 'text' })

describePostgres('a trial', () => {
  it('tells every column at fault of every record, in the words of a load', async () => {
    const database = await databaseWith([
      `create type mood as enum ('sad', 'ok')`,
      `create table t (id integer primary key, small smallint, name varchar(4) not null, price numeric(5,2), at timestamp, m mood, u uuid,
        doc jsonb, b bit(3), positive integer check (positive > 0), ip inet)`,
    ])
    const source = tableOf('t', [
      integer('id'),
      integer('small'),
      text('name'),
      columnOf('price', { type: 'decimal' }),
      columnOf('at', { type: 'timestamp' }),
      text('m'),
      text('u'),
      columnOf('doc', { type: 'json' }),
      columnOf('b', { type: 'bit' }),
      integer('positive'),
      columnOf('ip', { type: 'text' }),
    ])
    const good = (id: number) =>
      `{"id":${id},"small":1,"name":"aé\\té","price":"999.99","at":"2024-02-29T10:00:00","m":"ok","u":null,"doc":{"a":1},"b":"101","positive":1,"ip":"::1"}`
    const faults: [string, string, string, RegExp][] = [
      ['small', '1', '40000', /^is out of range for smallint$/],
      ['name', '"aé\\té"', '"abcde"', /^is longer than the 4 characters of the column$/],
      ['name', '"aé\\té"', 'null', /^is null, and the column takes no null$/],
      ['name', '"aé\\té"', '"a\\u0000"', /U\+0000/],
      ['price', '"999.99"', '"1000.00"', /^is out of range for numeric\(5,2\)$/],
      ['price', '"999.99"', '"x"', /is not a decimal number/],
      ['at', '"2024-02-29T10:00:00"', '"2023-02-29T10:00:00"', /no such date/],
      ['m', '"ok"', '"glad"', /^is none of the values that the column takes$/],
      ['u', 'null', '"nope"', /^is not valid for uuid$/],
      ['doc', '{"a":1}', '{"a":[-0]}', /-0, which jsonb cannot hold/],
      ['doc', '{"a":1}', '{"a":"\\u0000"}', /U\+0000, which jsonb cannot hold/],
      ['doc', '{"a":1}', '{"a":1e-20000}', /16383 digits after the point/],
      ['b', '"101"', '"10"', /^is not just 3 bits long$/],
      ['positive', '1', '0', /^breaks the check constraint t_positive_check$/],
      ['ip', '"::1"', '"1.2.3.4.5"', /^is not valid for inet$/],
    ]
    const bad = faults.map(([column, from, to], i) =>
      good(i + 1).replace(`"${column}":${from}`, `"${column}":${to}`),
    )
    const worst = good(99)
      .replace('"small":1', '"small":70000')
      .replace('"b":"101"', '"b":"1"')
      .replace('"m":"ok"', '"m":""')
    const lines = [good(100), ...bad, good(101), worst]
    await withPostgres(database, async (open) => {
      const { refused, taken } = await tryLines(open, [{ source, lines }])
      const inOrder = refused.sort((a, b) => a[0]! - b[0]!)
      expect(inOrder.slice(0, faults.length).map(([row]) => row)).toEqual(faults.map((_, i) => i + 1))
      for (const [i, [, , , reason]] of faults.entries()) expect(inOrder[i]![2]).toMatch(reason)
      expect(inOrder.slice(faults.length).map(([row, column]) => [row, column])).toEqual(
        ['small', 'm', 'b'].map((column) => [lines.length - 1, column]),
      )
      expect(taken).toEqual([2])
      for (const [i, line] of bad.entries()) {
        const failed = await loadLines(open, [{ source, lines: [line] }]).catch((error: unknown) => error)
        expect((failed as { reason?: string }).reason).toBe(inOrder[i]![2])
      }
    })
  })

  it('tells of all that only the server can refuse, however many', async () => {
    const database = await databaseWith(['create table t (id integer primary key, c cidr)'])
    const source = tableOf('t', [integer('id'), text('c')])
    const isBad = (id: number) => id % 7 === 0 || (id > 1000 && id < 1200)
    const lines = Array.from(
      { length: 3000 },
      (_, id) => `{"id":${id},"c":"${isBad(id) ? 'x' : '10.0.0.0/8'}"}`,
    )
    const { refused, taken } = await withPostgres(database, (open) => tryLines(open, [{ source, lines }]))
    const wanted = Array.from({ length: 3000 }, (_, id) => id).filter(isBad)
    expect(refused.map(([row]) => row)).toEqual(wanted)
    expect(taken).toEqual([3000 - wanted.length])
  })

  it('changes nothing, numbers included, and waits for no reader or writer', async () => {
    const database = await databaseWith([
      'create table p (id integer primary key)',
      'create table t (id serial primary key, n bigint generated always as identity, p integer references p, x integer)',
      'insert into p values (1)',
      'insert into t (p, x) values (1, 1)',
    ])
    const before = await nativeDump(database)
    const other = await database.connect()
    await other.query('begin')
    await other.query('update t set x = 2')
    const source = tableOf('t', [integer('x')])
    const { refused, orphaned, taken } = await withPostgres(database, (open) =>
      tryLines(open, [{ source, lines: ['{"x":1}', '{"x":2}', '{"x":"a"}'] }], { clear: ['t'] }),
    )
    await other.query('rollback')
    await other.end()
    expect([refused.length, orphaned, taken]).toEqual([1, [], [2]])
    expect(await nativeDump(database)).toBe(before)
  })

  it('leaves no trace of tables and types that it made, and says what cannot be made', async () => {
    const database = await databaseWith([])
    const source = tableOf(
      't',
      [
        integer('id'),
        columnOf('size', { type: 'enum', values: ['S', 'M'] }),
        columnOf('tags', { type: 'set', values: ['a'] }),
      ],
      {
        primaryKey: ['id'],
      },
    )
    const child = tableOf('c', [columnOf('t', { type: 'text' })], {
      foreignKeys: [
        {
          name: 'c_t',
          columns: ['t'],
          references: { table: 't', columns: ['id'] },
          onDelete: 'no action',
          onUpdate: 'no action',
        },
      ],
    })
    await withPostgres(database, async (open) => {
      const { refused, collided } = await tryLines(
        open,
        [
          {
            source,
            lines: [
              '{"id":1,"size":"S","tags":[]}',
              '{"id":2,"size":"L","tags":["a"]}',
              '{"id":1,"size":"M","tags":null}',
              '{"id":3,"size":null,"tags":["b"]}',
            ],
          },
        ],
        { create: true },
      )
      expect(refused).toEqual([
        [1, 'size', 'is none of the values that the column takes'],
        [3, 'tags', 'is none of the values that the column takes'],
      ])
      expect(collided.map(({ unique, count, records }) => [unique, count, records])).toEqual([
        ['t_pkey', 1, [{ key: { id: '1' }, values: ['1'] }]],
      ])
      const error = await failureOf(
        tryLines(
          open,
          [
            { source, lines: [] },
            { source: child, lines: [] },
          ],
          { create: true },
        ),
      )
      expect(error.exitCode).toBe(exitCodes.schemaMismatch)
      expect(error.message).toMatch(/foreign key c_t of c cannot be made/)
    })
    expect(
      await queryText(database, `select relname from pg_class where relnamespace = 'public'::regnamespace`),
    ).toEqual([])
    expect(
      await queryText(database, `select typname from pg_type where typnamespace = 'public'::regnamespace`),
    ).toEqual([])
  })

  it('knows which records belong to no partition', async () => {
    const database = await databaseWith([
      'create table t (k integer, x text) partition by list (k)',
      'create table t1 partition of t for values in (1)',
      'create table t2 partition of t for values in (2) partition by hash (x)',
      'create table t20 partition of t2 for values with (modulus 1, remainder 0)',
    ])
    const source = tableOf('t', [integer('k'), text('x')])
    const lines = ['{"k":1,"x":"a"}', '{"k":3,"x":"a"}', '{"k":2,"x":"a"}', '{"k":null,"x":"a"}']
    await withPostgres(database, async (open) => {
      const { refused } = await tryLines(open, [{ source, lines }])
      expect(refused).toEqual([1, 3].map((row) => [row, undefined, 'belongs to no partition of the table']))
      const failed = await loadLines(open, [{ source, lines }]).catch((error: unknown) => error)
      expect((failed as { reason?: string }).reason).toBe('belongs to no partition of the table')
    })
  })
})

describePostgres('a trial and unique keys', () => {
  it('finds all but the first of those that are equal under the collation, by every kind of key', async () => {
    const database = await databaseWith([
      'create extension citext',
      'create extension btree_gist',
      `create collation ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false)`,
      `create table t (id integer primary key, "place" text collate ci unique, c citext unique, n integer unique nulls not distinct, d integer,
        e text, low integer, room integer, during int4range, constraint late unique (d) deferrable initially deferred,
        exclude using gist (room with =, during with &&))`,
      'create unique index lowered on t (lower(e)) where low > 0',
      'create unique index e_low on t (e, low)',
    ])
    const columns = [
      integer('id'),
      text('place'),
      text('c'),
      integer('n'),
      integer('d'),
      text('e'),
      integer('low'),
      integer('room'),
      columnOf('during', { type: 'range' }),
    ]
    const source = tableOf('t', columns)
    const line = (id: number, cells: Record<string, unknown>) =>
      JSON.stringify({
        ...{ id, place: `p${id}`, c: `c${id}`, n: id, d: id, e: `e${id}`, low: 0, room: null, during: null },
        ...cells,
      })
    const lines = [
      line(9, { place: 'A' }),
      line(2, { place: 'a', c: 'X' }),
      line(3, { c: 'x', n: null }),
      line(4, { n: null, d: 5 }),
      line(5, { d: 5, e: 'Q', low: 1 }),
      line(6, { e: 'q', low: 2 }),
      line(7, { e: 'q', low: 2 }),
      line(8, { e: null, low: 2, room: 1, during: '[1,5)' }),
      line(10, { e: null, low: 2, room: 1, during: '[4,9)' }),
      line(11, { place: 'Á' }),
      line(11, { place: 'á' }),
    ]
    const { collided, refused, taken } = await withPostgres(database, (open) =>
      tryLines(open, [{ source, lines }]),
    )
    expect([refused, taken]).toEqual([[], [lines.length]])
    const found = Object.fromEntries(
      collided.map(({ unique, count, columns, records }) => [
        unique,
        [count, columns, records.map(({ key, values }) => [key.id, ...values])],
      ]),
    )
    expect(found).toEqual({
      t_pkey: [1, ['id'], [['11', '11']]],
      t_place_key: [
        2,
        ['place'],
        [
          ['9', 'A'],
          ['11', expect.stringMatching(/^[Áá]$/)],
        ],
      ],
      t_c_key: [
        2,
        ['c'],
        [
          ['3', 'x'],
          ['11', 'c11'],
        ],
      ],
      t_n_key: [2, ['n'], expect.anything()],
      late: [2, ['d'], expect.anything()],
      lowered: [
        2,
        ['lower(e)'],
        [
          ['6', 'q'],
          ['7', 'q'],
        ],
      ],
      e_low: [2, ['e', 'low'], expect.anything()],
      t_room_during_excl: [1, ['room, during'], [[undefined, expect.stringMatching(/^1, \[/)]]],
    })
  })

  it('counts all collisions and lists the first thousand', async () => {
    const database = await databaseWith(['create table t (id integer, k integer unique)'])
    const source = tableOf('t', [integer('id'), integer('k')])
    const lines = Array.from({ length: 3000 }, (_, id) => `{"id":${id},"k":1}`)
    const { collided } = await withPostgres(database, (open) => tryLines(open, [{ source, lines }]))
    expect(collided.map(({ count, records }) => [count, records.length, records[0]])).toEqual([
      [2999, 1000, { key: {}, values: ['1'] }],
    ])
  })
})

const family = [
  'create table a (id integer primary key, up integer references a, b integer)',
  'create table b (id integer primary key, a integer not null references a, x integer, y integer)',
  'alter table a add foreign key (b) references b',
  'create table pair (x integer, y integer, unique (x, y))',
  'alter table b add constraint both_ foreign key (x, y) references pair (x, y) match full',
  'create table outside (a integer references a, t text primary key)',
  `insert into a values (1), (2); insert into outside values (1, 'one'), (2, 'two'), (null, 'none')`,
]
const a = tableOf(
  'a',
  ['id', 'up', 'b'].map((name) => integer(name)),
)
const b = tableOf(
  'b',
  ['id', 'a', 'x', 'y'].map((name) => integer(name)),
)
const pair = tableOf(
  'pair',
  ['x', 'y'].map((name) => integer(name)),
)

const loads = [
  { source: a, lines: ['{"id":1,"up":7,"b":null}', '{"id":3,"up":1,"b":5}', '{"id":4,"up":3,"b":50}'] },
  {
    source: b,
    lines: [
      '{"id":5,"a":1,"x":1,"y":2}',
      '{"id":6,"a":9,"x":null,"y":null}',
      '{"id":7,"a":3,"x":1,"y":null}',
    ],
  },
  { source: pair, lines: ['{"x":1,"y":2}'] },
]

const summaryOf = (
  orphaned: { foreignKey: string; count: number; isLoaded: boolean; records: readonly unknown[] }[],
) =>
  Object.fromEntries(
    orphaned.map(({ foreignKey, count, isLoaded, records }) => [foreignKey, [count, isLoaded, records]]),
  )

describePostgres('records that refer to none', () => {
  const clear = ['a', 'b', 'pair']

  it('are found in what would be loaded and in what would be left', async () => {
    const database = await databaseWith(family)
    const before = await nativeDump(database)
    const { orphaned } = await withPostgres(database, (open) => tryLines(open, loads, { clear }))
    expect(summaryOf(orphaned)).toEqual({
      a_up_fkey: [1, true, [{ key: { id: '1' }, values: ['7'] }]],
      a_b_fkey: [1, true, [{ key: { id: '4' }, values: ['50'] }]],
      b_a_fkey: [1, true, [{ key: { id: '6' }, values: ['9'] }]],
      both_: [1, true, [{ key: { id: '7' }, values: ['1', null] }]],
      outside_a_fkey: [1, false, [{ key: { t: 'two' }, values: ['2'] }]],
    })
    expect(orphaned.find(({ foreignKey }) => foreignKey === 'both_')).toMatchObject({
      table: 'b',
      columns: ['x', 'y'],
      parent: 'pair',
      parentColumns: ['x', 'y'],
    })
    expect(await nativeDump(database)).toBe(before)
  })

  it('get null where they may, and are told of where they may not', async () => {
    const database = await databaseWith(family)
    await withPostgres(database, async (open) => {
      const { orphaned } = await tryLines(open, loads, { clear, orphans: 'null' })
      expect(summaryOf(orphaned)).toEqual({
        b_a_fkey: [1, true, [{ key: { id: '6' }, values: ['9'] }]],
        outside_a_fkey: [1, false, [{ key: { t: 'two' }, values: ['2'] }]],
      })
      const error = await failureOf(loadLines(open, loads, { clear, orphans: 'null' }))
      expect(error.message).toMatch(
        /b \(a\) = \(9\) has no a \(id\) \(foreign key b_a_fkey\), in the record id=6\. Its columns take no null/,
      )
    })
    await sql(database, ['alter table b alter a drop not null', 'delete from outside'])
    await withPostgres(database, async (open) => {
      expect((await tryLines(open, loads, { clear, orphans: 'null' })).orphaned).toEqual([])
      expect(await loadLines(open, loads, { clear, orphans: 'null' })).toEqual({ nulled: 4, skipped: 0 })
    })
    expect(await queryText(database, 'select * from a order by id')).toEqual([
      ['1', null, null],
      ['3', '1', '5'],
      ['4', '3', null],
    ])
    expect(await queryText(database, 'select * from b order by id')).toEqual([
      ['5', '1', '1', '2'],
      ['6', null, null, null],
      ['7', '3', null, null],
    ])
  })

  it('are left out, and then those that refer to them', async () => {
    const database = await databaseWith(family)
    await sql(database, 'delete from outside where a = 1')
    await withPostgres(database, async (open) => {
      const { orphaned } = await tryLines(open, loads, { clear, orphans: 'skip' })
      expect(orphaned.map(({ foreignKey, isLoaded }) => [foreignKey, isLoaded])).toEqual([
        ['outside_a_fkey', false],
      ])
      const error = await failureOf(loadLines(open, loads, { clear, orphans: 'skip' }))
      expect(error.message).toMatch(/outside \(a\) = \(2\)/)
    })
    await sql(database, 'delete from outside')
    const state = () =>
      queryText(
        database,
        `select conname, pg_get_constraintdef(oid) from pg_constraint where contype = 'f' order by 1`,
      )
    const before = await state()
    const outcome = await withPostgres(database, (open) => loadLines(open, loads, { clear, orphans: 'skip' }))
    expect(outcome).toEqual({ nulled: 0, skipped: 6 })
    expect(
      await queryText(
        database,
        'select count(*) from a union all select count(*) from b union all select count(*) from pair',
      ),
    ).toEqual([['0'], ['0'], ['1']])
    expect(await state()).toEqual(before)
  })

  it('are helped in tables that are made, and in partitions with keys of their own', async () => {
    const database = await databaseWith([
      'create table p (id integer primary key); insert into p values (1)',
      'create table t (k integer, p integer) partition by list (k)',
      'create table t1 partition of t for values in (1); create table t2 partition of t for values in (2)',
      'alter table t1 add constraint own foreign key (p) references p',
    ])
    const t = {
      source: tableOf(
        't',
        ['k', 'p'].map((name) => integer(name)),
      ),
      lines: ['{"k":1,"p":2}', '{"k":2,"p":2}', '{"k":1,"p":1}'],
    }
    await withPostgres(database, async (open) => {
      const { orphaned } = await tryLines(open, [t])
      expect(summaryOf(orphaned)).toEqual({ own: [1, true, [{ key: {}, values: ['2'] }]] })
      expect((await tryLines(open, [t], { orphans: 'null' })).orphaned).toEqual([])
      expect(await loadLines(open, [t], { orphans: 'skip' })).toEqual({ nulled: 0, skipped: 1 })
    })
    expect(await queryText(database, 'select * from t order by k')).toEqual([
      ['1', '1'],
      ['2', '2'],
    ])
    const foreignKeys = [
      {
        name: 'f',
        columns: ['p'],
        references: { table: 'p', columns: ['id'] },
        onDelete: 'no action' as const,
        onUpdate: 'no action' as const,
      },
    ]
    const fresh = { source: tableOf('fresh', [integer('p')], { foreignKeys }), lines: ['{"p":1}', '{"p":2}'] }
    await withPostgres(database, async (open) => {
      expect(summaryOf((await tryLines(open, [fresh], { create: true })).orphaned)).toEqual({
        f: [1, true, [{ key: {}, values: ['2'] }]],
      })
      expect(await loadLines(open, [fresh], { create: true, orphans: 'null' })).toEqual({
        nulled: 1,
        skipped: 0,
      })
    })
  })

  it('end a load with one line where a check of the target wants the value', async () => {
    const database = await databaseWith([
      'create table p (id integer primary key)',
      'create table c (id integer primary key, p integer references p check (p is not null))',
    ])
    const c = { source: tableOf('c', [integer('id'), integer('p')]), lines: ['{"id":1,"p":2}'] }
    await withPostgres(database, async (open) => {
      const { orphaned } = await tryLines(open, [c], { orphans: 'null' })
      expect(orphaned).toHaveLength(1)
      const error = await failureOf(loadLines(open, [c], { orphans: 'null' }))
      expect(error).toBeInstanceOf(TaskError)
      expect(error.message).toMatch(/violates check constraint "c_p_check"/)
    })
  })
})
