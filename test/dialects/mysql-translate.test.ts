import { expect, it } from '@jest/globals'
import type { Column, Table } from '../../lib/schema/table.ts'
import { createDatabase, describeEachEngine, sql } from '../servers/servers.ts'
import { batch, loadRecords, readAll, tryRecords, withOpen } from './mysql-support.ts'

const column = (name: string, type: Column['type'], more: Partial<Column> = {}): Column => ({
  name,
  type,
  native: type,
  nullable: true,
  ...more,
})

const table = (name: string, columns: Column[], more: Partial<Table> = {}): Table => ({
  name,
  columns,
  primaryKey: [],
  uniques: [],
  indexes: [],
  foreignKeys: [],
  ...more,
})

/** As PostgreSQL would describe it. */
const foreign = table(
  'public.things',
  [
    column('key', 'text', { nullable: false }),
    column('n', 'decimal'),
    column('wide', 'decimal', { precision: 100, scale: 50 }),
    column('i', 'integer', { bits: 16, default: { value: 7 } }),
    column('tz', 'timestamptz', { precision: 6, default: { now: true } }),
    column('u', 'uuid'),
    column('words', 'array', { element: 'text' }),
    column('net', 'inet'),
    column('span', 'interval'),
    column('ages', 'range'),
    column('doc', 'json', { default: { native: "'{}'::json" } }),
    column('flags', 'bit', { length: 1, fixed: true }),
    column('many', 'bit', { length: 100 }),
    column('kind', 'enum', { values: ['a', 'A', 'trailing '] }),
    column('short', 'text', { length: 20, default: { value: "it's" } }),
    column('fixed', 'text', { length: 5, fixed: true }),
    column('sum', 'integer', { bits: 32, generated: 'stored', expression: 'i + 1' }),
    column('odd', 'other', { native: 'tsvector' }),
    column('raw', 'binary', { default: { native: "'\\x00'::bytea" } }),
    column('long', 'text', { default: { value: 'x\\y' } }),
  ],
  {
    primaryKey: ['key'],
    uniques: [{ name: 'u'.repeat(70), columns: ['short', 'long'] }],
    indexes: [
      { name: 'by_odd', columns: ['odd', 'i'] },
      { name: 'partial', columns: [], definition: 'CREATE INDEX partial ON things (i) WHERE i > 1' },
    ],
  },
)

const line =
  '{"key":"A\'s","n":"1.50","wide":"-0.00000000000000000000000000000000000000000000000001","i":-5,"tz":"2050-01-01T00:00:00.5Z",' +
  '"u":"d98f41ca-ff48-d5da-3ddc-16756ac3abce","words":["a",null,["\\"x\\\\"]],"net":"10.0.0.1/24","span":"P1Y2M3DT4H5M6.7S",' +
  '"ages":"[1,5)","doc":{"b":1.50,"a":12345678901234567890123,"a":1},"flags":"1","many":"10101","kind":"trailing ",' +
  '"short":"x ","fixed":"ab","sum":6,"odd":"\'a\':1","raw":"AAH/","long":"y"}'

