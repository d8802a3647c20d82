import { describe, expect, it } from '@jest/globals'
import { sqlite } from '../../lib/dialects/sqlite/sqlite.ts'
import { cellsOf, execute, exportFile, importFile, settingsOf, temporaryFolder } from './sqlite-file.ts'

const file = temporaryFolder()
let count = 0

/** Into a schema of its own DDL, and into tables made from the dump: the cells of both are those of the source. */
async function moved(schema: readonly string[], rows: readonly (string | [string, ...unknown[]])[]) {
  const source = file(`${++count}.db`)
  const same = file(`${count}-same.db`)
  const made = file(`${count}-made.db`)
  await execute(source, [...schema, ...rows])
  await execute(same, schema)
  const exported = await exportFile(source)
  for (const target of [same, made]) {
    const notes: string[] = []
    const onFinish = (outcome: { notes?: readonly string[] }) => notes.push(...(outcome.notes ?? []))
    await importFile(target, exported, { onFinish })
    expect((await exportFile(target)).lines).toEqual(exported.lines)
    for (const { name } of exported.tables)
      expect(await cellsOf(target, name)).toEqual(await cellsOf(source, name))
  }
  return { source, same, made, exported }
}

const marks = (filename: string) => execute(filename, ['SELECT name, seq FROM sqlite_sequence ORDER BY name'])

