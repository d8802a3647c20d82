import { execFile } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from '@jest/globals'
import { exitCodes } from '../../lib/errors.ts'
import type { Table } from '../../lib/schema/table.ts'
import {
  createDatabase,
  describeEachEngine,
  nativeDump,
  queryText,
  restartableServer,
  sql,
  type TestDatabase,
} from '../servers/servers.ts'
import { killWhenTold } from './kill-when-told.ts'
import { dumpOf, exportTo, failureOf, importFrom, newFile, recordsOf, withOpen } from './moving.ts'

const column = (name: string, more: Partial<Table['columns'][number]> = {}): Table['columns'][number] => ({
  name,
  type: 'integer',
  bits: 32,
  native: 'integer',
  nullable: false,
  ...more,
})

const tables: Table[] = [
  {
    name: 'owner',
    columns: [column('id'), column('name', { type: 'text', native: 'varchar(10)', length: 10 })],
    primaryKey: ['id'],
    uniques: [],
    indexes: [],
    foreignKeys: [],
  },
  {
    name: 'pet',
    columns: [column('id'), column('owner_id'), column('age', { bits: 16, native: 'smallint' })],
    primaryKey: ['id'],
    uniques: [],
    indexes: [],
    foreignKeys: [],
  },
]

/** Enough for several batches, so that rows are in the target when the last one fails. */
const many = 30_000
const owners = [
  { id: 1, name: 'Ada' },
  { id: 2, name: 'Bob' },
]
const pets = Array.from({ length: many }, (_, i) => ({ id: i + 1, owner_id: 1 + (i % 2), age: i % 20 }))

const schema = [
  'create table owner (id integer not null primary key, name varchar(10) not null)',
  'create table pet (id integer not null primary key, owner_id integer not null, age smallint not null, ' +
    'constraint pet_age check (age < 100), foreign key (owner_id) references owner (id))',
]

const triggers: Record<string, string[]> = {
  sqlite: [
    'create trigger older after insert on pet begin update pet set age = age + 1 where id = new.id; end',
  ],
  postgres: [
    'create function older() returns trigger language plpgsql as $$ begin new.age := new.age + 1; return new; end $$',
    'create trigger older before insert on pet for each row execute function older()',
  ],
  mysql: ['create trigger older before insert on pet for each row set new.age = new.age + 1'],
  mariadb: ['create trigger older before insert on pet for each row set new.age = new.age + 1'],
}

async function occupied(engine: { engine: TestDatabase['engine'] }, options = {}): Promise<TestDatabase> {
  const database = await createDatabase(engine, options)
  await sql(database, schema)
  await sql(database, ["insert into owner values (5, 'old')", 'insert into pet values (7, 5, 3)'])
  await sql(database, triggers[database.engine]!)
  return database
}

const dump = (more: object[] = []) => dumpOf(tables, { owner: owners, pet: [...pets, ...more] })

async function dumpFile(more: object[] = []): Promise<string> {
  const file = newFile()
  writeFileSync(file, await buffer(dump(more)))
  return file
}

describeEachEngine('an import into tables that hold records', (engine) => {
  it('replaces them with -c, and neither trigger nor default changes a value', async () => {
    const database = await occupied(engine)
    await importFrom(dump(), database, { clear: true })
    expect(await queryText(database, 'select count(*), min(id), sum(age) from pet')).toEqual([
      [String(many), '1', String(pets.reduce((sum, pet) => sum + pet.age, 0))],
    ])
    await sql(database, 'insert into pet values (99999, 1, 3)')
    expect(await queryText(database, 'select age from pet where id = 99999')).toEqual([['4']])
  })

  it('is refused without -c', async () => {
    const database = await occupied(engine)
    const before = await nativeDump(database)
    const error = await failureOf(importFrom(dump(), database))
    expect(error.exitCode).toBe(exitCodes.notEmpty)
    expect(error.message).toMatch(/owner, pet/)
    expect(await nativeDump(database)).toBe(before)
  })
})