describeEachEngine(
  'making tables of another engine',
  (engine) => {
    it('loses nothing, and remembers what they were', async () => {
      const database = await createDatabase(engine)
      await withOpen(database, async (open) => {
        const { tables, notes } = open.translate([foreign], 'postgres')
        const records = {
          'public.things': [batch(line, line.replace("A's", "a's").replace('"short":"x "', '"short":"X"'))],
        }
        await loadRecords(open, { create: tables, sources: [foreign], records })
        expect((await readAll(open))['public.things']).toEqual([
          line,
          line.replace("A's", "a's").replace('"short":"x "', '"short":"X"'),
        ])
        const [made] = await open.tables()
        for (const wanted of foreign.columns) {
          const { name, native, nullable, default: _, generated, expression, ...logical } = wanted
          expect(made!.columns.find((candidate) => candidate.name === name)).toMatchObject(logical)
        }
        expect(made!.columns[3]).toMatchObject({ default: { value: 7 } })
        expect(made!.columns[4]).toMatchObject({ default: { now: true } })
        expect(made!.columns[14]).toMatchObject({ default: { value: "it's" } })
        expect(made!.columns[19]).toMatchObject({ default: { value: 'x\\y' } })
        expect(notes.join('\n')).toMatch(
          /key is in a key[\s\S]*default of doc[\s\S]*partial is not carried over/,
        )
      })
    })

    it('lets keys that differ by case, accent or trailing blank live side by side', async () => {
      const database = await createDatabase(engine)
      await withOpen(database, async (open) => {
        const source = [table('t', [column('k', 'text', { nullable: false })], { primaryKey: ['k'] })]
        const lines = ['A', 'a', 'a ', 'á', 'a\u0301', 'ß', 'ss']
          .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
          .map((k) => JSON.stringify({ k }))
        await loadRecords(open, {
          create: open.translate(source, 'sqlite').tables,
          sources: source,
          records: { t: [batch(...lines)] },
        })
        expect((await readAll(open)).t).toEqual(lines)
      })
    })

    it('leaves out keys to a table that is not there, whose columns nobody knows', async () => {
      const database = await createDatabase(engine)
      const key = {
        name: 'fk',
        columns: ['ref'],
        references: { table: 'gone', columns: [] },
        onDelete: 'no action' as const,
        onUpdate: 'no action' as const,
      }
      const source = [table('a', [column('ref', 'integer', { bits: 64 })], { foreignKeys: [key] })]
      await withOpen(database, async (open) => {
        const { tables, notes } = open.translate(source, 'sqlite')
        await loadRecords(open, { create: tables, sources: source, records: { a: [batch('{"ref":7}')] } })
        expect((await readAll(open)).a).toEqual(['{"ref":7}'])
        expect(notes).toEqual(['a: the foreign key fk is not carried over: there is no table gone'])
      })
    })

    it('names a record that refers to a table that is not there', async () => {
      const database = await createDatabase(engine)
      const key = {
        name: 'fk',
        columns: ['ref'],
        references: { table: 'gone', columns: ['id'] },
        onDelete: 'no action' as const,
        onUpdate: 'no action' as const,
      }
      const id = column('id', 'integer', { bits: 64, nullable: false })
      const columns = [id, column('ref', 'integer', { bits: 64 })]
      const source = [table('a', columns, { primaryKey: ['id'], foreignKeys: [key] })]
      await withOpen(database, async (open) => {
        const create = open.translate(source, 'sqlite').tables
        const loading = { create, sources: source, records: { a: [batch('{"id":1,"ref":7}')] } }
        expect((await tryRecords(open, loading)).orphaned).toMatchObject([
          { table: 'a', parent: 'gone', count: 1 },
        ])
        await expect(loadRecords(open, loading)).rejects.toThrow(
          /^a \(id=1\): foreign key fk \(ref\) is 7, and gone/,
        )
      })
    })

    it('gives children the types of their parents, and foreign keys names of their own', async () => {
      const database = await createDatabase(engine)
      const reference = (to: string) => [
        {
          name: 'fk',
          columns: ['ref'],
          references: { table: to, columns: ['id'] },
          onDelete: 'cascade' as const,
          onUpdate: 'set default' as const,
          deferrable: 'deferred' as const,
        },
      ]
      const source = [
        table(
          'a',
          [
            column('id', 'integer', { bits: 32, nullable: false, generated: 'always' }),
            column('ref', 'text'),
          ],
          { primaryKey: ['id'], foreignKeys: reference('b') },
        ),
        table('b', [column('id', 'text', { nullable: false }), column('ref', 'integer', { bits: 64 })], {
          primaryKey: ['id'],
          foreignKeys: reference('a'),
        }),
        table('c', [column('id', 'uuid', { nullable: false })], { primaryKey: ['id'] }),
        table('d', [column('ref', 'text')], { foreignKeys: reference('c') }),
      ]
      await withOpen(database, async (open) => {
        const { tables } = open.translate(source, 'postgres')
        await loadRecords(open, { create: tables, records: {} })
        const made = await open.tables()
        expect(made.map(({ foreignKeys }) => foreignKeys.map(({ name }) => name))).toEqual([
          ['fk'],
          ['b_fk'],
          [],
          ['d_fk'],
        ])
        expect(made[1]!.columns[1]).toMatchObject({ type: 'integer', bits: 64 })
        expect(made[0]!.columns[0]).toMatchObject({ generated: 'identity' })
      })
    })

    it('has room for wide tables', async () => {
      // MySQL lets only some users make them.
      const database = await createDatabase(engine, { superuser: true })
      const texts = Array.from({ length: 300 }, (_, i) => column(`c${i}`, 'text', { length: 250 }))
      const source = [
        table('wide', [column('id', 'integer', { bits: 32, nullable: false }), ...texts], {
          primaryKey: ['id'],
        }),
      ]
      await withOpen(database, async (open) => {
        const { tables } = open.translate(source, 'sqlite')
        const record = Object.fromEntries([['id', 1], ...texts.map(({ name }) => [name, 'é'])])
        await loadRecords(open, { create: tables, records: { wide: [batch(record)] } })
        expect((await readAll(open)).wide).toEqual([JSON.stringify(record)])
      })
    })

    it('refuses names that the engine cannot have, before anything is made', async () => {
      const database = await createDatabase(engine)
      await withOpen(database, async (open) => {
        const named = (name: string) => () =>
          open.translate([table('t', [column(name, 'text'), column('B', 'text')])], 'postgres')
        expect(named('x'.repeat(65))).toThrow(/at most 64 characters/)
        expect(named('b')).toThrow(/differ only by case/)
        expect(named('ü'.repeat(64))).not.toThrow()
      })
    })

    it('leaves the wording of a comment that is not ours alone', async () => {
      const database = await createDatabase(engine)
      await sql(database, "create table t (a varchar(9) comment 'record-tasks: see the manual')")
      expect((await withOpen(database, (open) => open.tables()))[0]!.columns[0]).toMatchObject({
        type: 'text',
        length: 9,
      })
    })
  },
  ['mysql', 'mariadb'],
)

describeEachEngine(
  'a table that this engine cannot have as it is',
  (engine) => {
    it('is refused without columns, and loses a default that draws on a sequence, with a note', async () => {
      const database = await createDatabase(engine)
      await withOpen(database, async (open) => {
        expect(() => open.translate([table('empty', [])], 'postgres')).toThrow(/empty has no columns/)
        const drawn = column('id', 'integer', {
          bits: 32,
          native: 'int',
          default: { native: 'nextval(`a`.`s`)' },
        })
        const { tables, notes } = open.translate([table('t', [drawn])], engine.engine)
        expect(tables[0]!.columns[0]!.default).toBeUndefined()
        expect(notes.join()).toContain('nextval')
      })
    })
  },
  ['mysql', 'mariadb'],
)
