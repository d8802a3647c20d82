import { expect, it } from '@jest/globals'
import { describeEachEngine, queryText, sql } from '../servers/servers.ts'
import { createUtf8Database as createDatabase } from './mysql-database.ts'
import { batch, copyAll, loadRecords, readAll, withOpen } from './mysql-support.ts'

const family = ['mysql', 'mariadb'] as const

const allKinds = `
  create table parent (id int unsigned auto_increment primary key, up int unsigned,
    name varchar(30) character set latin1 not null default 'it''s', constraint self foreign key (up) references parent (id));
  create table kinds (k varchar(20) primary key, a tinyint(1) default 1, b bit(1) default b'1', c bit(9) default b'101',
    d decimal(10,2) default 1.50, d2 decimal(65,30), u64 bigint unsigned, i64 bigint,
    e enum('a''b','c,d','') default 'a''b', s set('x','y z') default 'x', f float, g double, g2 double(10,2),
    h timestamp(3) null default current_timestamp(3) on update current_timestamp(3), i datetime(6) default now(6),
    j json, gm geometry, l varchar(20) default 'it''s \\\\ x', n longtext, o char(3) character set latin1,
    p year default 2020, q int generated always as (z + 1) virtual, z int(10) zerofill,
    q2 int generated always as (z + 2) stored, r varbinary(4), r2 binary(3), bl longblob, v varchar(10) default '',
    x date, t time(6), m mediumint, pid int unsigned, key pre (n(10)), key des (p desc), fulltext key ft (n),
    unique uq (l, v, d), foreign key (pid) references parent (id) on delete set null)`

const allValues = [
  "set sql_mode = 'NO_AUTO_VALUE_ON_ZERO'",
  "insert into parent values (0, null, 'zero'), (7, 0, 'Ünï'), (3, 7, 'x')",
  'alter table parent auto_increment = 500',
  "insert into kinds (k) values ('nulls')",
  `insert into kinds (k,a,b,c,d,d2,u64,i64,e,s,f,g,g2,h,i,j,gm,l,n,o,p,z,r,r2,bl,x,t,m,pid) values
   ('a\\\\b\\n\\t\\0\\r''"é😀', 2, 0, b'111000111', -99999999.99, 12345678901234567890123456789012345.123456789012345678901234567891,
    18446744073709551615, -9223372036854775808, '', 'x,y z', 16777216, 1e300, 1.5, '2026-01-05 10:00:00.120',
    '9999-12-31 23:59:59.999999', '{"b": [1.0, 12345678901234567890, "\\\\u0000"], "a":"x\\\\"y\\\\\\\\"}',
    st_geomfromtext('POLYGON((0 0,0.1 0.30000000000000004,0.1 1,0 0))', 3857), '  lead trail  ',
    concat('NULL \\\\N', char(13), repeat('x', 70000)), 'äb', 0, 7, 0x00ff27, 0x000000, 0x00015c5c27090a0d, '0000-00-00',
    '-838:59:59.000000', -8388608, 7),
   ('b', -1, 1, b'1', 0, -1e-30, 9007199254740993, 9007199254740993, 'c,d', '', 3.4028235e38, 5e-324, -1.5,
    '1970-01-01 00:00:01', '2024-00-00 00:00:00', 'null', st_geomfromtext('MULTIPOINT(1 1,2 2)'), '', '', '', 2155, 429496,
    '', '', '', '2024-00-00', '12:00:00.5', 1, 0)`,
]

