import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from '@jest/globals'
import sqlite3 from 'sqlite3'
import { sqlite } from '../../lib/dialects/sqlite/sqlite.ts'
import type { Column, Table } from '../../lib/schema/table.ts'
import {
  batchOf,
  cellsOf,
  execute,
  exportFile,
  importFile,
  planOf,
  settingsOf,
  temporaryFolder,
} from './sqlite-file.ts'

const file = temporaryFolder()

/** Everything in the schema but what SQLite adds itself. */
const schemaOf = (filename: string) =>
  execute(filename, ['SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name'])

type Rejection = Error & { exitCode?: number; cause?: { code?: string } }

async function rejection(promise: Promise<unknown>): Promise<Rejection> {
  try {
    await promise
  } catch (error) {
    return error as Rejection
  }
  throw new Error('was expected to reject')
}

describe('opening', () => {
  it('refuses a missing file by its absolute path, and makes none', async () => {
    const error = await rejection(sqlite.open(settingsOf(file('none.db'))))
    expect(error.message).toContain(file('none.db'))
    expect([error.exitCode, error.cause?.code]).toEqual([14, 'missing'])
    expect(existsSync(file('none.db'))).toBe(false)
  })

  it('refuses a directory and what is no database', async () => {
    mkdirSync(file('folder'))
    writeFileSync(file('text.db'), 'not a database, but long enough to look like one. '.repeat(100))
    expect((await rejection(sqlite.open(settingsOf(file('folder'))))).message).toContain('is a directory')
    const error = await rejection(sqlite.open(settingsOf(file('text.db'))))
    expect(error.message).toContain('is not an SQLite database')
    expect([error.exitCode, error.cause?.code]).toEqual([14, 'missing'])
  })

  it('takes a path with any characters', async () => {
    const filename = file('a b%20?mode=rw#x.db')
    await execute(filename, ['CREATE TABLE t (id INTEGER PRIMARY KEY)'])
    expect((await exportFile(filename)).tables.map(({ name }) => name)).toEqual(['t'])
    const database = await sqlite.open(settingsOf(filename))
    expect(database.name).toBe('a b%20?mode=rw#x')
    expect(database.version).toMatch(/^3\.\d+\.\d+$/)
    await database.close()
  })

  it('leaves no empty file behind where a new database stayed empty', async () => {
    const database = await sqlite.open(settingsOf(file('new.db')), { createFile: true })
    expect(await database.tables()).toEqual([])
    await database.close()
    expect(existsSync(file('new.db'))).toBe(false)
  })

  it('reads a database in WAL mode with what stands in its log', async () => {
    const filename = file('wal.db')
    const writer = new sqlite3.Database(filename)
    await new Promise<void>((resolve, reject) =>
      writer.exec(
        "PRAGMA journal_mode = WAL; CREATE TABLE t (id INTEGER PRIMARY KEY, c TEXT); INSERT INTO t VALUES (1, 'logged')",
        (error) => (error ? reject(error) : resolve()),
      ),
    )
    expect((await exportFile(filename)).lines.t).toEqual(['{"id":1,"c":"logged"}'])
    await new Promise((resolve) => writer.close(resolve))
    expect((await exportFile(filename)).lines.t).toEqual(['{"id":1,"c":"logged"}'])
    expect(readdirSync(dirname(filename)).filter((name) => name.startsWith('wal.db'))).toEqual(['wal.db'])
  })

  it('reads a database of UTF-16', async () => {
    const filename = file('utf16.db')
    await execute(filename, [
      "PRAGMA encoding = 'UTF-16le'",
      'CREATE TABLE t (id INTEGER PRIMARY KEY, c TEXT, b BLOB, j JSON)',
      `INSERT INTO t VALUES (1, 'é😀"', x'00ff', '{"a": 1}')`,
      `INSERT INTO t VALUES (2, replace(hex(zeroblob(9000)), '0', 'é'), zeroblob(9000), NULL)`,
    ])
    expect((await exportFile(filename)).lines.t).toEqual([
      '{"id":1,"c":"é😀\\"","b":"AP8=","j":{"a":1}}',
      `{"id":2,"c":"${'é'.repeat(18_000)}","b":"${Buffer.alloc(9_000).toString('base64')}","j":null}`,
    ])
  })

  it('orders text of UTF-16 by its bytes in UTF-8, and takes it back', async () => {
    const filename = file('utf16-order.db')
    const again = file('utf16-order-again.db')
    const texts = ['a', 'aa', 'a\0', 'b', 'é', 'ab', '', 'ﬀ', '😀', 'x'.repeat(300), 'x'.repeat(70_000), 'xy']
    const tables = 'CREATE TABLE t (id TEXT PRIMARY KEY, b BLOB)'
    await execute(filename, ["PRAGMA encoding = 'UTF-16le'", tables])
    await execute(again, ["PRAGMA encoding = 'UTF-16be'", tables])
    for (const text of texts)
      await execute(filename, [['INSERT INTO t VALUES (?, ?)', text, Buffer.from([1])]])
    await execute(filename, ["INSERT INTO t VALUES (NULL, NULL), (x'00', x''), (5, 7)"])
    const exported = await exportFile(filename)
    const ids = exported.lines.t!.map((line) => (JSON.parse(line) as { id: unknown }).id)
    const byBytes = texts.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    expect(ids).toEqual([null, ...byBytes.slice(0, 1), '5', ...byBytes.slice(1), { $blob: 'AA==' }])
    await importFile(again, exported)
    expect((await exportFile(again)).lines).toEqual(exported.lines)
    expect(await cellsOf(again, 't')).toHaveLength(texts.length + 3)
  })

  it('applies the pragmas of the configuration', async () => {
    await execute(file('pragma.db'), ['CREATE TABLE t (id INTEGER PRIMARY KEY)'])
    const database = await sqlite.open(settingsOf(file('pragma.db'), { pragmas: { cache_size: -1234 } }))
    expect(await database.knex().raw('PRAGMA cache_size')).toEqual([{ cache_size: -1234 }])
    await database.close()
  })
})

