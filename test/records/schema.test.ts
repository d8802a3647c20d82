import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { describe, expect, it } from '@jest/globals'
import type { EngineName } from '../../lib/dialects/dialect.ts'
import { exitCodes } from '../../lib/errors.ts'
import { type ExportSchemaOptions, exportSchema } from '../../lib/records/export-schema.ts'
import { type ImportSchemaOptions, importSchema } from '../../lib/records/import-schema.ts'
import type { SchemaDocument } from '../../lib/records/schema-document.ts'
import { hasClient, runByClient } from '../servers/engine-client.ts'
import {
  createDatabase,
  describeEachEngine,
  describeEachPair,
  nativeDump,
  sql,
  type TestDatabase,
} from '../servers/servers.ts'
import { exportTo, failureOf, importFrom, newFile, settingsOf } from './moving.ts'

type Written = { text: string; file: string; notes: string[] }

async function written(
  from: TestDatabase | string,
  options: Partial<ExportSchemaOptions> = {},
): Promise<Written> {
  const file = newFile(options.engine === undefined ? 'json' : 'sql')
  const source = typeof from === 'string' ? { file: from } : { database: settingsOf(from) }
  const { notes } = await exportSchema({ from: source, to: file, ...options })
  return { text: readFileSync(file, 'utf8'), file, notes }
}

const imported = (from: string, database: TestDatabase, options: Partial<ImportSchemaOptions> = {}) =>
  importSchema({ database: settingsOf(database), from, ...options })

const parsed = ({ text }: Written): SchemaDocument => JSON.parse(text)

/** Names that break what does not quote, references to itself and in a circle, and what only this engine has. */
const odd: Record<EngineName, string[]> = {
  postgres: [
    `create type mood as enum ('sad', 'it''s; ok')`,
    `create schema other`,
    `create sequence invoice_no increment 5 start 100`,
    `create table "order" (id integer generated always as identity (start with 7) primary key, "select" varchar(20) not null default 'a;b''c\\d',
       "it's" mood, "a""b" integer default nextval('invoice_no'), up integer references "order" (id) on delete set null,
       twice bigint generated always as (id * 2) stored, tags text[], at timestamptz not null default now(),
       unique ("select", "it's"))`,
    `create index "low;er" on "order" (lower("select")) where up is null`,
    `create table other."group" (id serial primary key, n numeric(10,2) not null default 1.50, first integer)`,
    `create table "Left-hand" (id uuid primary key, "group" integer not null references other."group" (id) deferrable initially deferred)`,
    `alter table "order" add column hand uuid references "Left-hand" (id) on update cascade`,
    `alter table other."group" add constraint round foreign key (first) references "order" (id)`,
    `insert into "order" ("select") values ('x'), ('y')`,
    `insert into other."group" (n) values (1)`,
  ],
  sqlite: [
    `create table "order" (id integer primary key autoincrement, "select" varchar(20) not null default 'a;b''c\\d' collate nocase,
       "it's" text, "a""b" integer, up integer references "order" (id) on delete set null, twice integer as (id * 2) stored,
       at timestamp not null default current_timestamp, hand text references "Left-hand" (id), unique ("select", "it's"))`,
    `create index "low;er" on "order" (lower("select")) where up is null`,
    `create table "Left-hand" (id text primary key, back integer not null references "order" (id) deferrable initially deferred) without rowid`,
    `create table "group" (id integer primary key, n numeric(10,2) not null default 1.50, -- it's
       unique (n)) strict`.replace('numeric(10,2)', 'real'),
    `insert into "order" ("select", at) values ('x', '2026-01-05T10:00:00Z')`,
  ],
  ...mysqlFamily(),
}