describeEachEngine(
  'reading',
  (engine) => {
    it('writes doubles with the shortest digits that lead back to them', async () => {
      const database = await createDatabase(engine)
      const random = (exponent: number) => Math.random() * 10 ** exponent
      const values = Array.from(
        { length: 4_000 },
        (_, at) =>
          [
            random(4),
            -random(1),
            Math.round(random(8)) / 100,
            random((at % 22) - 5),
            Math.fround(random(2)),
            2 ** ((at % 60) - 12) * (1 + (at % 5) * 2 ** -52),
            0.1 * at,
            random(17),
          ].at(at % 8)!,
      ).concat(0.001, 0.0001, 1e15, 999999999999999.9, 0.5, 100, -0.25)
      await sql(database, [
        'create table numbers (id int primary key, v double not null)',
        `insert into numbers values ${values.map((value, id) => `(${id}, ${value.toExponential(16)})`).join(', ')}`,
      ])
      const { numbers } = await withOpen(database, readAll)
      expect(numbers).toEqual(values.map((v, id) => JSON.stringify({ id, v })))
    })

    it('writes every type in its canonical form', async () => {
      const database = await createDatabase(engine)
      await sql(database, [allKinds, ...allValues])
      const { parent, kinds } = await withOpen(database, readAll)
      expect(parent).toEqual([
        '{"id":0,"up":null,"name":"zero"}',
        '{"id":3,"up":7,"name":"x"}',
        '{"id":7,"up":0,"name":"Ünï"}',
      ])
      const [first = '', second = ''] = kinds!
      expect(first).toContain(
        '{"k":"a\\\\b\\n\\t\\u0000\\r\'\\"é😀","a":2,"b":false,"c":"111000111","d":"-99999999.99",',
      )
      expect(first).toContain('"d2":"12345678901234567890123456789012345.123456789012345678901234567891",')
      expect(first).toContain(
        '"u64":"18446744073709551615","i64":"-9223372036854775808","e":"","s":["x","y z"],',
      )
      expect(first).toContain(
        '"f":16777216,"g":1e+300,"g2":1.5,"h":"2026-01-05T10:00:00.12Z","i":"9999-12-31T23:59:59.999999",',
      )
      expect(first).toContain(
        '"gm":"SRID=3857;POLYGON((0 0,0.1 0.30000000000000004,0.1 1,0 0))","l":"  lead trail  "',
      )
      expect(first).toContain(
        '"o":"äb","p":0,"q":8,"z":7,"q2":9,"r":"AP8n","r2":"AAAA","bl":"AAFcXCcJCg0=","v":"","x":"0000-00-00","t":"-838:59:59","m":-8388608,"pid":7}',
      )
      expect(second).toContain('"a":-1,"b":true,"c":"000000001"')
      expect(second).toContain(
        '"s":[],"f":3.4028235e+38,"g":5e-324,"g2":-1.5,"h":"1970-01-01T00:00:01Z","i":"2024-00-00T00:00:00","j":{"$json":null},"gm":"MULTIPOINT((1 1),(2 2))"',
      )
    })

    it('orders text keys by their bytes, not by a collation', async () => {
      const database = await createDatabase(engine)
      await sql(
        database,
        "create table t (k varchar(10) primary key) collate utf8mb4_bin; insert into t values ('b'), ('B'), ('é'), ('a'), ('a\\t'), ('ab')",
      )
      const { t } = await withOpen(database, readAll)
      expect(t).toEqual(['B', 'a', 'a\t', 'ab', 'b', 'é'].map((k) => JSON.stringify({ k })))
    })

    it('orders a table without key by all its columns, nulls first', async () => {
      const database = await createDatabase(engine)
      await sql(
        database,
        "create table t (a int, e enum('z','b')); insert into t values (2,'z'), (null,'z'), (10,'b'), (2,'b'), (2,'b')",
      )
      const { t } = await withOpen(database, readAll)
      expect(t).toEqual([
        '{"a":null,"e":"z"}',
        '{"a":2,"e":"b"}',
        '{"a":2,"e":"b"}',
        '{"a":2,"e":"z"}',
        '{"a":10,"e":"b"}',
      ])
    })

    it('orders many long texts without key by how they go on after a thousand bytes', async () => {
      const database = await createDatabase(engine)
      const texts = (end: string) =>
        Array.from({ length: 20 }, () => `concat(repeat('x', 5000), '${end}')`).join(', ')
      const columns = Array.from({ length: 20 }, (_, i) => `c${i} longtext`).join(', ')
      await sql(
        database,
        `create table t (${columns}); insert into t values (${texts('b')}), (${texts('a')}), (${texts('c')})`,
      )
      const { t } = await withOpen(database, readAll)
      expect(t!.map((line) => line.at(-3))).toEqual(['a', 'b', 'c'])
    })

    it('gives a cell of 20 MB, and lets the consumer go away in the middle', async () => {
      const database = await createDatabase(engine)
      await sql(database, 'create table t (id int primary key, a longtext)')
      await withOpen(database, async (open) => {
        await loadRecords(open, {
          records: { t: [batch({ id: 1, a: 'é'.repeat(10_000_000) }), batch({ id: 2, a: 'x' })] },
        })
        const snapshot = await open.snapshot()
        for await (const { bytes } of snapshot.read(snapshot.tables[0]!)) {
          expect(bytes.length).toBeGreaterThan(20_000_000)
          break
        }
        const lengths: number[] = []
        for await (const { rows } of snapshot.read(snapshot.tables[0]!)) lengths.push(rows)
        expect(lengths).toEqual([1, 1])
        await snapshot.close()
      })
    })

    it('sees one moment, whatever others write', async () => {
      const database = await createDatabase(engine)
      await sql(database, 'create table a (id int primary key); create table b (id int primary key)')
      await withOpen(database, async (open) => {
        const snapshot = await open.snapshot()
        await sql(database, 'insert into a values (1); insert into b values (1)')
        for (const table of snapshot.tables) {
          for await (const { rows } of snapshot.read(table)) expect(rows).toBe(0)
        }
        await snapshot.close()
        expect(await readAll(open)).toEqual({ a: ['{"id":1}'], b: ['{"id":1}'] })
      })
    })
  },
  family,
)