describe('what SQLite gave out comes back into SQLite as it was', () => {
  it('any storage class in any column', async () => {
    const cells = [
      "'abc'",
      "''",
      '1.5',
      '2',
      "'2'",
      "x'32'",
      '-0.0',
      '9e999',
      '-9e999',
      '1e300',
      '5e-324',
      'NULL',
    ]
    const more = [
      '9223372036854775807',
      '-9223372036854775808',
      "'9223372036854775808'",
      "'1e5'",
      "' 5 '",
      "'true'",
    ]
    const odd = [
      "'a' || char(0) || 'b'",
      "CAST(x'61ff' AS TEXT)",
      "'a' || char(13) || 'b'",
      "'2026-01-05'",
      "'0x1F'",
    ]
    const types = [
      'INTEGER',
      'BOOLEAN',
      'REAL',
      'NUMERIC',
      'DECIMAL(10,2)',
      'TEXT',
      'BLOB',
      '',
      'DATETIME',
      'JSON',
      'UUID',
      '"no ()type"',
    ]
    const columns = types.map((type, index) => `c${index} ${type}`)
    await moved(
      [`CREATE TABLE t (${columns.join(', ')})`],
      [...cells, ...more, ...odd].map((cell) => `INSERT INTO t VALUES (${types.map(() => cell).join(', ')})`),
    )
  })

  it('any storage class in a strict table', async () => {
    await moved(
      ['CREATE TABLE t (id INTEGER PRIMARY KEY, a ANY, b INT, c REAL, d TEXT, e BLOB) STRICT'],
      [
        "INSERT INTO t VALUES (1, '5', 1, 2, '5', x''), (2, 1.0, 0, -0.5, '', x'00'), (3, 5, NULL, 1e300, 'é', NULL), (4, x'35', 1, 1, ' ', x'35')",
      ],
    )
  })

  it('marks of AUTOINCREMENT above and below the highest id, without rows and without a mark', async () => {
    const tables = ['above', 'below', 'empty', 'unused', 'unmarked']
    const { source, same, made } = await moved(
      tables.map((name) => `CREATE TABLE ${name} (id INTEGER PRIMARY KEY AUTOINCREMENT)`),
      [
        'INSERT INTO above VALUES (5)',
        'INSERT INTO below VALUES (500)',
        'INSERT INTO empty VALUES (7)',
        'DELETE FROM empty',
        'INSERT INTO unmarked VALUES (3)',
        "UPDATE sqlite_sequence SET seq = 1000 WHERE name = 'above'",
        "UPDATE sqlite_sequence SET seq = 3 WHERE name = 'below'",
        "DELETE FROM sqlite_sequence WHERE name = 'unmarked'",
      ],
    )
    expect(await marks(source)).toHaveLength(3)
    expect(await marks(same)).toEqual(await marks(source))
    expect(await marks(made)).toEqual(await marks(source))
  })

  it('JSON documents as Python writes them', async () => {
    const { exported } = await moved(
      ['CREATE TABLE t (id INTEGER PRIMARY KEY, c JSON, d json_text)'],
      [
        `INSERT INTO t VALUES (1, '{"a": [1, 2], "b, c: d": "x: \\", y"}', '{"a":1.50}'), (2, '{}', '[]'), (3, 'null', NULL), (4, '[1.0, 12345678901234567890]', '"x"')`,
      ],
    )
    expect(exported.tables[0]!.columns.map(({ form }) => form)).toEqual([undefined, 'spaced', undefined])
    expect(exported.lines.t![0]).toBe('{"id":1,"c":{"a":[1,2],"b, c: d":"x: \\", y"},"d":{"a":1.50}}')
  })

  it('tables whose columns have taken every name of the rowid', async () => {
    const { exported } = await moved(
      ['CREATE TABLE t (rowid text, _rowid_ integer, oid blob)'],
      ["INSERT INTO t VALUES ('b', 1, x'00'), ('a', 'x', 5), ('b', 1, x'00'), (NULL, 2, NULL)"],
    )
    expect(exported.lines.t![0]).toBe('{"rowid":null,"_rowid_":2,"oid":null}')
  })

  it('keys that are INTEGER and no rowid, and references to a table that is not there', async () => {
    const { made } = await moved(
      [
        'CREATE TABLE d (id INTEGER PRIMARY KEY DESC, r INT REFERENCES nowhere DEFAULT 0)',
        'CREATE TABLE w (id INTEGER PRIMARY KEY, n INT) WITHOUT ROWID',
      ],
      ['INSERT INTO d VALUES (5, NULL), (NULL, NULL), (1.5, NULL)', 'INSERT INTO w VALUES (9, 1), (-1, 2)'],
    )
    const exported = await exportFile(made)
    expect(exported.tables.map(({ columns }) => columns[0]!.generated)).toEqual([undefined, undefined])
    expect(exported.tables[0]!.foreignKeys[0]!.references).toEqual({ table: 'nowhere', columns: [] })
  })

  it('booleans that are letters', async () => {
    const { exported, made } = await moved(
      ["CREATE TABLE t (id INTEGER PRIMARY KEY, a boolean DEFAULT 't', b boolean)"],
      ["INSERT INTO t VALUES (1, 't', 1), (2, 'f', 't'), (3, NULL, 2)"],
    )
    expect(exported.lines.t).toEqual([
      '{"id":1,"a":true,"b":true}',
      '{"id":2,"a":false,"b":{"$text":"t"}}',
      '{"id":3,"a":null,"b":2}',
    ])
    await execute(made, ['INSERT INTO t (id) VALUES (4)'])
    expect(await execute(made, ['SELECT a FROM t WHERE id = 4'])).toEqual([{ a: 't' }])
  })

  it('columns of types that nobody knows, as what they hold', async () => {
    const { exported } = await moved(
      ['CREATE TABLE t (id serial PRIMARY KEY, a thing, b thing, c thing, d thing)'],
      ["INSERT INTO t VALUES (1, 5, 1.5, 'x', NULL), (2, '7', '8', 9, NULL)"],
    )
    expect(exported.tables[0]!.columns.map(({ type }) => type)).toEqual([
      'integer',
      'integer',
      'decimal',
      'other',
      'other',
    ])
  })

  it('defaults in double quotes and without any', async () => {
    const { made, exported } = await moved(
      [
        'CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT DEFAULT "", b TEXT DEFAULT word, c DEFAULT "it\'s ""x""", d INT DEFAULT TRUE)',
      ],
      [],
    )
    expect(exported.tables[0]!.columns.slice(1, 3).map((column) => column.default)).toEqual([
      { value: '' },
      { value: 'word' },
    ])
    await execute(made, ['INSERT INTO t (id) VALUES (1)'])
    expect(await execute(made, ['SELECT * FROM t'])).toEqual([
      { id: 1, a: '', b: 'word', c: 'it\'s "x"', d: 1 },
    ])
  })

  it('defaults that are constants in every engine, as such', async () => {
    const { made, exported } = await moved(
      [
        "CREATE TABLE t (id INTEGER PRIMARY KEY, u UUID DEFAULT 'ae5bb337-e959-a008-61fb-027abb672440', v UUID DEFAULT 'AE', " +
          "d DATE DEFAULT '2024-02-29', e DATE DEFAULT '2023-02-29', f DATE DEFAULT (date('now')), g DATE DEFAULT '0000-00-00', " +
          'i BIGINT DEFAULT 9223372036854775807, j BIGINT DEFAULT -9007199254740992, k BIGINT DEFAULT 9223372036854775808, ' +
          'l BIGINT DEFAULT 9007199254740991)',
      ],
      [],
    )
    expect(exported.tables[0]!.columns.slice(1).map((column) => column.default)).toEqual([
      { value: 'ae5bb337-e959-a008-61fb-027abb672440' },
      { native: "'AE'" },
      { value: '2024-02-29' },
      { native: "'2023-02-29'" },
      { native: "date('now')" },
      { native: "'0000-00-00'" },
      { value: '9223372036854775807' },
      { value: '-9007199254740992' },
      { native: '9223372036854775808' },
      { value: 9007199254740991 },
    ])
    await execute(made, ['INSERT INTO t (id) VALUES (1)'])
    expect(
      await execute(made, ['SELECT u, d, typeof(i) AS t, CAST(i AS TEXT) AS i, CAST(j AS TEXT) AS j FROM t']),
    ).toEqual([
      {
        u: 'ae5bb337-e959-a008-61fb-027abb672440',
        d: '2024-02-29',
        t: 'integer',
        i: '9223372036854775807',
        j: '-9007199254740992',
      },
    ])
  })

  it('keys that are null in several records, in one order wherever they stand', async () => {
    const lines = ['{"id":null,"v":"x"}', '{"id":null,"v":"y"}', '{"id":3,"v":"z"}']
    const { exported } = await moved(
      ['CREATE TABLE t (id INTEGER PRIMARY KEY DESC, v TEXT)'],
      ["INSERT INTO t VALUES (3, 'z'), (NULL, 'y'), (NULL, 'x')"],
    )
    expect(exported.lines.t).toEqual(lines)
  })
})

