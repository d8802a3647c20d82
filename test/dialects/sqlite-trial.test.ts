import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import sqlite3 from 'sqlite3'
import {
  type Collision,
  type Findings,
  mostFoundRecords,
  type OrphanPolicy,
  type Orphans,
} from '../../lib/dialects/dialect.ts'
import { sqlite } from '../../lib/dialects/sqlite/sqlite.ts'
import type { RecordRejected } from '../../lib/errors.ts'
import type { Table } from '../../lib/schema/table.ts'
import { batchOf, execute, importFile, planOf, settingsOf, temporaryFolder } from './sqlite-file.ts'

const file = temporaryFolder()
let count = 0

class Found implements Findings {
  readonly rejections: RecordRejected[] = []
  readonly collisions: Collision[] = []
  readonly orphans: Orphans[] = []
  /** How many records each copy held. */
  readonly rows: Record<string, number> = {}

  refused(rejection: RecordRejected): void {
    this.rejections.push(rejection)
  }

  collided(collision: Collision): void {
    this.collisions.push(collision)
  }

  orphaned(orphans: Orphans): void {
    this.orphans.push(orphans)
  }

  /** Place, column and reason of each, in the order of places. */
  get refusals(): unknown[] {
    return this.rejections
      .map(({ row, column, reason }) => [row, column, reason])
      .sort(([a], [b]) => Number(a) - Number(b))
  }
}

interface TrialOptions {
  orphans?: OrphanPolicy
  /** Tables that are made, rather than those that are there. */
  create?: readonly Table[]
  /** Tables that are emptied besides. */
  clear?: readonly string[]
  /** While it is open. */
  during?: () => Promise<void>
  /** Lines of a batch. */
  batch?: number
  /** What the lines are of, where it is not the target's own description. */
  source?: Table
}

/** Tries lines, by table, on a file; every table named is loaded. */
async function tried(
  filename: string,
  lines: Record<string, readonly string[]>,
  options: TrialOptions = {},
): Promise<Found> {
  const found = new Found()
  const database = await sqlite.open(settingsOf(filename), { createFile: options.create !== undefined })
  try {
    const present = await database.tables()
    const create = options.create ?? []
    const loads = Object.keys(lines).map((name) => {
      const table = [...present, ...create].find((candidate) => candidate.name === name)!
      return planOf(options.source ?? table, table)
    })
    const clear = present.filter(({ name }) => name in lines || options.clear?.includes(name))
    const trial = await database.trial(
      { create, clear, loads, ...(options.orphans && { orphans: options.orphans }) },
      found,
    )
    for (const plan of loads) {
      const own = lines[plan.target.name]!
      const table = await trial.table(plan)
      const size = options.batch ?? 1_000
      for (let from = 0; from < own.length; from += size) {
        await table.write(batchOf(own.slice(from, from + size)))
      }
      found.rows[plan.target.name] = await table.end()
    }
    await options.during?.()
    await trial.finish()
    await trial.close()
    await trial.close()
  } finally {
    await database.close()
  }
  return found
}

/** A new file with tables made and filled by statements. */
async function made(...statements: string[]): Promise<string> {
  const filename = file(`${++count}.db`)
  await execute(filename, statements)
  return filename
}

const numbers = (length: number): number[] => Array.from({ length }, (_, n) => n)