describeEachEngine(
  'describing tables',
  (engine) => {
    it('tells columns, keys, defaults, indexes, foreign keys and triggers', async () => {
      const database = await createDatabase(engine)
      await sql(database, allKinds)
      await sql(
        database,
        'create trigger tr before insert on parent for each row set new.name = upper(new.name)',
      )
      const [kinds, parent] = await withOpen(database, (open) => open.tables())
      expect(parent).toMatchObject({ name: 'parent', primaryKey: ['id'], triggers: ['tr'] })
      expect(parent!.columns[0]).toMatchObject({
        type: 'integer',
        bits: 32,
        unsigned: true,
        generated: 'identity',
        next: 1,
      })
      expect(parent!.columns[2]).toMatchObject({
        type: 'text',
        length: 30,
        default: { value: "it's" },
        collation: 'latin1_swedish_ci',
      })
      const column = (name: string) => kinds!.columns.find((candidate) => candidate.name === name)
      expect(column('a')).toMatchObject({ type: 'boolean', default: { value: true } })
      expect(column('c')).toMatchObject({ type: 'bit', length: 9, default: { value: '101' } })
      expect(column('e')).toMatchObject({
        type: 'enum',
        values: ["a'b", 'c,d', ''],
        default: { value: "a'b" },
      })
      expect(column('i')).toMatchObject({ type: 'timestamp', precision: 6, default: { now: true } })
      expect(column('j')).toMatchObject({ type: 'json' })
      expect(column('l')).toMatchObject({ default: { value: "it's \\ x" } })
      expect(column('q')).toMatchObject({ generated: 'virtual' })
      expect(column('q2')).toMatchObject({ generated: 'stored' })
      expect(kinds!.uniques).toEqual([{ name: 'uq', columns: ['l', 'v', 'd'] }])
      expect(kinds!.indexes.map(({ name, definition }) => [name, definition?.includes(name)])).toEqual(
        expect.arrayContaining([
          ['pre', true],
          ['ft', true],
        ]),
      )
      expect(kinds!.foreignKeys).toMatchObject([
        { columns: ['pid'], references: { table: 'parent', columns: ['id'] }, onDelete: 'set null' },
      ])
    })

    it('takes as many statements for two hundred tables as for two', async () => {
      const count = async (tables: number): Promise<number> => {
        const database = await createDatabase(engine)
        const statements = Array.from(
          { length: tables },
          (_, i) => `create table t${i} (id int primary key, a int, key (a))`,
        )
        await sql(database, statements)
        let seen = 0
        return withOpen(
          database,
          async (open) => {
            await open.tables()
            return seen
          },
          {
            onStatement: () => {
              seen++
            },
          },
        )
      }
      expect(await count(200)).toBe(await count(2))
    })

    it('gives a copy on the same engine the same description and the same records', async () => {
      const source = await createDatabase(engine)
      const target = await createDatabase(engine)
      await sql(source, [allKinds, ...allValues])
      await withOpen(source, (from) =>
        withOpen(target, async (to) => {
          expect(await copyAll(from, to)).toEqual([])
          expect(await to.tables()).toEqual(await from.tables())
          expect(await readAll(to)).toEqual(await readAll(from))
        }),
      )
      expect(
        await queryText(
          target,
          "select auto_increment from information_schema.tables where table_schema = database() and table_name = 'parent'",
        ),
      ).toEqual([['500']])
    })

    it('makes defaults that are expressions again, of all types', async () => {
      const source = await createDatabase(engine)
      const target = await createDatabase(engine)
      await sql(
        source,
        "create table t (id int primary key, u char(36) default (uuid()), c varchar(9) default (concat('a', \"'\")), " +
          "s int default (1 + 1), t text default ('x'), j json default ('{}'), a json default (json_array()), " +
          "b binary(2) default 'b', l blob default ('l'))",
      )
      await withOpen(source, (from) =>
        withOpen(target, async (to) => {
          await copyAll(from, to)
          expect(await to.tables()).toEqual(await from.tables())
        }),
      )
      await sql(target, 'insert into t (id) values (1)')
      expect(await queryText(target, 'select length(u), c, s, t, j, a, b, l from t')).toEqual([
        ['36', "a'", '2', 'x', '{}', '[]', 'b\0', 'l'],
      ])
    })

    it('leaves the journal and views out', async () => {
      const database = await createDatabase(engine)
      await sql(database, 'create table t (id int primary key); create view v as select * from t')
      expect((await withOpen(database, (open) => open.tables())).map(({ name }) => name)).toEqual(['t'])
    })
  },
  family,
)

describeEachEngine(
  'geometries of a fixed reference system',
  (engine) => {
    it('come back, into a copy too', async () => {
      const source = await createDatabase(engine)
      const target = await createDatabase(engine)
      await sql(source, [
        'create table t (id int primary key, a geometry not null srid 0, b point srid 4326, spatial index (a))',
        "insert into t values (1, st_geomfromtext('POINT(-178.5 1)'), st_geomfromtext('POINT(50 8)', 4326)), (2, point(1, 2), null)",
      ])
      await withOpen(source, (from) =>
        withOpen(target, async (to) => {
          expect(await copyAll(from, to)).toEqual([])
          expect(await to.tables()).toEqual(await from.tables())
          expect(await readAll(to)).toEqual(await readAll(from))
        }),
      )
      expect((await withOpen(target, readAll)).t).toEqual([
        '{"id":1,"a":"POINT(-178.5 1)","b":"SRID=4326;POINT(8 50)"}',
        '{"id":2,"a":"POINT(1 2)","b":null}',
      ])
    })
  },
  ['mysql'],
)
