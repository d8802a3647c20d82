import { afterAll, beforeAll, expect, it } from '@jest/globals'
import {
  createDatabase,
  describeEachEngine,
  describeEachServer,
  nativeDump,
  queryText,
  type RestartableServer,
  restartableServer,
  sql,
  type TestDatabase,
} from '../servers/servers.ts'
import { createUtf8Database } from './mysql-database.ts'
import { refusals } from './mysql-refusals.ts'
import { batch, loadRecords, tryRecords, withOpen } from './mysql-support.ts'

const family = ['mysql', 'mariadb'] as const

/** The same behaviour by LOAD DATA and by INSERT. */
function describeTransports(title: string, body: (make: () => Promise<TestDatabase>) => void): void {
  describeEachEngine(title, (engine) => body(() => createUtf8Database(engine)), family)
  describeEachServer(
    `${title}, without local_infile`,
    (engine) => {
      let server: RestartableServer
      beforeAll(async () => {
        server = await restartableServer(engine, ['--local-infile=0'])
      })
      afterAll(() => server.stop())
      body(() => createDatabase(engine, { server, clause: 'CHARACTER SET utf8mb4' }))
    },
    family,
  )
}

describeTransports('a trial of records', (make) => {
  it('refuses what a load refuses, in the same words', async () => {
    const database = await make()
    const types = refusals.map(([type], index) => `create table t${index} (id int primary key, a ${type})`)
    await sql(database, types)
    await withOpen(database, async (open) => {
      const records = Object.fromEntries(
        refusals.map(([, good, bad], index) => [
          `t${index}`,
          [batch({ id: 1, a: good }, { id: 2, a: bad }, { id: 3, a: good })],
        ]),
      )
      const { refused, rows } = await tryRecords(open, { records })
      expect(rows).toEqual(Object.fromEntries(refusals.map((_, index) => [`t${index}`, 2])))
      for (const [index, [type, good, bad]] of refusals.entries()) {
        const name = `t${index}`
        const ours = refused.filter((refusal) => refusal.batch === records[name]![0])
        const load = loadRecords(open, {
          records: { [name]: [batch({ id: 1, a: good }, { id: 2, a: bad })] },
        })
        const error = await load.catch((cause) => cause)
        expect([type, ours.map(({ row, column, reason }) => [row, column, reason])]).toEqual([
          type,
          [[error.row, error.column, error.reason]],
        ])
      }
    })
  })

  it('tells of every column at fault of every record, and takes the others', async () => {
    const database = await make()
    await sql(
      database,
      'create table t (id int primary key, a tinyint not null, b varchar(3), c date, d int check (d < 10), e char(2))',
    )
    const good = (id: number) => ({ id, a: 1, b: 'abc', c: '2026-01-05', d: 9, e: 'xy' })
    const lines = Array.from({ length: 3000 }, (_, index) => good(index))
    Object.assign(lines[5]!, { a: 200, b: 'long', c: '2026-02-32' })
    Object.assign(lines[6]!, { a: null, e: 'x ' })
    Object.assign(lines[2000]!, { d: 10 })
    Object.assign(lines[2001]!, { d: 11 })
    Object.assign(lines[2999]!, { b: 'four', d: 12 })
    await withOpen(database, async (open) => {
      const whole = batch(...lines)
      const records = {
        t: [whole, batch(good(3000), { ...good(3001), a: 'x' }, '{"id":1'), batch(good(4000))],
      }
      const { refused, rows } = await tryRecords(open, { records })
      const places = refused.map(
        ({ row, column, batch: of }) => `${of === whole ? '' : 'second '}${row} ${column}`,
      )
      expect(places.sort()).toEqual(
        [
          '5 a',
          '5 b',
          '5 c',
          '6 a',
          '6 e',
          '2000 undefined',
          '2001 undefined',
          '2999 b',
          'second 1 a',
          'second 2 undefined',
        ].sort(),
      )
      expect(rows).toEqual({ t: 2995 + 2 })
    })
  })

  it('comes to an end where every record is refused', async () => {
    const database = await make()
    await sql(database, 'create table t (id int primary key, a int check (a > 5), b tinyint)')
    await withOpen(database, async (open) => {
      const lines = Array.from({ length: 2000 }, (_, id) => ({ id, a: 1, b: 1000 }))
      const checks = Array.from({ length: 500 }, (_, id) => ({ id, a: 1, b: 1 }))
      const { refused, rows } = await tryRecords(open, {
        records: { t: [batch(...lines), batch(...checks)] },
      })
      expect(rows).toEqual({ t: 0 })
      expect(new Set(refused.map(({ row, batch: of }) => `${of.rows} ${row}`)).size).toBe(2500)
    })
  })

  it('leaves nothing behind, and lets the application go on beside it', async () => {
    const database = await make()
    await sql(database, [
      "create table t (id int primary key, a enum('x','y') unique); insert into t values (1, 'x')",
      'create trigger tr before insert on t for each row set new.a = null',
    ])
    const before = await nativeDump(database)
    await withOpen(database, async (open) => {
      const [t] = await open.tables()
      const trial = await open.trial(
        {
          create: [],
          clear: [t!],
          loads: [
            {
              source: t!,
              target: t!,
              columns: t!.columns.map((column) => ({ source: column, target: column })),
            },
          ],
        },
        { refused: () => {}, collided: () => {}, orphaned: () => {} },
      )
      const table = await trial.table({
        source: t!,
        target: t!,
        columns: t!.columns.map((column) => ({ source: column, target: column })),
      })
      await table.write(batch({ id: 1, a: 'y' }))
      await table.end()
      await sql(database, [
        'alter table t add column b int',
        "update t set a = 'y'",
        'alter table t drop column b',
        "update t set a = 'x'",
      ])
      await trial.finish()
      await trial.close()
      expect(await queryText(database, 'select * from t')).toEqual([['1', 'x']])
      const [again] = await open.tables()
      expect(again!.name).toBe('t')
    })
    expect(await nativeDump(database)).toBe(before)
  })
})