describe('a trial changes nothing', () => {
  it('neither in the file nor beside it, and keeps neither readers nor writers', async () => {
    mkdirSync(file('alone'))
    const filename = file('alone/a.db')
    await execute(filename, [
      'CREATE TABLE p (id INTEGER PRIMARY KEY)',
      'CREATE TABLE t (id INTEGER PRIMARY KEY, p INT REFERENCES p)',
      'CREATE TABLE other (id INTEGER PRIMARY KEY)',
      'INSERT INTO p VALUES (1)',
    ])
    const bytes = readFileSync(filename)
    const found = await tried(
      filename,
      { t: numbers(5_000).map((n) => `{"id":${n},"p":1}`) },
      {
        during: async () => {
          expect(readFileSync(filename).equals(bytes)).toBe(true)
          expect(readdirSync(dirname(filename))).toEqual(['a.db'])
          await execute(filename, ['INSERT INTO other VALUES (1)'])
        },
      },
    )
    expect(found).toMatchObject({ rejections: [], collisions: [], orphans: [], rows: { t: 5_000 } })
    expect(await execute(filename, ['SELECT count(*) AS n FROM t'])).toEqual([{ n: 0 }])
    expect(readdirSync(dirname(filename))).toEqual(['a.db'])
  })

  it('goes on beside an application that is in the middle of writing', async () => {
    const filename = await made('CREATE TABLE t (id INTEGER PRIMARY KEY)')
    const other = new sqlite3.Database(filename)
    await new Promise((resolve) => other.exec('BEGIN IMMEDIATE; INSERT INTO t VALUES (7)', resolve))
    const found = await tried(filename, { t: ['{"id":1}', '{"id":1}'] })
    await new Promise((resolve) => other.close(resolve))
    expect(found.collisions).toHaveLength(1)
  })

  it('makes no database where there is none', async () => {
    const create: Table[] = [
      {
        name: 't',
        columns: [
          {
            name: 'id',
            type: 'integer',
            bits: 32,
            native: 'INTEGER',
            nullable: false,
            generated: 'identity',
          },
          { name: 'c', type: 'text', native: 'text', nullable: false },
          { name: 't', type: 'integer', bits: 64, native: 'bigint', nullable: true },
        ],
        primaryKey: ['id'],
        uniques: [{ name: 'c_unique', columns: ['c'] }],
        indexes: [],
        foreignKeys: [
          {
            name: 't_fkey',
            columns: ['t'],
            references: { table: 't', columns: ['id'] },
            onDelete: 'no action',
            onUpdate: 'no action',
          },
        ],
      },
    ]
    const filename = file('none-yet.db')
    const lines = ['{"id":1,"c":"a","t":3}', '{"id":2,"c":"a","t":1}', '{"id":3,"c":null,"t":null}']
    const found = await tried(filename, { t: lines }, { create })
    expect(found.refusals).toEqual([[2, 'c', 'must not be null']])
    expect(found.collisions).toMatchObject([{ unique: 'c_unique', records: [{ key: { id: '2' } }] }])
    expect(found.orphans).toMatchObject([{ count: 1, records: [{ key: { id: '1' }, values: ['3'] }] }])
    expect(readdirSync(dirname(filename))).not.toContain('none-yet.db')
  })

  it('takes the encoding of a database of UTF-16', async () => {
    const filename = await made("PRAGMA encoding = 'UTF-16le'", 'CREATE TABLE t (id TEXT PRIMARY KEY)')
    const found = await tried(filename, { t: ['{"id":"é😀"}', '{"id":"é😀"}'] })
    expect(found.collisions).toMatchObject([{ records: [{ key: { id: 'é😀' } }] }])
  })
})