function mysqlFamily(): Record<'mysql' | 'mariadb', string[]> {
  const shared = [
    "create table `order` (id int unsigned not null auto_increment primary key, `select` varchar(20) not null default 'a;b''c\\\\d', " +
      "`it's` enum('sad', 'it''s; ok') collate utf8mb4_general_ci, `a``b` int default 3, up int unsigned, twice bigint generated always as (id2 * 2) stored, id2 int, " +
      'at timestamp(3) not null default current_timestamp(3) on update current_timestamp(3), hand char(36), doc json, ' +
      "unique key `uq;1` (`select`, `it's`), key pre (`select`(5)), fulltext key words (`select`), " +
      'constraint self foreign key (up) references `order` (id) on delete set null)',
    'create table `Left-hand` (id char(36) not null primary key, back int unsigned not null, constraint back foreign key (back) references `order` (id) on update cascade)',
    'alter table `order` add constraint forth foreign key (hand) references `Left-hand` (id)',
    'create table `group` (id bigint not null primary key, n decimal(10,2) not null default 1.50, b blob, s set("a", "b")) default charset latin1',
    "insert into `order` (`select`) values ('x'), ('y')",
  ]
  return { mysql: shared, mariadb: [...shared, 'create sequence invoice_no start with 100 increment by 5'] }
}

describeEachEngine('a schema file', (engine) => {
  const schemas = { postgres: '?schemas=public,other' }[engine.engine as string] ?? ''
  const database = async (statements: readonly string[] = []) => {
    const made = await createDatabase(engine)
    const url = made.url + schemas
    for (const statement of statements) await sql(made, statement)
    return { ...made, url }
  }

  it('makes the same schema again, whatever the names and references are', async () => {
    const source = await database(odd[engine.engine])
    const first = await written(source)
    expect(first.text).not.toMatch(/"next"|"fresh"|"form"|created|record-tasks \d/)
    const target = await database()
    await imported(first.file, target)
    expect((await written(target)).text).toBe(first.text)
    // Numbers begin anew.
    expect((await written(await exportTo(target))).text).toBe(first.text)
  })

  it('gives SQL that the engine’s own client runs', async () => {
    if (!hasClient(engine)) return
    const source = await database(odd[engine.engine])
    const first = await written(source)
    for (const from of [source, first.file]) {
      const target = await database()
      const { file } = await written(from, { engine: engine.engine })
      await runByClient(target, file)
      expect((await written(target)).text).toBe(first.text)
    }
  })

  it('is the same from a database, from its dump and from a schema file, whatever records there are', async () => {
    const source = await database(odd[engine.engine])
    const { text, file } = await written(source)
    const dump = await exportTo(source, { to: newFile('json.gz') })
    expect((await written(dump)).text).toBe(text)
    expect((await written(file)).text).toBe(text)
  })

  it('is not made where a table is there already, and names all that are', async () => {
    const source = await database(['create table a (id integer)', 'create table b (id integer)'])
    const { file } = await written(source)
    const target = await database(['create table b (id integer)'])
    const before = await nativeDump(target)
    const error = await failureOf(imported(file, target))
    expect([error.exitCode, error.message]).toEqual([
      exitCodes.notEmpty,
      expect.stringContaining('names already: b'),
    ])
    expect(await nativeDump(target)).toBe(before)
    await imported(file, target, { exclude: ['b'] })
    expect((await written(target)).text).toBe(readFileSync(file, 'utf8'))
  })

  it('is made wholly or not at all', async () => {
    const { file, text } = await written(
      await database([
        'create table a (id integer not null primary key)',
        'create table z (id integer not null primary key)',
      ]),
    )
    const document = JSON.parse(text) as SchemaDocument
    document.tables[1]!.indexes = [
      { name: 'broken', columns: [], definition: 'CREATE INDEX broken ON z USING btree (nothing)' },
    ]
    writeFileSync(file, JSON.stringify(document))
    const target = await database()
    const before = await nativeDump(target)
    await expect(imported(file, target)).rejects.toThrow(/nothing|USING/)
    expect(await nativeDump(target)).toBe(before)
  })

  it('names what is edited in it, and changes nothing when it is only tried', async () => {
    const source = await database(['create table a (id integer not null primary key, name varchar(20))'])
    const { file } = await written(source)
    const target = await database()
    const before = await nativeDump(target)
    const options = { rename: { a: 'b', 'a.name': 'title' } }
    expect(await imported(file, target, { ...options, dry: true })).toMatchObject({ tables: ['b'] })
    expect(await nativeDump(target)).toBe(before)
    await imported(file, target, options)
    const { tables } = parsed(await written(target))
    expect(tables.map(({ name, columns }) => [name, ...columns.map((column) => column.name)])).toEqual([
      ['b', 'id', 'title'],
    ])
  })

  it('says what it does not carry', async () => {
    const isLite = engine.engine === 'sqlite'
    const source = await database([
      'create table a (id integer not null primary key, n integer, constraint positive check (n > 0))',
      'create view seen as select id from a',
      ...(engine.engine === 'postgres'
        ? [
            "create function f() returns trigger language plpgsql as 'begin return new; end'",
            'create trigger watch before insert on a for each row execute function f()',
          ]
        : [
            `create trigger watch before insert on a for each row ${isLite ? 'begin select 1; end' : 'set @x = 1'}`,
          ]),
    ])
    const { notes, text } = await written(source, { engine: 'postgres' })
    const expected = [
      `Not carried, checks (1): ${isLite ? 'a: CONSTRAINT "positive" CHECK (n > 0 )' : 'a.positive'}`,
      'Not carried, triggers (1): a.watch',
      'Not carried, views (1): seen',
      ...(engine.engine === 'postgres' ? ['Not carried, functions and procedures (1): f'] : []),
    ]
    expect(notes).toEqual(expected)
    expect(text.split('\n').slice(1, 1 + expected.length)).toEqual(expected.map((note) => `-- ${note}`))
    const fromDump = await written(await exportTo(source), { engine: 'sqlite' })
    expect(fromDump.notes).toEqual(['Not carried, triggers (1): a.watch'])
  })

  it('takes hundreds of tables', async () => {
    const source = await database(
      Array.from(
        { length: 200 },
        (_, n) =>
          `create table t${n} (id integer not null primary key, a varchar(5) unique, b integer, constraint k${n} foreign key (b) references t${n === 0 ? 0 : n - 1} (id))`,
      ),
    )
    const { file, text } = await written(source)
    const target = await database()
    expect((await imported(file, target)).tables).toHaveLength(200)
    expect((await written(target)).text).toBe(text)
  })
})

