import { expect, it } from '@jest/globals'
import { createDatabase, describeEachEngine, queryText, sql } from '../servers/servers.ts'
import { createUtf8Database } from './mysql-database.ts'
import { batch, copyAll, loadRecords, readAll, withOpen } from './mysql-support.ts'

const family = ['mysql', 'mariadb'] as const

describeEachEngine(
  'what only this family has',
  (engine) => {
    const isMysql = engine.engine === 'mysql'

    it('is made again: keys of beginnings, empty binary defaults, columns that renew themselves', async () => {
      const [from, to] = [await createUtf8Database(engine), await createUtf8Database(engine)]
      await sql(from, [
        'create table push (host text, name varchar(20), at int, primary key (host(100), name(5), at))',
        "create table old (id int primary key, sha varbinary(32) not null default '', fix binary(4) not null default '', ab binary(2) default 'ab', seen timestamp null default null on update current_timestamp)",
        'create table tree (`a` varchar(768) primary key, up varchar(768), constraint up_fk foreign key (up) references tree (a))',
        "insert into push values (repeat('h', 300), 'n', 1); insert into tree values ('x', 'x'); insert into old (id) values (1)",
      ])
      await withOpen(from, async (source) => {
        await withOpen(to, async (target) => {
          await copyAll(source, target)
          expect(await readAll(target)).toEqual(await readAll(source))
        })
      })
      for (const table of ['push', 'old', 'tree']) {
        const [made] = await queryText(to, `show create table ${table}`)
        const [original] = await queryText(from, `show create table ${table}`)
        expect(made).toEqual(original)
      }
    })

    it('reads defaults and expressions with characters beyond U+FFFF, which the catalog shows as question marks', async () => {
      const [from, to] = [await createUtf8Database(engine), await createUtf8Database(engine)]
      await sql(from, [
        `create table t (id int primary key, a varchar(20) not null default '😀?', b varchar(20) default 'why?',
          c text not null default ('a😀'), d text default (concat('it''s ', '?😀', 'é')), e varchar(20) default '\\\\''😀',
          g varchar(30) generated always as (concat(a, '?😀é')) virtual)`,
        ...(isMysql ? ["create index i on t ((concat(a, '😀é')))"] : []),
        'insert into t (id) values (1)',
        'create table other (id int primary key, f char(3) not null default _utf16 0x003FD83DDE00)',
      ])
      const defaults = {
        a: { value: '😀?' },
        b: { value: 'why?' },
        c: { value: 'a😀' },
        e: { value: "\\'😀" },
      }
      await withOpen(from, async (source) => {
        await withOpen(to, async (target) => {
          await copyAll(source, target)
          expect(await readAll(target)).toEqual(await readAll(source))
          const [other, t] = await source.tables()
          expect(Object.fromEntries(t!.columns.map((column) => [column.name, column.default]))).toMatchObject(
            defaults,
          )
          expect(other!.columns[1]!.default).toEqual({ value: '?😀' })
          expect(await target.tables()).toEqual([other, t])
        })
      })
      await sql(to, "insert into t (id, b) values (2, 'x'), (3, null)")
      expect(await queryText(to, 'select a, b, c, d, e, g from t order by id')).toEqual(
        ['why?', 'x', null].map((b) => ['😀?', b, 'a😀', "it's ?😀é", "\\'😀", '😀??😀é']),
      )
    })

    it('keeps members beyond U+FFFF of tables that it made', async () => {
      const database = await createUtf8Database(engine)
      await withOpen(database, async (open) => {
        const values = ['😀', "it's", 'ä']
        const table = {
          name: 't',
          columns: [
            { name: 'id', type: 'integer' as const, bits: 32 as const, native: 'int', nullable: false },
            {
              name: 'e',
              type: 'enum' as const,
              values,
              native: 'mood',
              nullable: true,
              default: { value: '😀' },
            },
            { name: 's', type: 'set' as const, values, native: 'moods', nullable: true },
          ],
          primaryKey: ['id'],
          uniques: [],
          indexes: [],
          foreignKeys: [],
        }
        const { tables } = open.translate([table], 'postgres')
        const lines = ['{"id":1,"e":"😀","s":["😀","ä"]}', '{"id":2,"e":"it\'s","s":[]}']
        await loadRecords(open, { create: tables, sources: [table], records: { t: [batch(...lines)] } })
        expect((await readAll(open)).t).toEqual(lines)
        const [again] = await open.tables()
        expect(again!.columns.map((column) => column.values)).toEqual([undefined, values, values])
        expect(again!.columns[1]!.default).toEqual({ value: '😀' })
        await loadRecords(open, { clear: [again!], records: { t: [batch(...lines)] } })
        expect((await readAll(open)).t).toEqual(lines)
      })
    })

    it('reads the default of a long text letter by letter', async () => {
      const database = await createUtf8Database(engine)
      await sql(database, `create table t (a int primary key, x longtext default ('é “漢😀'))`)
      await withOpen(database, async (open) => {
        const [table] = await open.tables()
        // MariaDB's catalog has no characters beyond U+FFFF.
        const text = open.engine === 'mysql' ? 'é “漢😀' : expect.stringMatching(/^é “漢/)
        expect(table!.columns[1]!.default).toEqual({ value: text })
      })
    })

    it('orders sets as their records are written', async () => {
      const database = await createUtf8Database(engine)
      await sql(
        database,
        `create table t (s set('a','b','c"','d\\\\')); insert into t values ('a'), (''), ('a,b'), ('c"'), ('d\\\\'), ('b'), (null)`,
      )
      const { t } = await withOpen(database, readAll)
      expect(t).toEqual(
        ['null', '["a","b"]', '["a"]', '["b"]', '["c\\""]', '["d\\\\"]', '[]'].map((s) => `{"s":${s}}`),
      )
    })

    it('orders decimals of any length by value, and padded texts by their bytes', async () => {
      const database = await createUtf8Database(engine)
      await withOpen(database, async (open) => {
        const plain = { primaryKey: [], uniques: [], indexes: [], foreignKeys: [] }
        const digits = '9'.repeat(65)
        const ordered = [
          '-Infinity',
          `-${digits}`,
          '-1.25',
          '-1.2',
          '-0.5',
          '0',
          '0.5',
          '1.0',
          '1.00',
          '1.5',
          '12',
          '12.5',
          '100',
          digits,
          'Infinity',
          'NaN',
        ]
        const numbers = {
          ...plain,
          name: 'n',
          columns: [{ name: 'd', type: 'decimal' as const, native: 'numeric', nullable: true }],
        }
        const texts = {
          ...plain,
          name: 'c',
          columns: [
            {
              name: 'k',
              type: 'text' as const,
              length: 3,
              fixed: true as const,
              native: 'char(3)',
              nullable: false,
            },
          ],
          primaryKey: ['k'],
        }
        const { tables } = open.translate([numbers, texts], 'postgres')
        await loadRecords(open, {
          create: tables,
          sources: [numbers, texts],
          records: {
            n: [batch(...ordered.toReversed().map((d) => ({ d })), { d: null })],
            c: [batch({ k: 'a' }, { k: '\0\n' }, { k: '' })],
          },
        })
        const { n, c } = await readAll(open)
        expect(n).toEqual(['{"d":null}', ...ordered.map((d) => JSON.stringify({ d }))])
        expect(c).toEqual(['{"k":""}', '{"k":"\\u0000\\n"}', '{"k":"a"}'])
      })
    })

    it('takes bits for the integer that they are', async () => {
      const database = await createUtf8Database(engine)
      await sql(database, 'create table t (n bigint)')
      await withOpen(database, async (open) => {
        const [t] = await open.tables()
        const source = { ...t!, columns: [{ ...t!.columns[0]!, type: 'bit' as const }] }
        await loadRecords(open, { sources: [source], records: { t: [batch({ n: '0101' })] } })
        expect((await readAll(open)).t).toEqual(['{"n":5}'])
      })
    })

    it('finds the parent of a zero date', async () => {
      const database = await createUtf8Database(engine)
      await sql(database, [
        'create table p (d date primary key)',
        'create table c (d date not null, constraint c_p foreign key (d) references p (d))',
      ])
      await withOpen(database, async (open) => {
        const records = { p: [batch({ d: '0000-00-00' })], c: [batch({ d: '0000-00-00' })] }
        await loadRecords(open, { records })
        const orphans = { c: [batch({ d: '0000-00-00' }, { d: '2026-01-01' })] }
        const loading = loadRecords(open, { clear: (await open.tables()).slice(0, 1), records: orphans })
        await expect(loading).rejects.toThrow(/foreign key c_p \(d\) is 2026-01-01/)
      })
    })

    it('makes foreign keys whose actions the engine refuses', async () => {
      const database = await createUtf8Database(engine)
      await withOpen(database, async (open) => {
        const key = { columns: ['up'], references: { table: 't', columns: ['a'] } }
        const table = {
          name: 't',
          columns: [
            { name: 'a', type: 'integer' as const, bits: 8 as const, native: 'int', nullable: true },
            { name: 'up', type: 'integer' as const, bits: 8 as const, native: 'int', nullable: false },
          ],
          primaryKey: [],
          uniques: [{ name: 'u', columns: ['a'] }],
          indexes: [],
          foreignKeys: [
            { name: 'x', ...key, onDelete: 'restrict' as const, onUpdate: 'cascade' as const },
            { name: 'y', ...key, onDelete: 'set null' as const, onUpdate: 'no action' as const },
          ],
        }
        const { tables, notes } = open.translate([table], 'postgres')
        await loadRecords(open, {
          create: tables,
          sources: [table],
          records: { t: [batch({ a: 1, up: 1 })] },
        })
        expect(notes).toContain('t: y cannot do here what it does in the source, and refuses instead')
      })
    })

    it('makes the indexes of other engines, whatever they are called', async () => {
      const database = await createUtf8Database(engine)
      await withOpen(database, async (open) => {
        const table = {
          name: 't',
          columns: [
            { name: 'a', type: 'text' as const, native: 'text', nullable: false },
            { name: 'up', type: 'text' as const, native: 'text', nullable: true },
          ],
          primaryKey: ['a'],
          uniques: [
            { name: 'Primary', columns: ['up', 'a'] },
            { name: 'PRIMARY', columns: ['a', 'up'] },
          ],
          indexes: [
            { name: 'up_fk', columns: ['up'] },
            { name: 'both', columns: ['a', 'up'] },
          ],
          foreignKeys: [
            {
              name: 'up_fk',
              columns: ['up'],
              references: { table: 't', columns: ['a'] },
              onDelete: 'no action' as const,
              onUpdate: 'no action' as const,
            },
          ],
        }
        const { tables } = open.translate([table], 'postgres')
        await loadRecords(open, {
          create: tables,
          sources: [table],
          records: { t: [batch({ a: 'x', up: 'x' })] },
        })
        const [made] = await open.tables()
        expect(made!.uniques.map(({ name }) => name)).toEqual(['t_Primary', 't_PRIMARY_2'])
        expect(made!.indexes.map(({ name }) => name).sort()).toEqual(['both', 'up_fk'])
      })
    })

    it('refuses half a surrogate pair in JSON, and not a whole one', async () => {
      const database = await createUtf8Database(engine)
      await sql(database, 'create table t (id int primary key, j json)')
      await withOpen(database, async (open) => {
        const good = '{"id":1,"j":["\\ud83d\\ude00","\\\\ud83d","\\ud7ff"]}'
        const loading = loadRecords(open, { records: { t: [batch(good, '{"id":2,"j":"x\\ud83d"}')] } })
        await expect(loading).rejects.toMatchObject({
          row: 1,
          column: 'j',
          reason: expect.stringContaining('half of a surrogate'),
        })
        await loadRecords(open, { records: { t: [batch(good)] } })
        expect((await readAll(open)).t).toEqual(['{"id":1,"j":["😀","\\\\ud83d","\ud7ff"]}'])
      })
    })

    it('keeps the 31st of February', async () => {
      const database = await createUtf8Database(engine)
      await sql(database, 'create table t (a date, b datetime(3))')
      await withOpen(database, async (open) => {
        const lines = ['{"a":"2023-02-31","b":"2023-02-30T00:00:00.5"}']
        await loadRecords(open, { records: { t: [batch(...lines)] } })
        expect((await readAll(open)).t).toEqual(lines)
      })
    })

    it('says in whose words a cell of SQLite does not fit', async () => {
      const database = await createUtf8Database(engine)
      await sql(database, 'create table t (id int primary key, v longblob)')
      await withOpen(database, async (open) => {
        const loading = loadRecords(open, { records: { t: [batch({ id: 1, v: { $text: '[1]' } })] } })
        await expect(loading).rejects.toMatchObject({ reason: 'is a text, which longblob cannot hold' })
      })
    })

    it('refuses names that the engine cannot hold, with their table', async () => {
      const database = await createUtf8Database(engine)
      await withOpen(database, async (open) => {
        for (const name of ['é😀', "tab\t'\t"]) {
          const column = { name, type: 'integer' as const, native: 'int', nullable: true }
          const table = {
            name: 't',
            columns: [column],
            primaryKey: [],
            uniques: [],
            indexes: [],
            foreignKeys: [],
          }
          expect(() => open.translate([table], 'sqlite')).toThrow(/^t: the name .* cannot be had here/)
        }
      })
    })

    it('makes a column of what the other server cannot compute', async () => {
      const database = await createUtf8Database(engine)
      await withOpen(database, async (open) => {
        const computed = {
          name: 'g',
          type: 'text' as const,
          length: 60,
          native: 'varchar(60)',
          nullable: true,
          generated: 'stored' as const,
          expression: "concat(`c`,'-')",
        }
        const table = {
          name: 't',
          columns: [
            {
              name: 'c',
              type: 'text' as const,
              length: 10,
              fixed: true as const,
              native: 'char(10)',
              nullable: true,
            },
            computed,
          ],
          primaryKey: [],
          uniques: [],
          indexes: [],
          foreignKeys: [],
        }
        const { tables } = open.translate([table], isMysql ? 'mariadb' : 'mysql')
        await loadRecords(open, {
          create: tables,
          sources: [table],
          records: { t: [batch({ c: 'a', g: 'a-' })] },
        })
        expect((await readAll(open)).t).toEqual(['{"c":"a","g":"a-"}'])
      })
    })

    if (isMysql) {
      it('reads the default of an enum among bytes', async () => {
        const database = await createDatabase(engine)
        await sql(
          database,
          "create table t (e enum('page','file') not null default 'page') default charset=binary",
        )
        const [t] = await withOpen(database, (open) => open.tables())
        expect(t!.columns[0]!.default).toEqual({ value: 'page' })
      })

      it('writes the numbers of JSON without exponents, and takes them back as they were', async () => {
        const database = await createDatabase(engine)
        await sql(database, [
          'create table t (id int primary key, j json)',
          `insert into t values (1, '[1e300, -1.5e-9, 1e15, 1000000000000000, -0.0, 1.0, 18446744073709551615, "1e5\\\\"1e5", {"e1": 1.25e20}]')`,
        ])
        const before = await queryText(database, 'select j from t')
        await withOpen(database, async (open) => {
          const { t } = await readAll(open)
          expect(t).toEqual([
            `{"id":1,"j":[1${'0'.repeat(300)},-0.0000000015,1000000000000000.0,1000000000000000,-0.0,1.0,18446744073709551615,"1e5\\"1e5",{"e1":125000000000000000000}]}`,
          ])
          await loadRecords(open, { clear: await open.tables(), records: { t: [batch(...t!)] } })
        })
        expect(await queryText(database, 'select j from t')).toEqual(before)
      })
    } else {
      it('writes documents with blanks again where the source had them', async () => {
        const [from, to] = [await createUtf8Database(engine), await createUtf8Database(engine)]
        await sql(from, [
          'create table t (id int primary key, spaced json, compact json, odd json)',
          `insert into t values (1, '{"a": [1, 2, "b:c,d\\\\""]}', '{"a":[1,2]}', '{ "a":1}'), (2, '5', null, '[]')`,
        ])
        await withOpen(from, async (source) => {
          const snapshot = await source.snapshot()
          expect(snapshot.tables[0]!.columns.map(({ form }) => form)).toEqual([
            undefined,
            'spaced',
            undefined,
            undefined,
          ])
          expect(snapshot.notes).toEqual([
            'documents in t.odd come back without their white space and escapes',
          ])
          await snapshot.close()
          await withOpen(to, (target) => copyAll(source, target))
        })
        const texts = 'select spaced, compact from t order by id'
        expect(await queryText(to, texts)).toEqual(await queryText(from, texts))
      })
    }
  },
  family,
)