describeEachEngine('a failing import leaves the target as it was', (engine) => {
  const last = many + 1

  it.each([
    ['a duplicate key in the last row', { id: 1, owner_id: 1, age: 1 }, exitCodes.failed, /pet.*id=1/],
    [
      'a value that the column cannot hold',
      { id: last, owner_id: 1, age: 'abc' },
      exitCodes.failed,
      new RegExp(`pet \\(id=${last}\\), column age, value "abc"`),
    ],
    [
      'a value that a constraint refuses',
      { id: last, owner_id: 1, age: 200 },
      exitCodes.failed,
      new RegExp(`pet \\(id=${last}\\)`),
    ],
    [
      'a null where none may be',
      { id: last, owner_id: 1, age: null },
      exitCodes.failed,
      /column age, value null/,
    ],
    ['an orphan', { id: last, owner_id: 77, age: 1 }, exitCodes.failed, /pet.*owner_id.*77/],
    ['a record without a column', { id: last, owner_id: 1 }, exitCodes.damaged, /lacks the column "age"/],
    [
      'a record with an unknown column',
      { id: last, owner_id: 1, age: 1, x: 1 },
      exitCodes.damaged,
      /unknown column "x"/,
    ],
  ])('%s', async (_, record, exitCode, message) => {
    const database = await occupied(engine)
    const before = await nativeDump(database)
    const error = await failureOf(importFrom(dump([record]), database, { clear: true }))
    expect(error.message).toMatch(message)
    expect(error.exitCode).toBe(exitCode)
    expect(error.hint).toBeTruthy()
    expect(await nativeDump(database)).toBe(before)
  })

  it('a flipped byte', async () => {
    const database = await occupied(engine)
    const before = await nativeDump(database)
    const file = await dumpFile()
    const bytes = readFileSync(file)
    bytes[bytes.lastIndexOf('"age":') + 6]! ^= 1
    writeFileSync(file, bytes)
    const error = await failureOf(importFrom(file, database, { clear: true }))
    expect(error.exitCode).toBe(exitCodes.damaged)
    expect(error.message).toContain('"pet"')
    expect(await nativeDump(database)).toBe(before)
  })

  it('a compressed file that is cut', async () => {
    const database = await occupied(engine)
    const before = await nativeDump(database)
    const file = await dumpFile()
    writeFileSync(file, gzipSync(readFileSync(file)).subarray(0, -1000))
    const error = await failureOf(importFrom(file, database, { clear: true }))
    expect(error.exitCode).toBe(exitCodes.damaged)
    expect(await nativeDump(database)).toBe(before)
  })

  it('a signal in the middle', async () => {
    const database = await occupied(engine)
    const before = await nativeDump(database)
    const abort = new AbortController()
    const reason = new Error('stopped')
    const onProgress = ({ table }: { table: string }) => {
      if (table === 'pet') abort.abort(reason)
    }
    await expect(
      importFrom(dump(), database, { clear: true, signal: abort.signal, onProgress }),
    ).rejects.toBe(reason)
    expect(await nativeDump(database)).toBe(before)
  })

  it('tables that --create made are gone again', async () => {
    const database = await createDatabase(engine)
    const before = await nativeDump(database)
    const error = await failureOf(
      importFrom(dump([{ id: 1, owner_id: 1, age: 1 }]), database, { create: true }),
    )
    expect(error.message).toMatch(/pet/)
    expect(await nativeDump(database)).toBe(before)
  })

  it('kill -9 in the middle; the next run of any task tidies up', async () => {
    const database = await occupied(engine)
    const before = await nativeDump(database)
    const file = await dumpFile()
    await killWhenTold(new URL('./import-and-hang.js', import.meta.url), [file, database.url])
    await withOpen(database, (open) => open.recover())
    expect(await nativeDump(database)).toBe(before)
    await importFrom(file, database, { clear: true })
    expect(await queryText(database, 'select count(*) from pet')).toEqual([[String(many)]])
  })
})

describeEachEngine('a server that dies in the middle', (engine) => {
  if (!engine.restartable) return
  it('leaves the target as it was, and the error says that it is gone', async () => {
    const server = await restartableServer(engine)
    try {
      const database = await occupied(engine, { server })
      const before = await nativeDump(database)
      let killing: Promise<void> | undefined
      const onProgress = ({ table }: { table: string }) => {
        if (table === 'pet') killing ??= server.kill()
      }
      const slow = { clear: true, onProgress }
      const error = await failureOf(importFrom(dump(), database, slow))
      await killing
      expect([exitCodes.unreachable, exitCodes.failed]).toContain(error.exitCode)
      await server.start()
      await withOpen(database, (open) => open.recover())
      expect(await nativeDump(database)).toBe(before)
    } finally {
      await server.stop()
    }
  })
})

