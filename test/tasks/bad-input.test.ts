import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Ended, type Project, project } from '../runner/project.ts'
import { createDatabase, describeEachEngine, nativeDump, sql, type TestDatabase } from '../servers/servers.ts'

/** A failure as a person must see it: one line, a hint, no stack, nothing on stdout. */
function expectFailure(ended: Ended, exitCode: number, message: string | RegExp): void {
  const lines = ended.stderr.trimEnd().split('\n')
  const error = lines.findIndex((line) => line.startsWith('error: '))
  expect(lines[error]).toMatch(message)
  expect(lines.slice(error + 1).join('\n')).not.toMatch(/^\s+at /m)
  expect(ended.stdout).toBe('')
  expect(ended.exitCode).toBe(exitCode)
}

let folder: Project
beforeAll(() => {
  folder = project()
})
afterAll(() => folder.remove())

async function filled(engine: { engine: TestDatabase['engine'] }): Promise<TestDatabase> {
  const database = await createDatabase(engine)
  await sql(database, ['create table item (id integer not null primary key, name varchar(20))'])
  await sql(database, "insert into item values (1, 'one'), (2, 'two')")
  return database
}

/** The same database with another part of its URL. */
const changed = (database: TestDatabase, change: (url: URL) => void): string => {
  const url = new URL(database.url)
  change(url)
  return url.href
}

describeEachEngine('bad input', (engine) => {
  let database: TestDatabase
  let before: string
  beforeAll(async () => {
    database = await filled(engine)
    before = await nativeDump(database)
    const ended = await folder.run(['export-records', '-f', `${engine.engine}.json`, '-d', database.url])
    expect([ended.exitCode, ended.stderr]).toEqual([
      0,
      expect.stringContaining('Exported 2 records of 1 table'),
    ])
  })
  afterAll(() => database.drop())

  const importFile = (name: string, ...more: string[]) =>
    folder.run(['import-records', '-c', '-f', name, '-d', database.url, ...more])

  it.each([
    ['is missing', undefined, 1, /missing\.json does not exist/],
    ['is empty', '', 10, /is empty: not a record dump/],
    ['is text', 'hello\n', 10, /not a record dump/],
    ['is JSON of another kind', '{"a": [1, 2]}', 10, /JSON of another kind/],
    [
      'is a dump of a newer format',
      '{"format":"record-dump","version":9,"tool":"x 9","source":{},"tables":[],"records":{}}',
      10,
      /format version 9/,
    ],
  ])('a dump that %s changes nothing', async (_, text, exitCode, message) => {
    const name = text === undefined ? 'missing.json' : 'bad.json'
    if (text !== undefined) writeFileSync(folder.path(name), text)
    expectFailure(await importFile(name), exitCode, message)
    expect(await nativeDump(database)).toBe(before)
  })

  it('a directory in place of a dump changes nothing', async () => {
    folder.write({ 'folder/x': '' })
    expectFailure(await importFile('folder'), 1, /folder is a directory/)
    expect(await nativeDump(database)).toBe(before)
  })

  it('a dump with a table that the target lacks changes nothing, and --create makes it', async () => {
    const dump = readFileSync(folder.path(`${engine.engine}.json`), 'utf8')
    folder.write({ 'table.json': dump.replaceAll('"item"', '"other \'name"') })
    expectFailure(await importFile('table.json'), 12, /other 'name: the target has no such table/)
    expect(await nativeDump(database)).toBe(before)
    const created = await folder.run(['import-records', '--create', '-f', 'table.json', '-d', database.url])
    expect([created.exitCode, created.stderr]).toEqual([0, expect.stringContaining('1 table made')])
    const quote = /mysql|mariadb/.test(engine.engine) ? '`' : '"'
    await sql(database, `drop table ${quote}other 'name${quote}`)
  })

  it('a dump with a column that the target lacks changes nothing, and --ignore-nonexistent says what it left out', async () => {
    const other = await createDatabase(engine)
    await sql(other, 'create table item (id integer not null primary key)')
    const empty = await nativeDump(other)
    const args = ['import-records', '-f', `${engine.engine}.json`, '-d', other.url]
    expectFailure(await folder.run(args), 12, /item\.name: the target has no such column/)
    expect(await nativeDump(other)).toBe(empty)
    const ended = await folder.run([...args, '--ignore-nonexistent'])
    expect([ended.exitCode, ended.stderr]).toEqual([3, expect.stringContaining('item.name')])
  })

  it('a target with rows is refused without -c', async () => {
    const args = ['import-records', '-f', `${engine.engine}.json`, '-d', database.url]
    expectFailure(await folder.run(args), 11, /is not empty: item/)
    expect(await nativeDump(database)).toBe(before)
  })

  it('an existing output file stays as it is, unless -o', async () => {
    folder.write({ 'there.json': 'mine' })
    const args = ['export-records', '-f', 'there.json', '-d', database.url]
    expectFailure(await folder.run(args), 1, /there\.json exists already/)
    expect(readFileSync(folder.path('there.json'), 'utf8')).toBe('mine')
    expect((await folder.run([...args, '-o'])).exitCode).toBe(0)
    expect(readFileSync(folder.path('there.json'), 'utf8')).toMatch(/"complete":true}\n$/)
  })

  it('an output that cannot be written leaves nothing behind', async () => {
    const files = readdirSync(folder.directory)
    for (const name of ['none/data.json', 'folder', `${engine.engine}.json/x`]) {
      expectFailure(
        await folder.run(['export-records', '-f', name, '-d', database.url]),
        1,
        /folder|does not exist|directory/,
      )
    }
    expect(readdirSync(folder.directory)).toEqual(files)
  })

  it('a glob that matches no table is an error', async () => {
    const args = ['export-records', '-f', 'never.json', '-d', database.url, '-x', 'itme']
    expectFailure(await folder.run(args), 2, /No table matches "itme"/)
    expect(readdirSync(folder.directory)).not.toContain('never.json')
  })

  it('a dry import checks the dump and changes nothing', async () => {
    const dry = await importFile(`${engine.engine}.json`, '--dry')
    expect([dry.exitCode, dry.stdout]).toEqual([0, expect.stringMatching(/would: load .*fits/)])
    expect(await nativeDump(database)).toBe(before)
  })

  it('a dump goes through standard output, and nothing else does', async () => {
    const ended = await folder.run(['export-records', '-f', '-', '-d', database.url])
    expect(ended.exitCode).toBe(0)
    expect(JSON.parse(ended.stdout).records).toEqual({
      item: [
        { id: 1, name: 'one' },
        { id: 2, name: 'two' },
      ],
    })
    expect(ended.stderr).toContain('Exported 2 records')
  })

  it('the result is one JSON object with --json', async () => {
    const ended = await folder.run(['export-records', '-f', 'j.json', '-o', '-d', database.url, '--json'])
    expect(JSON.parse(ended.stdout)).toMatchObject({ ok: true, rows: 2, tables: 1, filename: 'j.json' })
  })
})

