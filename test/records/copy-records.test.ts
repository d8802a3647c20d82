import { existsSync, linkSync, rmSync, symlinkSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { type CopyOptions, copyRecords } from '../../lib/records/copy-records.ts'
import {
  createDatabase,
  describeEachEngine,
  describeEachPair,
  nativeDump,
  sql,
  type TestDatabase,
} from '../servers/servers.ts'
import { dumpOf, exportTo, failureOf, importFrom, recordsOf, settingsOf } from './moving.ts'
import { shop, shopRecords } from './shop.ts'

const copy = (from: TestDatabase, to: TestDatabase, options: Partial<CopyOptions> = {}) =>
  copyRecords({ from: settingsOf(from), to: settingsOf(to), ...options })

async function filled(engine: { engine: TestDatabase['engine'] }): Promise<TestDatabase> {
  const database = await createDatabase(engine)
  await importFrom(dumpOf(shop, shopRecords), database, { create: true })
  return database
}

describeEachPair('a copy', (from, to) => {
  it('brings over what an export and an import would, into new tables and over old ones', async () => {
    const [source, target] = [await filled(from), await createDatabase(to)]
    const wanted = recordsOf(await exportTo(source))
    const made = await copy(source, target, { create: true })
    expect(made).toMatchObject({ tables: shop.length, rows: 16, created: expect.any(Array) })
    expect(recordsOf(await exportTo(target))).toBe(wanted)
    await copy(source, target, { clear: true })
    expect(recordsOf(await exportTo(target))).toBe(wanted)
  })
})

describeEachEngine('a copy', (engine) => {
  it('takes only the tables that are chosen', async () => {
    const [source, target] = [await filled(engine), await createDatabase(engine)]
    const result = await copy(source, target, { create: true, include: ['empty', 'category'] })
    expect(result).toMatchObject({ tables: 2, rows: 3 })
  })

  it('that fails at its last table leaves the target as it was, and lists what is refused where asked', async () => {
    const [source, target] = [await createDatabase('sqlite'), await createDatabase(engine)]
    await sql(source, [
      'create table a (id integer primary key, t varchar(9)); create table z (id integer primary key, t varchar(9))',
      `insert into a values (1, 'one'); insert into z values (1, 'fits'), (2, 'toolong'), (3, 'toolong')`,
    ])
    await sql(target, [
      'create table a (id integer not null primary key, t varchar(9))',
      'create table z (id integer not null primary key, t varchar(4) check (length(t) < 5))',
      `insert into a values (5, 'old')`,
    ])
    const before = await nativeDump(target)
    const first = await failureOf(copy(source, target, { clear: true }))
    expect(first.message).toMatch(/z \(id=2\)/)
    expect(await nativeDump(target)).toBe(before)
    const all = await failureOf(copy(source, target, { clear: true, maxErrors: 10 }))
    expect(all).toMatchObject({
      faults: [
        { table: 'z', key: { id: '2' } },
        { table: 'z', key: { id: '3' } },
      ],
    })
    expect(await nativeDump(target)).toBe(before)
  })

  it('onto itself is refused', async () => {
    const database = await filled(engine)
    const before = await nativeDump(database)
    const error = await failureOf(copy(database, database, { clear: true }))
    expect(error).toMatchObject({ exitCode: 2, message: expect.stringContaining('onto itself') })
    expect(await nativeDump(database)).toBe(before)
  })

  it('under dry changes nothing', async () => {
    const [source, target] = [await filled(engine), await createDatabase('sqlite')]
    const result = await copy(source, target, { create: true, dry: true })
    expect(result.created).toHaveLength(shop.length)
    expect(existsSync(target.file!)).toBe(true)
    expect(await nativeDump(target)).not.toMatch(/category/)
  })
})

describe('a copy of an SQLite file', () => {
  it.each([
    ['a symbolic link', symlinkSync],
    ['another name', linkSync],
  ])('onto itself by %s is refused', async (_, link) => {
    const database = await filled({ engine: 'sqlite' })
    const alias = `${database.file}.alias`
    link(database.file!, alias)
    const settings = settingsOf(database)
    const to = { ...settings, filename: alias, display: 'alias' }
    const error = await failureOf(copyRecords({ from: settings, to, clear: true }))
    rmSync(alias)
    expect(error).toMatchObject({ exitCode: 2, message: 'alias cannot be copied onto itself' })
  })
})