/** Options of the table may follow a closing parenthesis of its own. */
const createT = (columns: string): string => `CREATE TABLE t (${columns}${columns.includes(') ') ? '' : ')'}`

const inventory = [
  `CREATE TABLE "part" (
    id integer PRIMARY KEY AUTOINCREMENT,
    name varchar(80) NOT NULL COLLATE NOCASE,
    price decimal(10,2) DEFAULT 1.50,
    active boolean NOT NULL DEFAULT 1,
    added datetime DEFAULT CURRENT_TIMESTAMP,
    upper_name text GENERATED ALWAYS AS (upper(name || ', (x)')) STORED,
    doubled AS (price * 2),
    CONSTRAINT part_name_unique UNIQUE (name))`,
  `CREATE TABLE stock (
    part_id integer NOT NULL, place text NOT NULL DEFAULT 'it''s here', parent integer, amount integer DEFAULT -1,
    PRIMARY KEY (part_id, place),
    CONSTRAINT stock_part FOREIGN KEY (part_id) REFERENCES part ON DELETE CASCADE,
    FOREIGN KEY (parent) REFERENCES part (id) ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED) WITHOUT ROWID`,
  'CREATE INDEX stock_amount ON stock (amount)',
  'CREATE UNIQUE INDEX stock_parent_amount ON stock (parent, amount)',
  'CREATE INDEX part_lower ON part (lower(name)) WHERE active',
  'CREATE INDEX part_price ON part (price DESC)',
  'CREATE TABLE strict_one (id INTEGER PRIMARY KEY, c ANY) STRICT',
  'CREATE VIEW cheap AS SELECT * FROM part',
  'CREATE VIRTUAL TABLE search USING fts5(name)',
  'CREATE VIRTUAL TABLE boxes USING rtree(id, x1, x2)',
  `CREATE TRIGGER part_touch AFTER INSERT ON part BEGIN UPDATE part SET name = name || '!' WHERE id = new.id; END`,
]

const described = (tables: readonly Table[], name: string): Table =>
  tables.find((table) => table.name === name)!

const columnOf = (tables: readonly Table[], table: string, column: string): Column =>
  described(tables, table).columns.find(({ name }) => name === column)!