describe('records that would be refused', () => {
  const columns =
    "id INTEGER PRIMARY KEY, n INTEGER NOT NULL, m decimal(5,2), d date CONSTRAINT late CHECK (d > '2000-01-01'), c TEXT, CHECK (c <> 'x, (y)')"

  it('are all told, with each column at fault, and left out', async () => {
    const filename = await made(`CREATE TABLE t (${columns})`)
    const lines = numbers(3_000).map((n) => `{"id":${n},"n":1,"m":"1.50","d":"2026-01-05","c":"a"}`)
    lines[3] = '{"id":3,"n":"x","m":"y","d":"z","c":5}'
    lines[5] = '{"id":5,"n":null,"m":null,"d":null,"c":null}'
    lines[700] = '{"id":700,"n":1,"m":null,"d":"1999-01-01","c":null}'
    lines[701] = '{"id":701,"n":1,"m":null,"d":null,"c":"x, (y)"}'
    lines[2_999] = '{"id":{"$text":"abc"},"n":1,"m":null,"d":null,"c":null}'
    const found = await tried(filename, { t: lines }, { batch: 3_000 })
    expect(found.refusals).toEqual([
      [3, 'n', 'is not an integer'],
      [3, 'm', 'is not a decimal'],
      [3, 'd', 'is not a date'],
      [3, 'c', 'is not a text'],
      [5, 'n', 'must not be null'],
      [700, undefined, 'breaks the check late'],
      [701, undefined, "breaks the check c <> 'x, (y)'"],
      [2_999, 'id', 'is not an integer'],
    ])
    expect(found.rejections.every(({ batch }) => batch?.rows === 3_000)).toBe(true)
    expect(found.rows.t).toBe(2_995)
  })

  it.each([
    ['a check', columns, '{"id":1,"n":1,"m":null,"d":"1999-01-01","c":null}'],
    ['a text in a strict integer', 'id INTEGER PRIMARY KEY, c INT) STRICT', '{"id":1,"c":{"$text":"a"}}'],
    ['a text as a rowid', 'id INTEGER PRIMARY KEY, c INT', '{"id":{"$text":"a"},"c":1}'],
    ['null in a key without rowid', 'id TEXT PRIMARY KEY, c INT) WITHOUT ROWID', '{"id":null,"c":1}'],
    ['a half pair', 'id TEXT PRIMARY KEY, c TEXT', '{"id":"a","c":"\\ud83d"}'],
  ])('have the same reason in a load: %s', async (_, body, line) => {
    const filename = await made(`CREATE TABLE t (${body}${body.includes(') ') ? '' : ')'}`)
    const found = await tried(filename, { t: [line] })
    const database = await sqlite.open(settingsOf(filename))
    const tables = await database.tables()
    await database.close()
    const loaded = await importFile(filename, { tables, lines: { t: [line] } }).catch((error) => error)
    expect(found.rejections).toHaveLength(1)
    expect({ reason: loaded.reason, column: loaded.column }).toEqual({
      reason: found.rejections[0]!.reason,
      column: found.rejections[0]!.column,
    })
  })

  it('are found where they are many', async () => {
    const filename = await made('CREATE TABLE t (id INTEGER PRIMARY KEY, c INTEGER CHECK (c % 2))')
    const found = await tried(
      filename,
      { t: numbers(4_000).map((n) => `{"id":${n},"c":${n}}`) },
      { batch: 4_000 },
    )
    expect(found.rejections).toHaveLength(2_000)
    expect(found.rows.t).toBe(2_000)
  })

  it('are judged with defaults, computed columns and names of any kind', async () => {
    const filename = await made(
      `CREATE TABLE "a ""b"" [c]" (
        "check" INTEGER PRIMARY KEY /* CHECK (0) */, -- CHECK (0)
        [group] TEXT DEFAULT 'CHECK (0)' COLLATE NOCASE UNIQUE CHECK ('CHECK' <> "group"), other DEFAULT word,
        sum GENERATED ALWAYS AS ("check" * 2) STORED, CONSTRAINT "a b" CHECK (sum < 10), CONSTRAINT w CHECK (other = 'word'))`,
    )
    const [name] = ['a "b" [c]']
    const database = await sqlite.open(settingsOf(filename))
    const [target] = await database.tables()
    await database.close()
    const source = { ...target!, columns: target!.columns.filter(({ name }) => name !== 'other') }
    const found = await tried(
      filename,
      {
        [name!]: [
          '{"check":1,"group":"a","sum":2}',
          '{"check":2,"group":"A","sum":4}',
          '{"check":5,"group":"b","sum":10}',
          '{"check":3,"group":"CHECK","sum":6}',
        ],
      },
      { source },
    )
    expect(found.rows[name!]).toBe(2)
    expect(found.refusals).toEqual([
      [2, undefined, 'breaks the check a b'],
      [3, undefined, 'breaks the check CHECK'],
    ])
    expect(found.collisions).toMatchObject([
      { table: name, columns: ['group'], records: [{ values: ['A'] }] },
    ])
  })

  it('cannot be known where a check needs a function of the application', async () => {
    const filename = await made(
      'CREATE TABLE t (id INTEGER PRIMARY KEY, c TEXT)',
      'PRAGMA writable_schema = ON',
      "UPDATE sqlite_schema SET sql = 'CREATE TABLE t (id INTEGER PRIMARY KEY, c TEXT CHECK (is_fine(c)))'",
    )
    const error = await tried(filename, { t: ['{"id":1,"c":"a"}'] }).catch((error) => error)
    expect(error.message).toBe(
      'SQLite cannot load records into table t, nor check them: no such function: is_fine.',
    )
    expect(error.exitCode).toBe(12)
  })
})

