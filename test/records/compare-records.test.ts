import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { type CompareOptions, compareRecords } from '../../lib/records/compare-records.ts'
import { copyRecords } from '../../lib/records/copy-records.ts'
import type { Column, Table } from '../../lib/schema/table.ts'
import { project } from '../runner/project.ts'
import {
  createDatabase,
  describeEachEngine,
  describeEachPair,
  describeEachServer,
  sql,
  type TestDatabase,
} from '../servers/servers.ts'
import { dumpOf, exportTo, failureOf, importFrom, newFile, settingsOf } from './moving.ts'
import { shop, shopRecords } from './shop.ts'

type Side = string | TestDatabase | ReturnType<typeof dumpOf>

const addressOf = (side: Side): CompareOptions['left'] =>
  typeof side === 'string' || !('url' in side) ? { file: side } : { database: settingsOf(side) }

const compare = (left: Side, right: Side, options: Partial<CompareOptions> = {}) =>
  compareRecords({ left: addressOf(left), right: addressOf(right), ...options })

async function filled(engine: TestDatabase['engine']): Promise<TestDatabase> {
  const database = await createDatabase(engine)
  await importFrom(dumpOf(shop, shopRecords), database, { create: true })
  return database
}

const tableOf = (
  columns: (Partial<Column> & Pick<Column, 'name' | 'type'>)[],
  primaryKey: string[] = [],
): Table => ({
  name: 't',
  columns: columns.map((column) => ({
    native: column.type,
    nullable: !primaryKey.includes(column.name),
    ...column,
  })),
  primaryKey,
  uniques: [],
  indexes: [],
  foreignKeys: [],
})

const keyed = tableOf(
  [
    { name: 'id', type: 'integer', bits: 64 },
    { name: 'v', type: 'text', length: 20 },
  ],
  ['id'],
)
const unkeyed = tableOf([
  { name: 'a', type: 'integer', bits: 32 },
  { name: 'v', type: 'json' },
])

const dump = (table: Table, records: readonly object[]) => dumpOf([table], { t: records })

/** Both ways, of records that are given in the order of a dump. */
async function compareLists(table: Table, left: readonly object[], right: readonly object[]) {
  const result = await compare(dump(table, left), dump(table, right))
  const turned = await compare(dump(table, right), dump(table, left))
  const [there, back] = [result.tables[0]!, turned.tables[0]!]
  expect([back.onlyRight, back.onlyLeft, back.changed, back.equal]).toEqual([
    there.onlyLeft,
    there.onlyRight,
    there.changed,
    there.equal,
  ])
  return there
}

describeEachEngine('comparing a dump with the database that it came from', ({ engine }) => {
  it('finds them equal, and then every record that was changed, removed or added', async () => {
    const database = await filled(engine)
    const file = await exportTo(database)
    expect(await compare(file, database)).toMatchObject({
      equal: true,
      rows: 16,
      onlyLeft: [],
      onlyRight: [],
    })
    const quote = /mysql|mariadb/.test(engine) ? '`' : '"'
    await sql(database, [
      `update part set note = 'new', tiny = 5 where id = 2`,
      `delete from part_tag where tag = 'a'`,
      `insert into ${quote}order${quote} (id, ${quote}a.b${quote}) values (3, 9)`,
    ])
    const result = await compare(file, database)
    expect(result.equal).toBe(false)
    const found = Object.fromEntries(
      result.tables
        .filter(({ equal }) => !equal)
        .map(({ name, onlyLeft, onlyRight, changed, differences }) => [
          name,
          { counts: [onlyLeft, onlyRight, changed], differences },
        ]),
    )
    expect(found).toEqual({
      order: {
        counts: [0, 1, 0],
        differences: [expect.objectContaining({ key: { id: '3' }, kind: 'only-right' })],
      },
      part: {
        counts: [0, 0, 1],
        differences: [
          {
            key: { id: '2' },
            kind: 'changed',
            columns: [
              { name: 'note', left: 'null', right: '"new"' },
              { name: 'tiny', left: 'null', right: '5' },
            ],
          },
        ],
      },
      part_tag: {
        counts: [1, 0, 0],
        differences: [expect.objectContaining({ key: { part_id: '0', tag: '"a"' }, kind: 'only-left' })],
      },
    })
  })
})