it('says which JSON documents come back in another layout', async () => {
  await execute(file('layouts.db'), [
    'CREATE TABLE t (id INTEGER PRIMARY KEY, a JSON, b JSON)',
    `INSERT INTO t VALUES (1, '{"a": 1}', '[1]'), (2, '{ "a" : 1 }', '[2]')`,
  ])
  const database = await sqlite.open(settingsOf(file('layouts.db')))
  const { notes } = await database.snapshot()
  await database.close()
  expect(notes).toEqual([
    'Some JSON documents of t.a come back with other white space or other escapes than they have: the same documents, in one layout for each column.',
  ])
})

describe('full-text indexes', () => {
  const schema = [
    'CREATE TABLE book (id INTEGER PRIMARY KEY, title TEXT)',
    "CREATE VIRTUAL TABLE found USING fts5(title, content = 'book', content_rowid = 'id')",
    'CREATE VIRTUAL TABLE found4 USING fts4(content="BOOK", title)',
    'CREATE VIRTUAL TABLE alone USING fts5(title)',
    'CREATE TRIGGER book_found AFTER INSERT ON book BEGIN INSERT INTO found (rowid, title) VALUES (new.id, new.title); END',
  ]

  it('of tables that were loaded are built anew, and others are told', async () => {
    const filename = file('full-text.db')
    await execute(filename, [...schema, "INSERT INTO book VALUES (1, 'old words')"])
    const exported = await exportFile(filename)
    const notes: string[] = []
    await importFile(
      filename,
      { ...exported, lines: { book: ['{"id":2,"title":"new words"}'] } },
      { onFinish: (outcome) => notes.push(...(outcome.notes ?? [])) },
    )
    const matches = (index: string, word: string) =>
      execute(filename, [`SELECT rowid AS id FROM ${index} WHERE ${index} MATCH '${word}'`])
    expect(await matches('found', 'old')).toEqual([])
    expect(await matches('found', 'new')).toEqual([{ id: 2 }])
    expect(await matches('found4', 'new')).toEqual([{ id: 2 }])
    expect(notes).toEqual([
      'alone is a virtual table with content of its own, which an import leaves as it is.',
    ])
  })
})

describe('collations that only their application has', () => {
  /** The schema says what no statement may: SQLite would ask for the collation. */
  const collated = async (filename: string, ...tables: [name: string, sql: string][]) =>
    execute(filename, [
      ...tables.map(([, sql]) => sql),
      'PRAGMA writable_schema = ON',
      "UPDATE sqlite_schema SET sql = replace(sql, 'NOCASE', 'unicase')",
    ])

  it('are no hindrance where no order depends on them', async () => {
    const filename = file('unicase.db')
    await execute(filename, [
      'CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT COLLATE NOCASE, n INT COLLATE NOCASE)',
      "INSERT INTO t VALUES (1, 'a', 1), (2, 5, 'x')",
    ])
    await collated(filename)
    const exported = await exportFile(filename)
    expect(exported.lines.t).toEqual(['{"id":1,"name":"a","n":1}', '{"id":2,"name":"5","n":{"$text":"x"}}'])
    await importFile(filename, exported)
    expect((await exportFile(filename)).lines).toEqual(exported.lines)
  })

  it('are named where rows cannot be found without', async () => {
    const filename = file('unicase-key.db')
    await collated(filename, [
      'tags',
      'CREATE TABLE tags (tag TEXT COLLATE NOCASE PRIMARY KEY, at datetime) WITHOUT ROWID',
    ])
    const database = await sqlite.open(settingsOf(filename))
    const occupied = database.tables().then((tables) => database.occupied(tables))
    await occupied.catch(() => undefined)
    await database.close()
    expect(await occupied).toEqual(new Set())
    const error = await exportFile(filename).catch((error) => error)
    expect(error.message).toBe(
      'SQLite cannot reach the records of tags: the key is in the order of unicase, a collation that only its application brings along.',
    )
    expect([error.exitCode, error.hint]).toEqual([
      12,
      'Leave out what cannot be reached: -x tags. Nothing was changed.',
    ])
  })
})