describeEachEngine(
  'what collides',
  (engine) => {
    it('is found under the collation of the column, for whole columns, their beginnings and expressions', async () => {
      const database = await createUtf8Database(engine)
      const isMysql = engine.engine === 'mysql'
      await sql(
        database,
        'create table t (id int primary key, a varchar(20) collate utf8mb4_general_ci unique, ' +
          'b varchar(20) collate utf8mb4_bin, c longtext collate utf8mb4_bin, d int, e int, unique uq (d, e), ' +
          `unique pre (c(3)), unique bb (b)${isMysql ? ', unique fn ((d + e))' : ''})`,
      )
      await withOpen(database, async (open) => {
        const records = {
          t: [
            batch(
              { id: 1, a: 'Ä', b: 'x', c: 'abcd', d: 1, e: 1 },
              { id: 2, a: 'a ', b: 'x ', c: 'abxx', d: 1, e: null },
              { id: 3, a: 'b', b: 'X', c: 'abce', d: 1, e: null },
              { id: 4, a: 'A', b: 'y', c: null, d: 1, e: 1 },
            ),
            batch(
              { id: 4, a: null, b: null, c: null, d: 2, e: 0 },
              { id: 9, a: null, b: null, c: null, d: 7, e: 7 },
            ),
          ],
        }
        const { collided, rows, refused } = await tryRecords(open, { records })
        expect(refused).toEqual([])
        expect(rows).toEqual({ t: 6 })
        const found = Object.fromEntries(
          collided.map(({ unique, count, columns, records: found }) => [
            unique,
            { count, columns, found: found.map(({ key, values }) => [key.id, ...values]) },
          ]),
        )
        expect(found).toEqual({
          PRIMARY: { count: 1, columns: ['id'], found: [['4', '4']] },
          a: {
            count: 2,
            columns: ['a'],
            found: [
              ['2', 'a '],
              ['4', 'A'],
            ],
          },
          bb: { count: 1, columns: ['b'], found: [['2', 'x ']] },
          pre: { count: 1, columns: ['c'], found: [['3', 'abce']] },
          uq: { count: 1, columns: ['d', 'e'], found: [['4', '1', '1']] },
          ...(isMysql
            ? {
                fn: {
                  count: 2,
                  columns: expect.anything(),
                  found: [
                    ['4', '2'],
                    ['4', '2'],
                  ],
                },
              }
            : {}),
        })
      })
    })

    it('is counted beyond the first thousand', async () => {
      const database = await createUtf8Database(engine)
      await sql(database, 'create table t (id int primary key, a bigint unique)')
      await withOpen(database, async (open) => {
        const lines = Array.from({ length: 2501 }, (_, id) => ({ id, a: '9223372036854775807' }))
        const { collided } = await tryRecords(open, { records: { t: [batch(...lines)] } })
        expect(collided).toHaveLength(1)
        expect(collided[0]).toMatchObject({ table: 't', unique: 'a', count: 2500 })
        expect(collided[0]!.records).toHaveLength(1000)
        expect(collided[0]!.records[999]).toEqual({ key: { id: '1000' }, values: ['9223372036854775807'] })
      })
    })
  },
  family,
)