describeEachEngine(
  'JSON that is kept by value',
  (engine) => {
    it('is JSON of MySQL again after it was in other engines, and no other is', async () => {
      const database = await createUtf8Database(engine)
      await withOpen(database, async (open) => {
        const json = { native: 'json_text', nullable: true, type: 'json' as const }
        const table = {
          name: 't',
          columns: [
            { name: 'own', ...json, bits: 64 as const, byValue: true as const },
            { name: 'exact', ...json, byValue: true as const },
            { name: 'document', ...json },
          ],
          primaryKey: [],
          uniques: [],
          indexes: [],
          foreignKeys: [],
        }
        const { tables } = open.translate([table], 'sqlite')
        await loadRecords(open, { create: tables, sources: [table], records: { t: [] } })
        const [made] = await open.tables()
        expect(made!.columns.map(({ native }) => native)).toEqual(
          engine.engine === 'mysql' ? ['json', 'longtext', 'longtext'] : ['longtext', 'longtext', 'longtext'],
        )
        expect(made!.columns.map(({ type, bits, byValue }) => [type, bits, byValue])).toEqual([
          ['json', 64, true],
          ['json', undefined, true],
          ['json', undefined, undefined],
        ])
      })
    })
  },
  family,
)

describeEachEngine(
  'what stands in no dump of another engine',
  (engine) => {
    const isMysql = engine.engine === 'mysql'

    it('takes back the doubles of a declared scale, though they have noise behind it', async () => {
      const [from, to] = [await createUtf8Database(engine), await createUtf8Database(engine)]
      const values = [-0.127758, -73.935242, -0.1, -4.31, -3.03, -0.68, 0.7, 5.123456]
      await sql(from, [
        'create table place (id int primary key auto_increment, lng double(10,6) not null, cost double(10,2))',
        ...values.map((value) => `insert into place (lng, cost) values (${value}, ${value})`),
      ])
      await withOpen(from, async (source) => {
        await withOpen(to, async (target) => {
          await copyAll(source, target)
          expect(await readAll(target)).toEqual(await readAll(source))
        })
      })
      const bits = 'select hex(lng + 0e0), lng + 0e0, cost + 0e0 from place order by id'
      expect(await queryText(to, bits)).toEqual(await queryText(from, bits))
    })

    it('reads all rows whatever limit the server sets, and of each user what it may not see', async () => {
      const database = await createUtf8Database(engine)
      const [reader, partly] = [`${database.name.slice(-10)}_r`, `${database.name.slice(-10)}_p`]
      await sql(database, [
        'create table parent (id int primary key auto_increment, pw int)',
        'create table child (id int primary key, parent_id int, foreign key (parent_id) references parent (id))',
        'insert into parent (pw) values (1)',
        ...Array.from({ length: 12 }, () => 'insert into parent (pw) select pw from parent'),
        'insert into child values (1, 1)',
      ])
      await sql(database.superuser, [
        `create user '${reader}'@'%' identified by 'p', '${partly}'@'%' identified by 'p'`,
        `grant select on \`${database.name}\`.* to '${reader}'@'%'`,
        `grant select (id) on \`${database.name}\`.parent to '${partly}'@'%'`,
      ])
      const as = (user: string): { url: string } => {
        const url = new URL(database.url)
        url.username = user
        url.password = 'p'
        return { url: url.href }
      }
      // More rows than other tests have, which share the server.
      await sql(database.superuser, 'set global sql_select_limit = 4000')
      try {
        await withOpen(database, async (open) => {
          expect((await readAll(open)).parent).toHaveLength(4096)
        })
      } finally {
        await sql(database.superuser, 'set global sql_select_limit = default')
      }
      await withOpen(as(reader), async (open) => {
        const snapshot = await open.snapshot()
        const keys = snapshot.tables.flatMap(({ foreignKeys }) => foreignKeys)
        await snapshot.close()
        expect(keys.length + snapshot.notes!.length).toBe(1)
        expect(snapshot.notes!.join()).toMatch(
          isMysql ? /^$/ : /^Foreign keys and triggers .* child: this user may not/,
        )
      })
      await withOpen(as(partly), async (open) => {
        await expect(open.snapshot()).rejects.toThrow(/SELECT command denied/)
      })
      await sql(database.superuser, `drop user '${reader}'@'%', '${partly}'@'%'`)
    })

    it('carries as texts what is no JSON to others, and takes it back', async () => {
      if (isMysql) return
      const [from, to] = [await createUtf8Database(engine), await createUtf8Database(engine)]
      const texts = ['1.', '[0.,5.]', `{"t":"it\\'s"}`, '[2.e3]', '{"a":1}', '"\\u00e9"']
      await sql(from, [
        'create table setting (id int primary key auto_increment, value json not null)',
        ...texts.map(
          (text) => `insert into setting (value) values (${`'${text.replaceAll(/['\\]/g, '\\$&')}'`})`,
        ),
        'set check_constraint_checks = 0',
        "insert into setting (value) values ('not json'), ('')",
      ])
      const lines = await withOpen(from, async (source) => (await readAll(source)).setting!)
      const cells = [...texts, 'not json', ''].map((text, n) =>
        n === 4 ? { a: 1 } : n === 5 ? 'é' : { $text: text },
      )
      expect(lines.map((line) => JSON.parse(line).value)).toEqual(cells)
      await sql(from, 'delete from setting where id > 6')
      await withOpen(from, async (source) => {
        await withOpen(to, async (target) => {
          await copyAll(source, target)
          expect(await readAll(target)).toEqual(await readAll(source))
        })
      })
      expect((await queryText(to, 'select value from setting order by id')).slice(0, 4)).toEqual(
        texts.slice(0, 4).map((text) => [text]),
      )
    })
  },
  family,
)