describeEachPair('comparing two databases', ({ engine: from }, { engine: to }) => {
  it('finds what was brought over equal, and a difference of one digit', async () => {
    const [source, target] = [await filled(from), await createDatabase(to)]
    await importFrom(await exportTo(source), target, { create: true })
    expect((await compare(source, target)).equal).toBe(true)
    await sql(target, `update part set exact = -99999999999999999999.999999999999999998 where id = 1`)
    const { tables } = await compare(source, target, { include: ['part'] })
    // SQLite takes the number for a double, which is another digit.
    expect(tables).toMatchObject([
      { equal: false, changed: 1, differences: [{ key: { id: '1' }, columns: [{ name: 'exact' }] }] },
    ])
  })
})

/** What the migrations of an application make of one model on each engine. */
const models: Record<TestDatabase['engine'], string> = {
  sqlite:
    'create table t (id integer primary key, flag boolean, price decimal(10,2), ref char(32), made timestamp, doc text, ratio real, clock time)',
  postgres:
    'create table t (id bigint primary key, flag boolean, price numeric(12,4), ref uuid, made timestamptz, doc jsonb, ratio double precision, clock time)',
  mysql:
    'create table t (id int unsigned primary key, flag tinyint(1), price decimal(20,6), ref char(32), made datetime(6), doc json, ratio double, clock time(6))',
  mariadb:
    'create table t (id bigint primary key, flag tinyint(1), price decimal(12,3), ref uuid, made datetime(6), doc json, ratio double, clock time(6))',
}

describeEachPair('comparing a schema of each engine’s own migrations', ({ engine: from }, { engine: to }) => {
  it('finds what an import made of the values equal, whatever the columns are', async () => {
    const [source, target] = [await createDatabase(from), await createDatabase(to)]
    await sql(source, models[from])
    await sql(target, models[to])
    // MariaDB takes no UUID without hyphens.
    const bare = to === 'mariadb' ? 'null' : "'4a5b6c7d89ab4def8123456789abcdef'"
    const ref = from === 'sqlite' || from === 'mysql' ? bare : "'4a5b6c7d-89ab-4def-8123-456789abcdef'"
    const flag = from === 'postgres' ? 'true' : '1'
    await sql(source, [
      `insert into t values (1, ${flag}, 1.5, ${ref}, '2026-01-05 10:00:00.5', '{"bb": 1, "a": [1.5, null]}', 0.1, '10:00:00')`,
      `insert into t values (2, null, null, null, null, null, null, null)`,
      `insert into t values (10, ${flag}, -0.01, ${ref}, '2026-01-05 10:00:00', '[]', 1e21, '23:59:59')`,
    ])
    await importFrom(await exportTo(source), target)
    expect(await compare(source, target)).toMatchObject({
      equal: true,
      rows: 3,
      tables: [{ incomparable: [] }],
    })
    await sql(target, `update t set made = '2026-01-05 10:00:01' where id = 10`)
    const { tables } = await compare(source, target)
    expect(tables).toMatchObject([
      { equal: false, changed: 1, differences: [{ key: { id: '10' }, columns: [{ name: 'made' }] }] },
    ])
  })
})