const households = [
  'create table town (id int primary key, zip varchar(9) not null, country varchar(9) not null, unique (country, zip))',
  'create table person (id int primary key, boss int, town int not null, country varchar(9), zip varchar(9), seen timestamp null default null on update current_timestamp, ' +
    'constraint boss_fk foreign key (boss) references person (id), constraint town_fk foreign key (town) references town (id), ' +
    'constraint zip_fk foreign key (country, zip) references town (country, zip))',
  'create table note (id int primary key, person int, constraint note_fk foreign key (person) references person (id) on delete cascade)',
]

const people = [
  { id: 1, boss: 2, town: 1, country: 'de', zip: '1', seen: '2001-01-01T00:00:00Z' },
  { id: 2, boss: 3, town: 1, country: 'de', zip: null, seen: '2001-01-01T00:00:00Z' },
  { id: 3, boss: 99, town: 1, country: null, zip: '7', seen: '2001-01-01T00:00:00Z' },
  { id: 4, boss: null, town: 1, country: 'fr', zip: '1', seen: '2001-01-01T00:00:00Z' },
  { id: 5, boss: 5, town: 1, country: 'de', zip: '1', seen: '2001-01-01T00:00:00Z' },
]
const towns = [{ id: 1, zip: '1', country: 'de' }]

describeEachEngine(
  'orphans',
  (engine) => {
    const filled = async (): Promise<TestDatabase> => {
      const database = await createUtf8Database(engine)
      await sql(database, [
        ...households,
        "insert into town values (1, '1', 'de'), (2, '2', 'de')",
        "insert into person values (1, null, 1, 'de', '1', null), (7, null, 2, null, null, null)",
        'insert into note values (1, 1), (2, 7), (3, null)',
        'create trigger p_up before update on person for each row set new.zip = 5',
        'create trigger p_del before delete on person for each row set @gone = 1',
      ])
      return database
    }
    const clearOf = async (open: Parameters<typeof tryRecords>[0], ...names: string[]) =>
      (await open.tables()).filter(({ name }) => names.includes(name))

    it('are told for each foreign key, of tables that are not loaded too', async () => {
      const database = await filled()
      await withOpen(database, async (open) => {
        const { orphaned } = await tryRecords(open, {
          clear: await clearOf(open, 'town', 'person'),
          records: {
            person: [batch(...people, { ...people[3]!, id: 6, town: 9, zip: null })],
            town: [batch(...towns)],
          },
        })
        expect(
          orphaned.map(({ foreignKey, isLoaded, count, records, parent }) => [
            foreignKey,
            isLoaded,
            parent,
            count,
            records,
          ]),
        ).toEqual([
          ['note_fk', false, 'person', 1, [{ key: { id: '2' }, values: ['7'] }]],
          ['boss_fk', true, 'person', 1, [{ key: { id: '3' }, values: ['99'] }]],
          ['town_fk', true, 'town', 1, [{ key: { id: '6' }, values: ['9'] }]],
          ['zip_fk', true, 'town', 1, [{ key: { id: '4' }, values: ['fr', '1'] }]],
        ])
      })
    })

    it('refer to tables that are cleared, or not touched', async () => {
      const database = await filled()
      await withOpen(database, async (open) => {
        const loaded = await tryRecords(open, {
          clear: await clearOf(open, 'note'),
          records: { note: [batch({ id: 1, person: 7 }, { id: 2, person: 3 })] },
        })
        expect(loaded.orphaned.map(({ foreignKey, records }) => [foreignKey, records])).toEqual([
          ['note_fk', [{ key: { id: '2' }, values: ['3'] }]],
        ])
        const cleared = await tryRecords(open, { clear: await clearOf(open, 'person'), records: {} })
        expect(
          cleared.orphaned.map(({ foreignKey, count, isLoaded }) => [foreignKey, count, isLoaded]),
        ).toEqual([['note_fk', 2, false]])
      })
    })

    it('become null, or go with all that refer to them, and the trial knows it', async () => {
      const database = await filled()
      await withOpen(database, async (open) => {
        const loading = {
          clear: await clearOf(open, 'town', 'person', 'note'),
          records: {
            person: [batch(...people)],
            town: [batch(...towns)],
            note: [batch({ id: 1, person: 1 }, { id: 2, person: 5 })],
          },
        }
        expect((await tryRecords(open, { ...loading, orphans: 'null' })).orphaned).toEqual([])
        expect(await loadRecords(open, { ...loading, orphans: 'null' })).toEqual({ nulled: 2, skipped: 0 })
        expect(
          await queryText(database, 'select id, boss, country, zip, seen from person where id in (3, 4)'),
        ).toEqual([
          ['3', null, null, '7', '2001-01-01 00:00:00'],
          ['4', null, null, null, '2001-01-01 00:00:00'],
        ])
        expect((await tryRecords(open, { ...loading, orphans: 'skip' })).orphaned).toEqual([])
        expect(await loadRecords(open, { ...loading, orphans: 'skip' })).toEqual({ nulled: 0, skipped: 5 })
        expect(await queryText(database, 'select id from person')).toEqual([['5']])
        expect(await queryText(database, 'select id from note')).toEqual([['2']])
        expect(
          await queryText(
            database,
            'select count(*) from information_schema.triggers where trigger_schema = database()',
          ),
        ).toEqual([['2']])
      })
    })

    it('are refused where their column takes no null, and of tables that are not loaded', async () => {
      const database = await filled()
      await withOpen(database, async (open) => {
        const loading = {
          clear: await clearOf(open, 'town', 'person', 'note'),
          orphans: 'null' as const,
          records: { person: [batch({ ...people[4]!, town: 8 })], town: [batch(...towns)] },
        }
        const { orphaned } = await tryRecords(open, loading)
        expect(orphaned.map(({ foreignKey }) => foreignKey)).toEqual(['town_fk'])
        await expect(loadRecords(open, loading)).rejects.toThrow(
          /^person \(id=5\): foreign key town_fk \(town\) is 8, and town \(id\) has no such row/,
        )
        const kept = {
          ...loading,
          clear: await clearOf(open, 'person'),
          orphans: 'skip' as const,
          records: { person: [] },
        }
        await expect(loadRecords(open, kept)).rejects.toThrow(/^note \(id=1\): foreign key note_fk/)
      })
    })
  },
  family,
)