describe('introspection', () => {
  it('describes tables, keys, defaults, computed columns, indexes, foreign keys and triggers', async () => {
    const filename = file('inventory.db')
    await execute(filename, [
      ...inventory,
      "INSERT INTO part (id, name) VALUES (7, 'bolt')",
      'UPDATE sqlite_sequence SET seq = 500',
    ])
    const { tables } = await exportFile(filename)
    expect(tables.map(({ name }) => name)).toEqual(['part', 'stock', 'strict_one'])
    expect(described(tables, 'part')).toEqual({
      name: 'part',
      columns: [
        {
          name: 'id',
          type: 'integer',
          bits: 64,
          native: 'INTEGER',
          nullable: false,
          generated: 'identity',
          next: 501,
        },
        {
          name: 'name',
          type: 'text',
          length: 80,
          native: 'varchar(80)',
          nullable: false,
          collation: 'NOCASE',
        },
        {
          name: 'price',
          type: 'decimal',
          precision: 10,
          scale: 2,
          native: 'decimal(10,2)',
          nullable: true,
          default: { value: '1.50' },
        },
        { name: 'active', type: 'boolean', native: 'boolean', nullable: false, default: { value: true } },
        { name: 'added', type: 'timestamp', native: 'datetime', nullable: true, default: { now: true } },
        {
          name: 'upper_name',
          type: 'text',
          native: 'TEXT',
          nullable: true,
          generated: 'stored',
          expression: "upper(name || ', (x)')",
        },
        {
          name: 'doubled',
          type: 'other',
          native: '',
          nullable: true,
          generated: 'virtual',
          expression: 'price * 2',
        },
      ],
      primaryKey: ['id'],
      uniques: [{ name: 'part_name_unique', columns: ['name'] }],
      indexes: [
        {
          name: 'part_lower',
          columns: [],
          definition: 'CREATE INDEX part_lower ON part (lower(name)) WHERE active',
        },
        { name: 'part_price', columns: [], definition: 'CREATE INDEX part_price ON part (price DESC)' },
      ],
      foreignKeys: [],
      triggers: ['part_touch'],
      options: 'AUTOINCREMENT',
    })
    expect(described(tables, 'stock')).toMatchObject({
      primaryKey: ['part_id', 'place'],
      uniques: [{ name: 'stock_parent_amount', columns: ['parent', 'amount'], index: true }],
      indexes: [{ name: 'stock_amount', columns: ['amount'] }],
      foreignKeys: [
        {
          name: 'stock_part',
          columns: ['part_id'],
          references: { table: 'part', columns: ['id'] },
          onDelete: 'cascade',
          onUpdate: 'no action',
        },
        {
          name: 'stock_parent_fkey',
          columns: ['parent'],
          references: { table: 'part', columns: ['id'] },
          onDelete: 'no action',
          onUpdate: 'set null',
          deferrable: 'deferred',
        },
      ],
      options: 'WITHOUT ROWID',
    })
    expect(columnOf(tables, 'stock', 'place').default).toEqual({ value: "it's here" })
    expect(columnOf(tables, 'stock', 'amount').default).toEqual({ value: -1 })
    expect(columnOf(tables, 'strict_one', 'id')).toMatchObject({ generated: 'identity', next: 1 })
    expect(described(tables, 'strict_one').options).toBe('STRICT')
  })

  it('asks as many statements for 1,000 tables as for 10', async () => {
    const statementsFor = async (count: number) => {
      const filename = file(`tables-${count}.db`)
      const handle = Array.from(
        { length: count },
        (_, n) =>
          `CREATE TABLE t${n} (id INTEGER PRIMARY KEY, a datetime, b REFERENCES t0 (id)); CREATE INDEX i${n} ON t${n} (a); INSERT INTO t${n} (a) VALUES ('2026-01-05 10:00:00');`,
      )
      await new Promise<void>((resolve, reject) => {
        const db = new sqlite3.Database(filename)
        db.exec(`BEGIN; ${handle.join('\n')} COMMIT;`, (error) =>
          db.close(() => (error ? reject(error) : resolve())),
        )
      })
      let statements = 0
      const database = await sqlite.open(settingsOf(filename), { onStatement: () => statements++ })
      const tables = await database.tables()
      expect(tables.length).toBe(count)
      expect((await database.occupied(tables)).size).toBe(count)
      await database.close()
      return statements
    }
    expect(await statementsFor(1_000)).toBe(await statementsFor(10))
  })
})