describe('comparing records with a key', () => {
  const records = (from: number, to: number, v = 'x') =>
    Array.from({ length: to - from }, (_, i) => ({ id: from + i, v: `${v}${from + i}` }))

  it('lines up what follows a record that is missing', async () => {
    const all = records(0, 50_000)
    const some = all.filter(({ id }) => id !== 7 && id !== 25_000 && id !== 49_999)
    expect(await compareLists(keyed, all, some)).toMatchObject({
      left: 50_000,
      right: 49_997,
      onlyLeft: 3,
      changed: 0,
    })
  })

  it('counts all that differ, and keeps as many as are asked for', async () => {
    const result = await compare(dump(keyed, records(0, 9000)), dump(keyed, records(0, 9000, 'y')), {
      limit: 2,
    })
    expect(result.tables[0]).toMatchObject({
      changed: 9000,
      differences: [{ key: { id: '0' } }, { key: { id: '1' } }],
    })
    expect(result.tables[0]!.differences).toHaveLength(2)
  })

  it('finds one side empty', async () => {
    expect(await compareLists(keyed, records(0, 3), [])).toMatchObject({ onlyLeft: 3, left: 3, right: 0 })
  })

  it('takes records in another order for the same, and says that they are not in order', async () => {
    const turned = [...records(500, 1000), ...records(0, 500)]
    expect(await compareLists(keyed, records(0, 1000), turned)).toMatchObject({
      equal: true,
      unaligned: expect.stringMatching(/not in the order of a dump/),
    })
  })

  it('says only that they differ where records in another order are not the same', async () => {
    const turned = [...records(500, 1000), ...records(0, 499), { id: 499, v: 'other' }]
    expect(await compareLists(keyed, records(0, 1000), turned)).toMatchObject({
      equal: false,
      unaligned: expect.stringMatching(/not in the order of a dump/),
      differences: [],
    })
  })

  it('notices disorder among records that are on both sides', async () => {
    const shared = [
      { id: 5, v: 'a' },
      { id: 3, v: 'b' },
    ]
    const moved = { id: 4, v: 'c' }
    expect(await compareLists(keyed, [...shared, moved], [moved, ...shared])).toMatchObject({ equal: true })
  })

  it('shows of long values the part that differs', async () => {
    const long = (middle: string) => [{ id: 1, v: `${'ä'.repeat(50_000)}${middle}${'b'.repeat(50_000)}` }]
    const wide = { ...keyed, columns: keyed.columns.map(({ length: _, ...column }) => column) }
    const { differences } = await compareLists(wide, long('X'), long('Y'))
    const [{ left = '', right = '' } = {}] = differences[0]!.columns
    expect([left.length < 1000, right.length < 1000]).toEqual([true, true])
    expect([left, right]).toEqual([expect.stringMatching(/^…ä+Xb+…$/), expect.stringMatching(/^…ä+Yb+…$/)])
  })
})

describe('comparing records without a key', () => {
  it('counts equal records as often as they are there', async () => {
    const [one, two] = [
      { a: 1, v: [1] },
      { a: 2, v: null },
    ]
    expect(await compareLists(unkeyed, [one, one, one, two], [one, two, two])).toMatchObject({
      onlyLeft: 2,
      onlyRight: 1,
      changed: 0,
    })
  })

  it('does not mind the order of those whose columns that are in order agree', async () => {
    const left = [
      { a: null, v: 1 },
      { a: 1, v: [1] },
      { a: 1, v: [2] },
      { a: 1, v: { b: 1 } },
      { a: 2, v: 3 },
    ]
    const right = [left[0]!, left[3]!, left[2]!, left[1]!, left[4]!]
    expect(await compareLists(unkeyed, left, right)).toMatchObject({ equal: true, onlyLeft: 0 })
    expect(await compareLists(unkeyed, left, right.slice(0, 4))).toMatchObject({ onlyLeft: 1, onlyRight: 0 })
  })

  it('tells equal from different where too many agree to be held', async () => {
    const many = Array.from({ length: 9000 }, (_, i) => ({ a: 1, v: i }))
    const turned = many.toReversed()
    expect(await compareLists(unkeyed, many, turned)).toMatchObject({
      equal: true,
      unaligned: expect.any(String),
    })
    turned[4000] = { a: 1, v: -1 }
    expect(await compareLists(unkeyed, many, turned)).toMatchObject({
      equal: false,
      unaligned: expect.any(String),
    })
  })
})