/** What every engine has; type names, collations and index names are its own. */
const shape = (schema: Written) =>
  parsed(schema).tables.map(({ name, columns, primaryKey, uniques, foreignKeys }) => ({
    name,
    columns: columns.map(({ name: column, type, nullable, length, precision, scale }) => ({
      column,
      type,
      nullable,
      length,
      precision,
      scale,
    })),
    primaryKey,
    uniques: uniques.map((unique) => unique.columns),
    foreignKeys,
  }))

describeEachPair('a schema in another engine', (source, target) => {
  it('comes back as it was', async () => {
    const common = [
      "create table a (id integer not null primary key, name varchar(20) default 'x' not null, price numeric(10,2), at date)",
      'create table b (id integer not null primary key, a_id integer, constraint b_a foreign key (a_id) references a (id) on delete cascade)',
      'create index b_by_a on b (a_id, id)',
      'create unique index a_by_name on a (name)',
    ]
    const origin = await createDatabase(source)
    for (const statement of common) await sql(origin, statement)
    const first = await written(origin)
    const there = await createDatabase(target)
    if (hasClient(target)) await runByClient(there, (await written(origin, { engine: target.engine })).file)
    else await imported(first.file, there)
    const made = await createDatabase(target)
    await imported(first.file, made)
    const second = await written(made)
    expect(shape(second)).toEqual(shape(await written(there)))
    const back = await createDatabase(source)
    await imported(second.file, back)
    expect(shape(await written(back))).toEqual(shape(first))
  })
})

interface Edited {
  version: number
  tables: { columns: Record<string, unknown>[]; [key: string]: unknown }[]
}