describe('the order of records', () => {
  const orders: [string, string, string, string[]][] = [
    ['an integer key by value', 'id INTEGER PRIMARY KEY', '(10), (9), (-1)', ['-1', '9', '10']],
    [
      'a text key by its bytes',
      'id TEXT PRIMARY KEY',
      "('b'), ('B'), ('é'), ('a '), ('a'), ('aa')",
      ['"B"', '"a"', '"a "', '"aa"', '"b"', '"é"'],
    ],
    [
      'a NOCASE key by its bytes',
      'id TEXT COLLATE NOCASE PRIMARY KEY',
      "('b'), ('A'), ('a1'), ('B2')",
      ['"A"', '"B2"', '"a1"', '"b"'],
    ],
    [
      'a NOCASE key without rowid by its bytes',
      'id TEXT COLLATE NOCASE PRIMARY KEY) WITHOUT ROWID',
      "('b'), ('A'), ('a1'), ('B2')",
      ['"A"', '"B2"', '"a1"', '"b"'],
    ],
    ['nulls first, several of them', 'id TEXT PRIMARY KEY', "('x'), (NULL), (NULL)", ['null', 'null', '"x"']],
    [
      'rows without a key by all columns, duplicates too',
      'id text',
      "('b'), ('a'), ('b')",
      ['"a"', '"b"', '"b"'],
    ],
    [
      'decimals by value, with what is no number at either end',
      'id numeric',
      "('NaN'), (5), ('-Infinity'), (NULL), ('Infinity'), (-7.5)",
      ['null', '"-Infinity"', '"-7.5"', '"5"', '"Infinity"', '"NaN"'],
    ],
    ['a key that is called rowid', 'rowid TEXT PRIMARY KEY', "('b'), ('a')", ['"a"', '"b"']],
    [
      'instants by value',
      'id timestamptz PRIMARY KEY',
      "('2026-01-01 00:00:00.5Z'), ('2026-01-01 00:00:00Z')",
      ['"2026-01-01T00:00:00Z"', '"2026-01-01T00:00:00.5Z"'],
    ],
    [
      'dates of other eras by value',
      'id date PRIMARY KEY',
      "('2026-01-01'), ('0044-03-15 BC'), ('0100-03-15 BC'), ('infinity'), ('-infinity'), ('10000-01-01')",
      ['"-infinity"', '"0100-03-15 BC"', '"0044-03-15 BC"', '"2026-01-01"', '"10000-01-01"', '"infinity"'],
    ],
  ]
  it.each(orders)('%s', async (_, column, rows, expected) => {
    const filename = file(`order-${orders.findIndex(([name]) => name === _)}.db`)
    await execute(filename, [createT(column), `INSERT INTO t VALUES ${rows}`])
    const { lines } = await exportFile(filename)
    expect(lines.t!.map((line) => line.slice(line.indexOf(':') + 1, -1))).toEqual(expected)
  })

  it('holds over many pages, with and without a rowid key', async () => {
    const filename = file('pages.db')
    const rows = 'WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 29999)'
    await execute(filename, [
      'CREATE TABLE a (id INTEGER PRIMARY KEY, c TEXT)',
      'CREATE TABLE b (id TEXT PRIMARY KEY, c TEXT)',
      'CREATE TABLE d (k1 INTEGER, k2 TEXT, c TEXT, PRIMARY KEY (k1, k2)) WITHOUT ROWID',
      `INSERT INTO a ${rows} SELECT i * 3 - 1000, 'row ' || i FROM n`,
      `INSERT INTO b ${rows} SELECT format('%05d', i * 7919 % 30000), 'row ' || i FROM n`,
      `INSERT INTO d ${rows} SELECT i % 7, format('%05d', i * 7919 % 30000), 'row ' || i FROM n`,
    ])
    const { lines } = await exportFile(filename)
    const keys = (table: string) =>
      lines[table]!.map((line) => {
        const { c, ...key } = JSON.parse(line) as Record<string, unknown>
        return Object.values(key)
      })
    expect(keys('a')).toEqual(Array.from({ length: 30_000 }, (_, i) => [i * 3 - 1000]))
    expect(keys('b')).toEqual(Array.from({ length: 30_000 }, (_, i) => [String(i).padStart(5, '0')]))
    expect(new Set(lines.d).size).toBe(30_000)
    expect(keys('d')).toEqual(
      keys('d').toSorted((a, b) => Number(a[0]) - Number(b[0]) || Number(a[1]) - Number(b[1])),
    )
  })

  it('is kept at both ends of 64 bits', async () => {
    const filename = file('ends.db')
    await execute(filename, [
      'CREATE TABLE t (id INTEGER PRIMARY KEY)',
      'INSERT INTO t VALUES (-9223372036854775808), (9223372036854775807), (9223372036854775806), (0)',
    ])
    expect((await exportFile(filename)).lines.t).toEqual([
      '{"id":"-9223372036854775808"}',
      '{"id":0}',
      '{"id":"9223372036854775806"}',
      '{"id":"9223372036854775807"}',
    ])
  })
})

describe('a snapshot', () => {
  it('sees one moment, while others write, and can be read on after a read that was left early', async () => {
    const filename = file('snapshot.db')
    await execute(filename, [
      'PRAGMA journal_mode = WAL',
      'CREATE TABLE a (id INTEGER PRIMARY KEY, c TEXT)',
      'CREATE TABLE b (id TEXT PRIMARY KEY)',
      `INSERT INTO a WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) SELECT i, 'row' FROM n`,
      "INSERT INTO b VALUES ('x')",
    ])
    const database = await sqlite.open(settingsOf(filename))
    const snapshot = await database.snapshot()
    await execute(filename, ["INSERT INTO b VALUES ('y')", 'DELETE FROM a'])
    const [a, b] = snapshot.tables
    expect(await snapshot.estimates()).toEqual(
      new Map([
        ['a', 20_000],
        ['b', 1],
      ]),
    )
    for await (const batch of snapshot.read(a!)) {
      expect(batch.rows).toBeGreaterThan(0)
      break
    }
    const lines: string[] = []
    for await (const batch of snapshot.read(b!)) lines.push(batch.bytes.toString())
    expect(lines).toEqual(['{"id":"x"}\n'])
    await snapshot.close()
    await database.close()
  })
})