describe('comparing any records', () => {
  const byId = (a: { id: number }, b: { id: number }): number => a.id - b.id

  it('gives the numbers that a look at all of them gives, or says that it cannot; and never equal for different', async () => {
    const side = fc.uniqueArray(fc.record({ id: fc.nat(30), v: fc.constantFrom('a', 'b') }), {
      selector: ({ id }) => id,
      maxLength: 20,
    })
    await fc.assert(
      fc.asyncProperty(side, side, fc.constantFrom('both', 'left', 'none'), async (left, right, sorted) => {
        if (sorted !== 'none') left.sort(byId)
        if (sorted === 'both') right.sort(byId)
        const others = new Map(right.map(({ id, v }) => [id, v]))
        const shared = left.filter(({ id }) => others.has(id))
        const changed = shared.filter(({ id, v }) => others.get(id) !== v).length
        const [onlyLeft, onlyRight] = [left.length - shared.length, right.length - shared.length]
        const result = await compareLists(keyed, left, right)
        expect(result.equal).toBe(changed + onlyLeft + onlyRight === 0)
        if (sorted === 'both') expect(result.unaligned).toBeUndefined()
        if (result.unaligned === undefined) expect(result).toMatchObject({ changed, onlyLeft, onlyRight })
      }),
      { numRuns: 300 },
    )
  })

  it('without a key does the same', async () => {
    const side = fc.array(fc.record({ a: fc.nat(3), v: fc.nat(2) }), { maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(side, side, async (left, right) => {
        for (const records of [left, right]) records.sort((one, other) => one.a - other.a)
        const rest = right.map((record) => JSON.stringify(record))
        const onlyLeft = left.filter((record) => {
          const place = rest.indexOf(JSON.stringify(record))
          if (place >= 0) rest.splice(place, 1)
          return place < 0
        }).length
        const result = await compareLists(unkeyed, left, right)
        expect(result).toMatchObject({ onlyLeft, onlyRight: rest.length, changed: 0 })
        expect(result.unaligned).toBeUndefined()
      }),
      { numRuns: 300 },
    )
  })
})

describe('comparing schemas that are not the same', () => {
  const wider = { ...keyed, columns: [...keyed.columns, { ...keyed.columns[1]!, name: 'w' }] }

  it('lists tables and columns of one side alone, and compares the rest', async () => {
    const other = { ...keyed, name: 'u' }
    const left = () => dumpOf([wider, other], { t: [{ id: 1, v: 'a', w: 'b' }], u: [] })
    const right = () => dump(keyed, [{ id: 1, v: 'a' }])
    expect(await compare(left(), right())).toMatchObject({
      equal: false,
      onlyLeft: ['u'],
      tables: [{ equal: false, columnsOnlyLeft: ['w'], changed: 0 }],
    })
    expect(await compare(left(), right(), { ignoreNonexistent: true })).toMatchObject({
      equal: true,
      ignored: ['u', 't.w'],
    })
    expect(await compare(right(), left())).toMatchObject({ equal: false, onlyRight: ['u'] })
    expect(await compare(right(), left(), { exclude: ['u'] })).toMatchObject({ onlyRight: [], equal: false })
  })

  it('names columns that cannot be compared, and refuses where they are a key', async () => {
    const texts = tableOf(
      [
        { name: 'id', type: 'text' },
        { name: 'v', type: 'text' },
      ],
      ['id'],
    )
    const error = await failureOf(
      compare(dump(keyed, [{ id: 1, v: 'a' }]), dump(texts, [{ id: '1', v: 'a' }])),
    )
    expect([error.exitCode, error.message]).toEqual([
      12,
      expect.stringMatching(/^t cannot be compared: its key id is integer/),
    ])
    const numbers = tableOf(
      [
        { name: 'id', type: 'integer' },
        { name: 'v', type: 'integer' },
      ],
      ['id'],
    )
    expect(await compare(dump(keyed, [{ id: 1, v: 'a' }]), dump(numbers, [{ id: 1, v: 1 }]))).toMatchObject({
      equal: false,
      tables: [{ changed: 0, incomparable: [expect.stringMatching(/^v: text .*no values in common/)] }],
    })
  })

  it('goes by new names', async () => {
    const renamed = {
      ...tableOf(
        [
          { name: 'id', type: 'integer' },
          { name: 'w', type: 'text' },
        ],
        ['id'],
      ),
      name: 'a',
    }
    const other = { ...keyed, name: 'm' }
    const left = () =>
      dumpOf([other, keyed], {
        m: [],
        t: [
          { id: 1, v: 'x' },
          { id: 2, v: 'y' },
        ],
      })
    const right = await createDatabase('sqlite')
    await importFrom(
      dumpOf([renamed, other], {
        a: [
          { id: 1, w: 'x' },
          { id: 2, w: 'z' },
        ],
        m: [],
      }),
      right,
      { create: true },
    )
    expect(await compare(left(), right, { rename: { t: 'a', 't.v': 'w' } })).toMatchObject({
      onlyLeft: [],
      onlyRight: [],
      tables: [
        { name: 'm', equal: true },
        {
          name: 'a',
          changed: 1,
          differences: [{ key: { id: '2' }, columns: [{ name: 'w', left: '"y"', right: '"z"' }] }],
        },
      ],
    })
  })
})

describe('tasks compare-records', () => {
  it('prints the records that differ and exits with 1, with nothing that a terminal would obey', async () => {
    const folder = project()
    const database = await createDatabase('sqlite')
    await sql(database, [
      'create table t (id integer primary key, v text)',
      `insert into t values (1, 'same'), (2, 'plain'), (3, 'gone')`,
    ])
    const file = await exportTo(database, { to: newFile('json.gz') })
    const run = (...more: string[]) =>
      folder.run(['compare-records', '-f', file, '-d', database.url, ...more])
    expect(await run()).toMatchObject({
      exitCode: 0,
      stderr: expect.stringMatching(/Equal: 1 table, 3 records/),
    })
    await sql(database, [
      `update t set v = char(27) || '[31m' || char(155) where id = 2`,
      'delete from t where id = 3',
    ])
    const different = await run()
    expect(different.exitCode).toBe(1)
    expect(different.stderr).toMatch(/Different: 1 of 1 table/)
    expect(different.stdout).toMatch(
      /^t: 1 changed, 1 only in .*\.json\.gz \(3 records against 2\)\n {2}id=2\n {4}v\n/,
    )
    expect(different.stdout).toContain('\\u001b[31m\\u009b')
    expect(different.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
    const { stdout } = await run('--json')
    expect(JSON.parse(stdout)).toMatchObject({
      equal: false,
      tables: [{ name: 't', changed: 1, onlyLeft: 1 }],
    })
    folder.remove()
  })

  it('refuses a dump that was changed since, however equal it is to the database', async () => {
    const folder = project()
    const database = await createDatabase('sqlite')
    await sql(database, ['create table t (id integer primary key, v text)', `insert into t values (1, 'a')`])
    const file = await exportTo(database)
    writeFileSync(file, readFileSync(file, 'utf8').replace('"v":"a"', '"v":"\\u0061"'))
    const run = (...more: string[]) =>
      folder.run(['compare-records', '-f', file, '-d', database.url, ...more])
    expect((await run()).exitCode).toBe(10)
    expect(await run('--edited')).toMatchObject({
      exitCode: 0,
      stderr: expect.stringMatching(/Edited since the export: t/),
    })
    folder.remove()
  })
})

describeEachServer('a comparison after casts', (engine) => {
  it('takes what went in by them for the same, and finds what differs', async () => {
    const [source, target] = [await createDatabase('sqlite'), await createDatabase(engine)]
    await sql(source, [
      'create table ev (id integer primary key, at integer)',
      'insert into ev values (1, 1763694000123), (2, null)',
    ])
    const [from, to] = [settingsOf(source), settingsOf(target)]
    const casts = { 'ev.at': 'epoch-milliseconds' } as const
    await copyRecords({ from, to, create: true, casts })
    const sides = { left: { database: from }, right: { database: to }, casts }
    expect(await compareRecords(sides)).toMatchObject({ equal: true, rows: 2 })
    await sql(source, 'update ev set at = 1763694000124 where id = 1')
    expect(await compareRecords(sides)).toMatchObject({
      equal: false,
      tables: [{ changed: 1, differences: [{ kind: 'changed' }] }],
    })
  })
})