describe('a disk that is full', () => {
  it('leaves the SQLite file as it was, byte for byte', async () => {
    const database = await createDatabase('sqlite')
    await sql(database, [...schema, "insert into owner values (5, 'old')"])
    const before = readFileSync(database.file!)
    // More than the cache that SQLite has for it, so that it writes before the commit.
    const long = Array.from({ length: 40_000 }, (_, id) => ({ id, name: 'x'.repeat(1000) }))
    const file = newFile()
    writeFileSync(file, await buffer(dumpOf(tables, { owner: long, pet: [] })))
    const script = new URL('./import-and-tell.js', import.meta.url).pathname
    // 300 kilobytes: the system refuses the rest, as a full disk does.
    const { stdout } = await promisify(execFile)('bash', [
      '-c',
      `ulimit -f 300; exec "${process.execPath}" "${script}" "${file}" "${database.url}"`,
    ])
    expect(stdout).toMatch(/^(The disk fails|No space is left for) the database/)
    expect(readFileSync(database.file!).equals(before)).toBe(true)
    expect(existsSync(`${database.file}-journal`)).toBe(false)
  })
})

describe('a record that was refused', () => {
  it('is named with its line in the dump', async () => {
    const database = await createDatabase('sqlite')
    await sql(database, schema)
    const file = await dumpFile([{ id: many + 1, owner_id: 1, age: null }])
    const error = await failureOf(importFrom(file, database))
    const line =
      readFileSync(file, 'utf8')
        .split('\n')
        .findIndex((text) => text.includes('"age":null')) + 1
    expect(error.message).toContain(`${file}, line ${line}: pet (id=${many + 1}), column age, value null: `)
    expect(recordsOf(await exportTo(database))).toContain('"pet":[\n]')
  })

  it('is shown digit for digit, and long keys shortened', async () => {
    const database = await createDatabase('sqlite')
    await sql(database, 'create table pet (id text not null primary key, age integer)')
    const id = `"${'é'.repeat(100)}`
    const textKey: Table = { ...tables[1]!, columns: [column('id', { type: 'text' }), column('age')] }
    const dump = await buffer(dumpOf([textKey], { pet: [{ id, age: 1 }] }))
    const exact = dump.toString('utf8').replace('"age":1', '"age":123456789012345678901')
    const error = await failureOf(importFrom(Readable.from([Buffer.from(exact)]), database, { edited: true }))
    expect(error.message).toContain(
      `pet (id="\\"${'é'.repeat(57)}…), column age, value 123456789012345678901: `,
    )
  })
})

describeEachEngine(
  'an import is refused',
  (engine) => {
    it('by a database whose default is to be read only', async () => {
      const database = await createDatabase(engine)
      await sql(database, [
        'create table pet (id integer primary key)',
        `alter database "${database.name}" set default_transaction_read_only = on`,
      ])
      const pet: Table = { ...tables[1]!, columns: [column('id')], foreignKeys: [] }
      const error = await failureOf(
        importFrom(dumpOf([pet], { pet: [{ id: 1 }] }), database, { clear: true }),
      )
      expect(error.message).toContain('read-only transaction')
      expect(error.hint).toContain('set to read-only')
    })

    it.each(['xml', 'money', 'tsvector'])('where bytes would go into %s', async (type) => {
      const database = await createDatabase(engine)
      await sql(database, `create table pet (id integer primary key, data ${type})`)
      const data = column('data', { type: 'binary', native: 'bytea' })
      const pet: Table = { ...tables[1]!, columns: [column('id'), data], foreignKeys: [] }
      const error = await failureOf(importFrom(dumpOf([pet], { pet: [{ id: 1, data: 'AA==' }] }), database))
      expect(error.exitCode).toBe(exitCodes.schemaMismatch)
      expect(error.message).toContain(`pet.data: binary (bytea) does not fit other (${type})`)
    })
  },
  ['postgres'],
)