describe('records that collide', () => {
  it('are all listed but the first of each group, under the collation that counts', async () => {
    const filename = await made(
      `CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT COLLATE NOCASE, b TEXT, UNIQUE (a), UNIQUE (b COLLATE RTRIM))`,
      'CREATE UNIQUE INDEX lowered ON t (lower(b), id % 2 DESC) WHERE id > 3',
    )
    const found = await tried(filename, {
      t: [
        '{"id":4,"a":"x","b":"B"}',
        '{"id":1,"a":"A","b":null}',
        '{"id":3,"a":"É","b":"b "}',
        '{"id":2,"a":"a","b":"b"}',
        '{"id":5,"a":"é","b":null}',
        '{"id":6,"a":"X","b":"b"}',
        '{"id":6,"a":null,"b":"c"}',
      ],
    })
    expect(found.collisions).toEqual([
      {
        table: 't',
        unique: 'primary key',
        columns: ['id'],
        count: 1,
        records: [{ key: { id: '6' }, values: ['6'] }],
      },
      {
        table: 't',
        unique: 'sqlite_autoindex_t_1',
        columns: ['a'],
        count: 2,
        records: [
          { key: { id: '2' }, values: ['a'] },
          { key: { id: '6' }, values: ['X'] },
        ],
      },
      {
        table: 't',
        unique: 'sqlite_autoindex_t_2',
        columns: ['b'],
        count: 2,
        records: [
          { key: { id: '3' }, values: ['b '] },
          { key: { id: '6' }, values: ['b'] },
        ],
      },
      {
        table: 't',
        unique: 'lowered',
        columns: ['lower(b)', 'id % 2'],
        count: 1,
        records: [{ key: { id: '6' }, values: ['b', '0'] }],
      },
    ])
  })

  it('are counted beyond those that are listed, in key order', async () => {
    const filename = await made('CREATE TABLE t (k INTEGER, c TEXT UNIQUE, PRIMARY KEY (k)) WITHOUT ROWID')
    const lines = numbers(5_000).map((n) => `{"k":${4_999 - n},"c":"same"}`)
    const { collisions } = await tried(filename, { t: lines })
    expect(collisions).toHaveLength(1)
    expect(collisions[0]).toMatchObject({ count: 4_999, unique: 'sqlite_autoindex_t_1' })
    expect(collisions[0]!.records).toHaveLength(mostFoundRecords)
    expect(collisions[0]!.records[0]).toEqual({ key: { k: '1' }, values: ['same'] })
  })

  it('are none where one of the values is null', async () => {
    const filename = await made('CREATE TABLE t (k TEXT PRIMARY KEY, a INT, b INT, UNIQUE (a, b))')
    const lines = ['{"k":null,"a":1,"b":null}', '{"k":null,"a":1,"b":null}']
    expect((await tried(filename, { t: lines })).collisions).toEqual([])
  })
})