describe('unusual tables', () => {
  it('come out and go in with names of any kind', async () => {
    const filename = file('names.db')
    const names = [
      'a "quoted" name',
      "it's",
      'with.dot',
      'select',
      'Mixed Case',
      'back`tick',
      'ünï😀',
      '[x]',
      'a\\b',
      '%',
    ]
    await execute(filename, [
      `CREATE TABLE "odd ""table"".x" (id INTEGER PRIMARY KEY, ${names.map((name) => `"${name.replaceAll('"', '""')}" "odd type"`)})`,
      `INSERT INTO "odd ""table"".x" VALUES (1, ${names.map((_, n) => `'v${n}'`)})`,
    ])
    const exported = await exportFile(filename)
    expect(JSON.parse(exported.lines['odd "table".x']![0]!)).toEqual({
      id: 1,
      ...Object.fromEntries(names.map((name, n) => [name, `v${n}`])),
    })
    await importFile(file('names-again.db'), exported)
    expect((await exportFile(file('names-again.db'))).lines).toEqual(exported.lines)
  })

  it('may have 1,900 columns', async () => {
    const filename = file('wide.db')
    const columns = Array.from({ length: 1_899 }, (_, n) => `c${n} TEXT`)
    await execute(filename, [
      `CREATE TABLE t (id INTEGER PRIMARY KEY, ${columns})`,
      `INSERT INTO t VALUES (1, ${columns.map((_, n) => `'${n}'`)}), (2, ${columns.map(() => 'NULL')})`,
    ])
    const exported = await exportFile(filename)
    expect(Object.keys(JSON.parse(exported.lines.t![0]!)).length).toBe(1_900)
    await importFile(file('wide-again.db'), exported)
    expect((await exportFile(file('wide-again.db'))).lines).toEqual(exported.lines)
  })

  it('may have 1,900 columns and a long cell', async () => {
    const filename = file('wide-long.db')
    const columns = Array.from({ length: 1_899 }, (_, n) => `c${n} TEXT`)
    await execute(filename, [
      `CREATE TABLE t (id INTEGER PRIMARY KEY, ${columns})`,
      ['INSERT INTO t (id, c0, c1898) VALUES (1, ?, ?)', 'é'.repeat(3_000_000), 'last'],
    ])
    const exported = await exportFile(filename)
    const record = JSON.parse(exported.lines.t![0]!)
    expect([record.c0 === 'é'.repeat(3_000_000), record.c1, record.c1898]).toEqual([true, null, 'last'])
  })

  it.each(['UTF-8', 'UTF-16le'])(
    'may have long cells in a database of %s, whatever bytes are in them',
    async (encoding) => {
      const filename = file(`long-${encoding}.db`)
      // Long ones are read in parts: characters lie across their ends, and base64 has parts of all lengths.
      const cells = [
        ...['a', 'aa'].map((start) => start + '€'.repeat(1_500_000)),
        ...['', 'a', 'aa'].map((start) => start + '😀'.repeat(1_100_000)),
        ...[7_999_997, 7_999_998, 7_999_999].map((length) => Buffer.alloc(length, 'a€')),
        ...[1, 'short', Buffer.from('short')],
      ]
      const again = file(`long-${encoding}-again.db`)
      const made = [
        `PRAGMA encoding = '${encoding}'`,
        'CREATE TABLE t (id INTEGER PRIMARY KEY, c TEXT, b BLOB, n)',
      ]
      await execute(again, made)
      await execute(filename, [
        ...made,
        ...cells.map((cell): [string, ...unknown[]] => ['INSERT INTO t (c, b, n) VALUES (?1, ?1, ?1)', cell]),
      ])
      // A byte that is none of UTF-8; characters that are not whole before, at and behind the end of a part, and at the end.
      const broken = [
        "zeroblob(5000000) || x'ff'",
        ...[-2, -1, 0, 1].map((n) => `zeroblob(${3_999_999 + n}) || x'e282' || zeroblob(500000)`),
        "zeroblob(5000000) || x'f09f98'",
      ]
      if (encoding === 'UTF-8')
        await execute(
          filename,
          broken.map((bytes) => `INSERT INTO t (c) VALUES (CAST(${bytes} AS TEXT))`),
        )
      const exported = await exportFile(filename)
      const tagged = exported.lines.t!.filter((line) => line.includes('{"$invalid":'))
      expect(tagged.length).toBe(encoding === 'UTF-8' ? broken.length : 0)
      await importFile(again, exported)
      const [before, after] = [await cellsOf(filename, 't'), await cellsOf(again, 't')]
      const isSame = before.map((row, n) => isDeepStrictEqual(row, after[n]))
      expect(isSame).toEqual(before.map(() => true))
    },
  )

  it('may have cells of 20 MB among small ones', async () => {
    const filename = file('huge.db')
    await execute(filename, [
      'CREATE TABLE t (id INTEGER PRIMARY KEY, c TEXT, b BLOB)',
      `INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) SELECT i, 'x', NULL FROM n`,
      `UPDATE t SET c = replace(hex(zeroblob(10000000)), '0', 'y') WHERE id = 2000`,
      'UPDATE t SET b = zeroblob(20000000) WHERE id = 2001',
    ])
    const exported = await exportFile(filename)
    expect(exported.lines.t!.map((line) => line.length).filter((length) => length > 100)).toEqual([
      20_000_027, 26_666_694,
    ])
    await importFile(file('huge-again.db'), exported)
    expect(await cellsOf(file('huge-again.db'), 't')).toEqual(await cellsOf(filename, 't'))
  })

  it('may be alone with long cells of every kind, which come back byte for byte', async () => {
    const filename = file('long.db')
    const text = 'é "quoted" \\ \t\n\r \u0001 \0 \u2028 😀 '.repeat(40_000)
    const documents = [{ $key: text }, [text, 1e300, null], { a: { $key: [text] } }].map((each) =>
      JSON.stringify(each),
    )
    await execute(filename, [
      'CREATE TABLE t (id INTEGER PRIMARY KEY, c TEXT, j JSON, d json_text, b BLOB, n)',
      ['INSERT INTO t (c, b, n) VALUES (?, ?, ?)', text, Buffer.from(text), text],
      ...documents.map((each): [string, ...unknown[]] => ['INSERT INTO t (j, d) VALUES (?, ?)', each, each]),
      ['INSERT INTO t (c) VALUES (?)', 'x'.repeat(4_000_001)],
    ])
    const exported = await exportFile(filename)
    const again = file('long-again.db')
    await importFile(again, exported)
    expect(await cellsOf(again, 't')).toEqual(await cellsOf(filename, 't'))
  })
})