describeEachEngine(
  'a trial of tables that are not there yet',
  (engine) => {
    it('has their columns and keys', async () => {
      const database = await createUtf8Database(engine)
      await withOpen(database, async (open) => {
        const part = {
          name: 'part',
          columns: [
            {
              name: 'id',
              type: 'integer' as const,
              bits: 32 as const,
              native: 'integer',
              nullable: false,
              generated: 'identity' as const,
              next: 5,
            },
            { name: 'name', type: 'text' as const, length: 3, native: 'varchar(3)', nullable: true },
            { name: 'up', type: 'integer' as const, bits: 32 as const, native: 'integer', nullable: true },
            { name: 'doc', type: 'json' as const, native: 'json', nullable: true },
          ],
          primaryKey: ['id'],
          uniques: [{ name: 'part_name', columns: ['name'] }],
          indexes: [],
          foreignKeys: [
            {
              name: 'part_up',
              columns: ['up'],
              references: { table: 'part', columns: ['id'] },
              onDelete: 'cascade' as const,
              onUpdate: 'no action' as const,
            },
          ],
        }
        const { tables } = open.translate([part], 'postgres')
        const found = await tryRecords(open, {
          create: tables,
          sources: [part],
          records: {
            part: [
              batch(
                { id: 0, name: 'a', up: null, doc: { a: 1 } },
                { id: 2, name: 'b', up: 3, doc: null },
                { id: 4, name: 'b', up: 0, doc: null },
                { id: 5, name: 'long', up: 0, doc: null },
              ),
            ],
          },
        })
        expect(found.refused.map(({ row, column }) => [row, column])).toEqual([[3, 'name']])
        expect(found.collided.map(({ unique, records }) => [unique, records])).toEqual([
          ['part_name', [{ key: { id: '4' }, values: ['b'] }]],
        ])
        expect(found.orphaned.map(({ foreignKey, records }) => [foreignKey, records])).toEqual([
          ['part_up', [{ key: { id: '2' }, values: ['3'] }]],
        ])
        expect(found.rows).toEqual({ part: 3 })
        expect(await open.tables()).toEqual([])
      })
    })

    it('says which privilege is missing', async () => {
      const database = await createUtf8Database(engine)
      await sql(database, 'create table t (id int primary key)')
      const user = `rt_${Math.random().toString(36).slice(2, 10)}`
      await sql(database.superuser, [
        `create user '${user}'@'%' identified by 'p'`,
        `grant select, insert, delete, trigger on \`${database.name}\`.* to '${user}'@'%'`,
      ])
      const url = new URL(database.url)
      url.username = user
      url.password = 'p'
      try {
        await withOpen({ url: url.href }, async (open) => {
          await expect(tryRecords(open, { records: { t: [] } })).rejects.toMatchObject({
            name: 'TaskError',
            hint: expect.stringContaining('GRANT CREATE TEMPORARY TABLES'),
          })
        })
      } finally {
        await sql(database.superuser, `drop user '${user}'@'%'`)
      }
    })
  },
  family,
)