describe('records that refer to none', () => {
  const schema = [
    'CREATE TABLE Parent (a INTEGER, b TEXT COLLATE NOCASE, code INTEGER UNIQUE, PRIMARY KEY (a, b))',
    `CREATE TABLE child (id INTEGER PRIMARY KEY, a INT, b TEXT, up INTEGER REFERENCES CHILD,
      CONSTRAINT of_parent FOREIGN KEY (a, b) REFERENCES parent)`,
    'CREATE TABLE outside (id INTEGER PRIMARY KEY, code TEXT NOT NULL REFERENCES PARENT (Code))',
    "INSERT INTO parent VALUES (9, 'z', 90), (8, 'y', 80)",
    "INSERT INTO outside VALUES (1, '90'), (2, '80')",
  ]

  it('are told of loaded tables and of tables that are not', async () => {
    const filename = await made(...schema)
    const found = await tried(filename, {
      Parent: ['{"a":1,"b":"x","code":90}', '{"a":"no","b":"y","code":1}'],
      child: [
        '{"id":1,"a":1,"b":"X","up":3}',
        '{"id":2,"a":1,"b":"z","up":1}',
        '{"id":3,"a":null,"b":"z","up":7}',
      ],
    })
    expect(found.orphans).toEqual([
      {
        table: 'child',
        foreignKey: 'child_up_fkey',
        columns: ['up'],
        parent: 'child',
        parentColumns: ['id'],
        isLoaded: true,
        count: 1,
        records: [{ key: { id: '3' }, values: ['7'] }],
      },
      {
        table: 'child',
        foreignKey: 'of_parent',
        columns: ['a', 'b'],
        parent: 'Parent',
        parentColumns: ['a', 'b'],
        isLoaded: true,
        count: 1,
        records: [{ key: { id: '2' }, values: ['1', 'z'] }],
      },
      {
        table: 'outside',
        foreignKey: 'outside_code_fkey',
        columns: ['code'],
        parent: 'Parent',
        parentColumns: ['code'],
        isLoaded: false,
        count: 1,
        records: [{ key: { id: '2' }, values: ['80'] }],
      },
    ])
  })

  it('are told where their parent stays, is emptied or is not there at all', async () => {
    const filename = await made(
      ...schema,
      'CREATE TABLE lost (id INTEGER PRIMARY KEY, r REFERENCES nowhere (x))',
    )
    const lines = { child: ['{"id":1,"a":9,"b":"Z","up":1}', '{"id":2,"a":7,"b":"z","up":1}'] }
    const stays = await tried(filename, { ...lines, lost: ['{"id":1,"r":"5"}'] })
    expect(stays.orphans.map(({ table, records }) => [table, records[0]!.key])).toEqual([
      ['child', { id: '2' }],
      ['lost', { id: '1' }],
    ])
    const emptied = await tried(filename, lines, { clear: ['Parent'] })
    expect(emptied.orphans.map(({ table, count }) => [table, count])).toEqual([
      ['child', 2],
      ['outside', 2],
    ])
  })

  it('are those whose value the parent has only in another form', async () => {
    const filename = await made(
      'CREATE TABLE p (code TEXT PRIMARY KEY)',
      'CREATE TABLE c (id INTEGER PRIMARY KEY, p INTEGER REFERENCES p)',
    )
    const { orphans } = await tried(filename, {
      p: ['{"code":"5"}', '{"code":"07"}'],
      c: ['{"id":1,"p":5}', '{"id":2,"p":7}'],
    })
    expect(orphans.map(({ records }) => records)).toEqual([[{ key: { id: '2' }, values: ['7'] }]])
  })

  const family = [
    'CREATE TABLE p (id TEXT PRIMARY KEY, up TEXT REFERENCES p) WITHOUT ROWID',
    'CREATE TABLE c (id INTEGER PRIMARY KEY, p TEXT NOT NULL REFERENCES p, q TEXT REFERENCES p)',
    'CREATE TABLE keep (id INTEGER PRIMARY KEY, c INT REFERENCES c)',
    "INSERT INTO p VALUES ('a', NULL)",
    "INSERT INTO c VALUES (1, 'a', NULL)",
    'INSERT INTO keep VALUES (1, 1)',
  ]
  const chain = numbers(3_000).map((n) => `{"id":"${n}","up":"${n + 1}"}`)
  const records = {
    p: [...chain, '{"id":"a","up":null}', '{"id":"b","up":"b"}'],
    c: ['{"id":1,"p":"5","q":null}', '{"id":2,"p":"a","q":"none"}', '{"id":3,"p":"none","q":"a"}'],
  }

  it('are left where a policy cannot help them', async () => {
    const filename = await made(...family)
    const nulled = await tried(filename, records, { orphans: 'null' })
    expect(nulled.orphans.map(({ table, columns, records }) => [table, columns, records[0]!.key])).toEqual([
      ['c', ['p'], { id: '3' }],
    ])
    const skipped = await tried(filename, records, { orphans: 'skip' })
    expect(skipped.orphans.map(({ table, isLoaded, records }) => [table, isLoaded, records[0]!.key])).toEqual(
      [['keep', false, { id: '1' }]],
    )
  })

  it('become null in a load, or are left out with all that refers to them', async () => {
    const filename = await made(...family, 'DELETE FROM keep')
    const database = await sqlite.open(settingsOf(filename))
    const tables = (await database.tables()).filter(({ name }) => name !== 'keep')
    await database.close()
    const failed = await importFile(filename, { tables, lines: records }, { orphans: 'null' }).catch((e) => e)
    expect(failed.message).toBe('Table c (id=3): p = none refers to no record of table p.')
    const outcomes: unknown[] = []
    const onFinish = (outcome: unknown) => outcomes.push(outcome)
    const mended = { ...records, c: records.c.slice(0, 2) }
    await importFile(filename, { tables, lines: mended }, { orphans: 'null', onFinish })
    expect(
      await execute(filename, [
        'SELECT count(*) AS n, count(up) AS up, (SELECT count(q) FROM c) AS q FROM p',
      ]),
    ).toEqual([{ n: 3_002, up: 3_000, q: 0 }])
    await importFile(filename, { tables, lines: records }, { orphans: 'skip', onFinish })
    expect(
      await execute(filename, ['SELECT group_concat(id) AS p, (SELECT count(*) FROM c) AS c FROM p']),
    ).toEqual([{ p: 'a,b', c: 0 }])
    expect(outcomes).toEqual([
      { nulled: 2, skipped: 0 },
      { nulled: 0, skipped: 3_003 },
    ])
  })
})