describe('loading', () => {
  it('makes the same schema again on the same engine, and takes back the sequence', async () => {
    const filename = file('schema.db')
    await execute(filename, [
      ...inventory.filter((sql) => /^CREATE (TABLE|INDEX|UNIQUE)/.test(sql)),
      "INSERT INTO part (id, name, price) VALUES (0, 'zero', 1), (7, 'bolt', 2.25)",
      "INSERT INTO stock VALUES (7, 'here', 7, 3), (0, '', NULL, NULL)",
      'UPDATE sqlite_sequence SET seq = 500',
    ])
    const again = file('schema-again.db')
    const exported = await exportFile(filename)
    await importFile(again, exported)
    const back = await exportFile(again)
    expect(back).toEqual(exported)
    expect(await cellsOf(again, 'part')).toEqual(await cellsOf(filename, 'part'))
    await execute(again, ["INSERT INTO part (name) VALUES ('next')"])
    expect(await execute(again, ["SELECT id FROM part WHERE name = 'next'"])).toEqual([{ id: 501 }])
  })

  it('lets no trigger and no default change a value, and has the triggers back afterwards', async () => {
    const source = file('triggers-source.db')
    await execute(source, [
      'CREATE TABLE part (id INTEGER PRIMARY KEY, name TEXT)',
      "INSERT INTO part VALUES (1, 'a'), (2, NULL)",
    ])
    const target = file('triggers.db')
    await execute(target, [
      "CREATE TABLE part (id INTEGER PRIMARY KEY, name TEXT DEFAULT 'unnamed')",
      'CREATE TABLE log (n INTEGER)',
      "CREATE TRIGGER b_first AFTER INSERT ON part BEGIN INSERT INTO log VALUES (new.id); UPDATE part SET name = 'changed'; END",
      'CREATE TRIGGER "a second" BEFORE DELETE ON part /* kept; */ BEGIN INSERT INTO log VALUES (-old.id); END',
      "INSERT INTO part VALUES (9, 'old')",
      'DELETE FROM log',
    ])
    const before = await schemaOf(target)
    const exported = await exportFile(source)
    await importFile(target, exported)
    expect(await schemaOf(target)).toEqual(before)
    expect(await execute(target, ['SELECT * FROM part'])).toEqual([
      { id: 1, name: 'a' },
      { id: 2, name: null },
    ])
    expect(await execute(target, ['SELECT * FROM log'])).toEqual([])
    await execute(target, ["INSERT INTO part VALUES (3, 'c')"])
    expect(await execute(target, ['SELECT name FROM part WHERE id = 3'])).toEqual([{ name: 'changed' }])
  })

  it('takes forward, self and cyclic references in any order', async () => {
    const filename = file('cycles.db')
    await execute(filename, [
      'PRAGMA foreign_keys = OFF',
      'CREATE TABLE a (id INTEGER PRIMARY KEY, b INTEGER NOT NULL REFERENCES b (id), a INTEGER REFERENCES a)',
      'CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER NOT NULL REFERENCES a (id))',
      'INSERT INTO a VALUES (1, 1, 2), (2, 1, 1)',
      'INSERT INTO b VALUES (1, 2)',
    ])
    const exported = await exportFile(filename)
    await importFile(file('cycles-again.db'), exported)
    expect((await exportFile(file('cycles-again.db'))).lines).toEqual(exported.lines)
  })

  it('names an orphan and leaves everything as it was', async () => {
    const filename = file('orphans.db')
    await execute(filename, [
      'CREATE TABLE parent (id INTEGER PRIMARY KEY)',
      'CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent)',
      'INSERT INTO parent VALUES (1)',
      'INSERT INTO child VALUES (5, 1)',
    ])
    const exported = await exportFile(filename)
    const bytes = readFileSync(filename)
    const error = await rejection(
      importFile(filename, { ...exported, lines: { parent: ['{"id":2}'], child: exported.lines.child! } }),
    )
    expect(error.message).toBe('Table child (id=5): parent_id = 1 refers to no record of table parent.')
    expect(error.exitCode ?? 1).toBe(1)
    expect(readFileSync(filename).equals(bytes)).toBe(true)
  })

  it('checks references into a table that was cleared, from one that was not touched', async () => {
    const filename = file('cleared.db')
    await execute(filename, [
      'CREATE TABLE parent (id INTEGER PRIMARY KEY)',
      'CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent)',
      'INSERT INTO parent VALUES (1)',
      'INSERT INTO child VALUES (5, 1)',
    ])
    const database = await sqlite.open(settingsOf(filename))
    const parent = described(await database.tables(), 'parent')
    const load = await database.load({ create: [], clear: [parent], loads: [] })
    expect((await rejection(load.finish())).message).toContain('refers to no record of table parent')
    await load.rollback()
    await database.close()
    expect((await exportFile(filename)).lines.parent).toEqual(['{"id":1}'])
  })

  const refused: [string, string, string[], object][] = [
    [
      'a duplicate key',
      'id INTEGER PRIMARY KEY, c TEXT',
      ['{"id":1,"c":"a"}', '{"id":2,"c":"b"}', '{"id":1,"c":"c"}'],
      { row: 2, column: 'id' },
    ],
    [
      'a duplicate that the table would replace',
      'id INTEGER PRIMARY KEY ON CONFLICT REPLACE, c TEXT',
      ['{"id":1,"c":"a"}', '{"id":1,"c":"c"}'],
      { row: 1, column: 'id' },
    ],
    [
      'a duplicate by case',
      'id INTEGER PRIMARY KEY, c TEXT COLLATE NOCASE UNIQUE',
      ['{"id":1,"c":"a"}', '{"id":2,"c":"A"}'],
      { row: 1, column: 'c' },
    ],
    [
      'null in a column that takes none',
      'id INTEGER PRIMARY KEY, c TEXT NOT NULL',
      ['{"id":1,"c":"a"}', '{"id":2,"c":null}'],
      { row: 1, column: 'c', reason: 'must not be null' },
    ],
    [
      'null as the rowid',
      'id INTEGER PRIMARY KEY, c TEXT',
      ['{"id":null,"c":"a"}'],
      { row: 0, column: 'id', reason: 'must not be null' },
    ],
    [
      'what breaks a check',
      'id INTEGER PRIMARY KEY, c INTEGER CHECK (c > 0)',
      ['{"id":1,"c":1}', '{"id":2,"c":0}'],
      { row: 1 },
    ],
    [
      'a text in a strict integer',
      'id INTEGER PRIMARY KEY, c INTEGER) STRICT',
      ['{"id":1,"c":{"$text":"a"}}'],
      { row: 0, column: 'c' },
    ],
    [
      'a text in an integer',
      'id INTEGER PRIMARY KEY, c INTEGER',
      ['{"id":1,"c":"12x"}'],
      { row: 0, column: 'c', reason: 'is not an integer' },
    ],
    [
      'a fraction in an integer',
      'id INTEGER PRIMARY KEY, c INTEGER',
      ['{"id":1,"c":1.5}'],
      { row: 0, column: 'c' },
    ],
    [
      'an integer beyond 64 bits',
      'id INTEGER PRIMARY KEY, c INTEGER',
      ['{"id":1,"c":"9223372036854775808"}'],
      { row: 0, column: 'c' },
    ],
    [
      'digits beyond a double',
      'id INTEGER PRIMARY KEY, c decimal(30,10)',
      ['{"id":1,"c":"12345678901234567890.1234567890"}'],
      { row: 0, column: 'c' },
    ],
    [
      'a tagged text that would become a number',
      'id INTEGER PRIMARY KEY, c INTEGER',
      ['{"id":1,"c":{"$text":"5"}}'],
      { row: 0, column: 'c' },
    ],
    [
      'an object in a text',
      'id INTEGER PRIMARY KEY, c TEXT',
      ['{"id":1,"c":{"a":1}}'],
      { row: 0, column: 'c' },
    ],
    ['base64 that is none', 'id INTEGER PRIMARY KEY, c BLOB', ['{"id":1,"c":"AA"}'], { row: 0, column: 'c' }],
    [
      'long base64 that has an end inside',
      'id INTEGER PRIMARY KEY, c BLOB',
      [`{"id":1,"c":"${'A'.repeat(65_534)}==AAAA"}`],
      { row: 0, column: 'c' },
    ],
    [
      'half a surrogate pair',
      'id INTEGER PRIMARY KEY, c TEXT',
      ['{"id":1,"c":"\\ud83d"}'],
      { row: 0, column: 'c' },
    ],
    [
      'a word for a date',
      'id INTEGER PRIMARY KEY, c date',
      ['{"id":1,"c":"yesterday"}'],
      { row: 0, column: 'c' },
    ],
  ]
  it.each(refused)('refuses %s, and leaves the target as it was', async (name, columns, lines, expected) => {
    const filename = file(`refused-${refused.findIndex(([other]) => other === name)}.db`)
    await execute(filename, [createT(columns), 'INSERT INTO t (id) SELECT 77 WHERE 0'])
    const { tables } = await exportFile(filename)
    const bytes = readFileSync(filename)
    const error = await rejection(importFile(filename, { tables, lines: { t: lines } }))
    expect(error).toMatchObject({ name: 'RecordRejected', ...expected })
    expect(readFileSync(filename).equals(bytes)).toBe(true)
  })

  it('refuses with code 13 while another process writes', async () => {
    const filename = file('locked.db')
    await execute(filename, ['CREATE TABLE t (id INTEGER PRIMARY KEY)'])
    const other = new sqlite3.Database(filename)
    await new Promise((resolve) => other.exec('BEGIN IMMEDIATE', resolve))
    const exported = await exportFile(filename)
    const error = await rejection(importFile(filename, exported))
    await new Promise((resolve) => other.close(resolve))
    expect(error.exitCode).toBe(13)
    expect(error.message).toContain('holds the lock')
  })

  it('rolls back when its signal is aborted', async () => {
    const filename = file('aborted.db')
    await execute(filename, ['CREATE TABLE t (id INTEGER PRIMARY KEY)', 'INSERT INTO t VALUES (1)'])
    const exported = await exportFile(filename)
    const bytes = readFileSync(filename)
    const controller = new AbortController()
    const reason = new Error('stopped by the user')
    const aborted = importFile(
      filename,
      { ...exported, lines: { t: ['{"id":2}'] } },
      { open: { signal: controller.signal }, before: async () => controller.abort(reason) },
    )
    expect(await rejection(aborted)).toBe(reason)
    expect(readFileSync(filename).equals(bytes)).toBe(true)
    expect((await exportFile(filename)).lines.t).toEqual(['{"id":1}'])
  })

  it('ends a statement that runs, and rolls back, when its signal is aborted', async () => {
    const filename = file('interrupted.db')
    await execute(filename, [
      'CREATE TABLE t (id INTEGER PRIMARY KEY, c TEXT, CHECK (length(hex(zeroblob(100000 + id))) > 0))',
      "INSERT INTO t VALUES (1, '1')",
    ])
    const exported = await exportFile(filename)
    const bytes = readFileSync(filename)
    const controller = new AbortController()
    const lines = Array.from({ length: 100_000 }, (_, n) => `{"id":${n},"c":"1"}`)
    const running = importFile(
      filename,
      { ...exported, lines: { t: lines } },
      {
        open: {
          signal: controller.signal,
          // Preparing the INSERT is the last that is announced before it runs for seconds.
          onStatement: (sql) => sql.startsWith('INSERT') && setTimeout(() => controller.abort(), 100),
        },
      },
    )
    expect((await rejection(running)).name).toBe('AbortError')
    expect(readFileSync(filename).equals(bytes)).toBe(true)
  })

  it('rolls back when no space is left, and says so', async () => {
    const filename = file('full.db')
    await execute(filename, [
      'CREATE TABLE t (id INTEGER PRIMARY KEY, c TEXT)',
      "INSERT INTO t VALUES (1, 'old')",
    ])
    const exported = await exportFile(filename)
    const bytes = readFileSync(filename)
    const database = await sqlite.open(settingsOf(filename, { pragmas: { max_page_count: 10 } }))
    const { tables } = exported
    const plan = planOf(tables[0]!, tables[0]!)
    const load = await database.load({ create: [], clear: tables, loads: [plan] })
    const table = await load.table(plan)
    await table.write(batchOf([`{"id":1,"c":"${'x'.repeat(100_000)}"}`]))
    const error = await rejection(table.end())
    await load.rollback()
    await database.close()
    expect(error.message).toBe(`No space is left for the database sqlite:${filename}.`)
    expect(readFileSync(filename).equals(bytes)).toBe(true)
  })

  it('says which schema cannot be checked, where a foreign key refers to no key', async () => {
    const filename = file('mismatch.db')
    await execute(filename, [
      'CREATE TABLE parent (id INTEGER PRIMARY KEY, code TEXT)',
      'CREATE TABLE child (id INTEGER PRIMARY KEY, code TEXT REFERENCES parent (code))',
    ])
    const exported = await exportFile(filename)
    const error = await rejection(
      importFile(filename, { ...exported, lines: { child: ['{"id":1,"code":"a"}'] } }),
    )
    expect(error.message).toContain('The foreign keys of table child cannot be checked')
  })

  it('leaves the old records after kill -9', async () => {
    const filename = file('killed.db')
    await execute(filename, [
      'CREATE TABLE t (id INTEGER PRIMARY KEY, c TEXT)',
      `INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) SELECT i, 'old ' || i FROM n`,
    ])
    const before = await exportFile(filename)
    await killedImport(filename)
    expect(readdirSync(dirname(filename))).toContain(`${basename(filename)}-journal`)
    expect((await exportFile(filename)).lines).toEqual(before.lines)
  })
})

/** Starts a process that clears and loads, and kills it before it commits, when pages have reached the file. */
async function killedImport(filename: string): Promise<void> {
  const script = `
    import sqlite3 from 'sqlite3'
    const db = new sqlite3.Database(process.argv[1])
    db.exec("PRAGMA cache_size = 10; BEGIN EXCLUSIVE; DELETE FROM t; INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) SELECT i, 'new ' || i FROM n", () => console.log('loaded'))
    setInterval(() => undefined, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, filename], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  const ended = new Promise((resolve) => child.once('close', resolve))
  child.kill('SIGKILL')
  await ended
}