describe('a schema file that was edited', () => {
  const document = {
    format: 'record-schema',
    version: 1,
    source: { engine: 'sqlite' },
    schema: null,
    tables: [
      {
        name: 'part',
        columns: [
          {
            name: 'id',
            type: 'integer',
            bits: 64,
            native: 'INTEGER',
            nullable: false,
            generated: 'identity',
          },
          { name: 'nr', type: 'text', native: 'text', nullable: true },
        ],
        primaryKey: ['id'],
        uniques: [],
        indexes: [],
        foreignKeys: [],
      },
    ],
  }

  const messageOf = async (edit: (document: Edited) => void): Promise<string> => {
    const edited = structuredClone(document) as Edited
    edit(edited)
    const error = await failureOf(
      exportSchema({ from: { file: Readable.from([Buffer.from(JSON.stringify(edited))]) }, to: newFile() }),
    )
    expect(error.exitCode).toBe(exitCodes.damaged)
    return error.message
  }

  it.each<[string, (document: Edited) => void, string]>([
    [
      'a wrong type',
      ({ tables }) => {
        tables[0]!.columns[1]!.type = 'txt'
      },
      'tables[0].columns[1].type (part.nr) got "txt", and takes "boolean", "integer",',
    ],
    [
      'a misspelt key',
      ({ tables }) => {
        tables[0]!.columns[1]!.nulable = true
      },
      'tables[0].columns[1].nulable (part.nr) is no key that is known here (did you mean "nullable"?)',
    ],
    [
      'a missing key',
      ({ tables }) => {
        delete tables[0]!.primaryKey
      },
      'tables[0].primaryKey (part) is missing',
    ],
    [
      'a column that is not there',
      ({ tables }) => {
        tables[0]!.indexes = [{ name: 'i', columns: ['nrr'] }]
      },
      'tables[0].indexes[0].columns (part) names "nrr", and part has no such column (did you mean "nr"?)',
    ],
    [
      'a name that is there twice',
      ({ tables }) => {
        tables.push(structuredClone(tables[0]!))
      },
      'tables[1] has the name "part" a second time',
    ],
    [
      'a default that is none',
      ({ tables }) => {
        tables[0]!.columns[1]!.default = 'x'
      },
      'tables[0].columns[1].default (part.nr) got "x", and takes {"value": …}, {"now": true} or {"native": "SQL"}',
    ],
    [
      'a newer version',
      (edited) => {
        edited.version = 2
      },
      'standard input has schema format version 2; this version of record-tasks reads up to 1',
    ],
  ])('is refused for %s, with the place', async (_, edit, message) => {
    expect(await messageOf(edit)).toContain(message)
  })

  it('is refused for a comma too many, with the line', async () => {
    const file = newFile()
    writeFileSync(file, JSON.stringify(document, null, 2).replace('"schema": null,', '"schema": null,,'))
    const error = await failureOf(exportSchema({ from: { file }, to: newFile() }))
    expect(error.message).toMatch(/line 7, column 18: it is no valid JSON/)
  })

  it('is told from a dump by either reader', async () => {
    const file = newFile()
    writeFileSync(file, JSON.stringify(document))
    const other = newFile()
    writeFileSync(other, '{"a":1}')
    const error = await failureOf(exportSchema({ from: { file: other }, to: newFile() }))
    expect([error.exitCode, error.message]).toEqual([
      exitCodes.damaged,
      expect.stringContaining('JSON of another kind'),
    ])
    const records = await failureOf(importFrom(file, await createDatabaseWithTable()))
    expect([records.exitCode, records.message, records.hint]).toEqual([
      exitCodes.damaged,
      expect.stringContaining('is a schema without records'),
      expect.stringContaining('import-schema'),
    ])
  })

  it('leaves out what refers to tables that are left out, and says so', async () => {
    const edited = structuredClone(document) as Edited
    edited.tables[0]!.foreignKeys = [
      {
        name: 'k',
        columns: ['nr'],
        references: { table: 'gone', columns: ['x'] },
        onDelete: 'cascade',
        onUpdate: 'no action',
      },
    ]
    const file = newFile()
    writeFileSync(file, JSON.stringify(edited))
    const { text, notes } = await written(file, { engine: 'mysql' })
    expect(notes).toEqual(['part: the foreign key k is not carried over: the table gone is not among these'])
    expect(text).not.toContain('FOREIGN KEY')
  })

  it('is written for its owner alone, and over no other file', async () => {
    const { file } = await written(await createDatabaseWithTable())
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const error = await failureOf(exportSchema({ from: { file }, to: file }))
    expect(error.message).toContain('exists already')
  })
})

async function createDatabaseWithTable(): Promise<TestDatabase> {
  const database = await createDatabase('sqlite')
  await sql(database, 'create table t (id integer primary key)')
  return database
}