describeEachEngine(
  'a server',
  (engine) => {
    it('that refuses the password is named, without the password', async () => {
      const database = await filled(engine)
      const url = changed(database, (parts) => {
        parts.password = 'very-wrong'
      })
      for (const task of ['export-records', 'wait']) {
        const ended = await folder.run([task, '-d', url])
        expectFailure(ended, 14, /password|denied/i)
        expect(ended.stderr).not.toContain('very-wrong')
      }
    })

    it('without the database is told from one that does not answer', async () => {
      const database = await filled(engine)
      const missing = changed(database, (parts) => {
        parts.pathname = '/rt_no_such_database'
      })
      for (const task of ['export-records', 'wait']) {
        // MySQL and MariaDB tell a stranger that access is denied rather than that a database is missing.
        expectFailure(await folder.run([task, '-d', missing]), 14, /rt_no_such_database/)
      }
      const silent = changed(database, (parts) => {
        parts.hostname = '127.0.0.1'
        parts.port = '1'
      })
      expectFailure(await folder.run(['export-records', '-d', silent]), 14, /127\.0\.0\.1/)
      expectFailure(await folder.run(['wait', '--timeout', '1', '-d', silent]), 14, /waited 1 s/)
    })
  },
  ['postgres', 'mysql', 'mariadb'],
)

describe('an SQLite file', () => {
  it('that does not exist is an error, and none is made', async () => {
    for (const args of [['export-records'], ['wait'], ['import-records', '-f', 'sqlite.json']]) {
      expectFailure(
        await folder.run([...args, '-d', 'sqlite:none.sqlite3']),
        14,
        /no SQLite file at .*none\.sqlite3/,
      )
    }
    expect(readdirSync(folder.directory)).not.toContain('none.sqlite3')
  })

  it('that --create would make is not there after --dry', async () => {
    const args = ['import-records', '--create', '-f', 'sqlite.json', '-d', 'sqlite:new.sqlite3']
    const dry = await folder.run([...args, '--dry'])
    expect([dry.exitCode, dry.stdout]).toEqual([0, expect.stringContaining('would: load')])
    expect(readdirSync(folder.directory)).not.toContain('new.sqlite3')
    expect((await folder.run(args)).exitCode).toBe(0)
    expect(readdirSync(folder.directory)).toContain('new.sqlite3')
  })

  it('that would be made in a missing folder is an error that names the folder', async () => {
    const args = ['import-records', '--create', '-f', 'sqlite.json', '-d', 'sqlite:nowhere/new.sqlite3']
    expectFailure(await folder.run(args), 14, /There is no folder .*nowhere to make/)
  })

  it('that is none is an error', async () => {
    folder.write({ 'text.sqlite3': 'this is no database, however long it may be'.repeat(50) })
    expectFailure(
      await folder.run(['export-records', '-d', 'sqlite:text.sqlite3']),
      14,
      /text\.sqlite3.*not.*database/,
    )
  })

  it('without tables is not exported: it is most likely the wrong one', async () => {
    const database = await createDatabase('sqlite')
    expectFailure(
      await folder.run(['export-records', '-f', 'e.json', '-d', database.url]),
      1,
      /has no tables/,
    )
  })
})

describe('delete-records', () => {
  it('asks, and without a terminal demands --yes', async () => {
    const database = await filled({ engine: 'sqlite' })
    const before = await nativeDump(database)
    const asked = await folder.run(['delete-records', '-d', database.url])
    expectFailure(asked, 2, /Delete all records .*no terminal/)
    expect(asked.stderr).toContain('--yes')
    expect(await nativeDump(database)).toBe(before)
    const ended = await folder.run(['delete-records', '-d', database.url, '--yes'])
    expect([ended.exitCode, ended.stderr]).toEqual([0, expect.stringContaining('Emptied 1 table')])
    expect(await nativeDump(database)).not.toBe(before)
  })
})
