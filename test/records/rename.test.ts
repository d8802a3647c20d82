import { describe, expect, it } from '@jest/globals'
import { renameTables } from '../../lib/records/rename-tables.ts'
import type { Table } from '../../lib/schema/table.ts'
import { createDatabase, describeEachEngine, queryText, sql } from '../servers/servers.ts'
import { dumpOf, exportTo, failureOf, importFrom, newFile, recordsOf, withOpen } from './moving.ts'
import { shop, shopRecords } from './shop.ts'

const rename = { order: 'orders', category: 'kind', 'category.parent_id': 'kind.above', 'part.name': 'title' }

describeEachEngine('renames', (engine) => {
  it('reach tables, columns, keys and references, and the records arrive', async () => {
    const database = await createDatabase(engine)
    await importFrom(dumpOf(shop, shopRecords), database, { create: true, rename })
    const tables = await withOpen(database, (open) => open.tables())
    const table = (name: string) => tables.find((each) => each.name === name)!
    expect(tables.map(({ name }) => name)).toEqual(['empty', 'kind', 'orders', 'part', 'part_tag'])
    expect(table('kind').columns.map(({ name }) => name)).toEqual(['id', 'name', 'above'])
    expect(table('kind').foreignKeys.map(({ columns, references }) => [columns, references])).toEqual([
      [['above'], { table: 'kind', columns: ['id'] }],
    ])
    expect(table('part').uniques.map(({ columns }) => columns)).toEqual([['title']])
    expect(
      table('part')
        .foreignKeys.map(({ references }) => references.table)
        .sort(),
    ).toEqual(['kind', 'orders'])
    expect(await queryText(database, 'select count(*) from orders')).toEqual([['2']])
  })

  it('load into tables that have the new names, and back by the renames turned round', async () => {
    const [source, target, back] = [
      await createDatabase(engine),
      await createDatabase(engine),
      await createDatabase(engine),
    ]
    await importFrom(dumpOf(shop, shopRecords), source, { create: true })
    const before = await exportTo(source)
    await importFrom(before, target, { create: true, rename })
    await importFrom(before, target, { clear: true, rename })
    const turned = { orders: 'order', kind: 'category', 'kind.above': 'parent_id', 'part.title': 'name' }
    await importFrom(await exportTo(target), back, { create: true, rename: turned })
    expect(recordsOf(await exportTo(back))).toBe(recordsOf(before))
  })

  it('name the dump’s table and column where a record is refused', async () => {
    const database = await createDatabase(engine)
    await sql(database, 'create table piece (id integer not null primary key, title varchar(2) not null)')
    const dump = newFile()
    const short = await createDatabase('sqlite')
    await sql(
      short,
      'create table item (id integer primary key, name varchar(20)); insert into item values (7, null)',
    )
    await exportTo(short, { to: dump })
    const error = await failureOf(
      importFrom(dump, database, { rename: { item: 'piece', 'item.name': 'title' } }),
    )
    expect(error.message).toMatch(/line \d+: item \(id=7\), column name, value null: /)
  })
})

describe('a rename', () => {
  const table = (name: string, ...columns: string[]): Table => ({
    name,
    columns: columns.map((each) => ({ name: each, type: 'integer', native: 'int', nullable: true })),
    primaryKey: [],
    uniques: [],
    indexes: [],
    foreignKeys: [],
  })
  const tables = [table('a', 'x', 'y'), table('b', 'x'), table('c.d', 'e.f')]
  const namesAfter = (renames: Record<string, string>) =>
    renameTables(tables, renames).map((each) => [
      each.table.name,
      ...each.table.columns.map(({ name }) => name),
    ])

  it('may change places with another', () => {
    expect(namesAfter({ a: 'b', b: 'a', 'a.x': 'y', 'a.y': 'x' })).toEqual([
      ['b', 'y', 'x'],
      ['a', 'x'],
      ['c.d', 'e.f'],
    ])
  })

  it('finds names that hold dots, and takes the new name of a column with or without its table', () => {
    expect(namesAfter({ 'c.d.e.f': 'g', 'a.x': 'a.z', b: 'q', 'b.x': 'q.r' })).toEqual([
      ['a', 'z', 'y'],
      ['q', 'r'],
      ['c.d', 'g'],
    ])
  })

  it.each([
    [{ A: 'b2' }, 'A: the source has no such table or column'],
    [{ 'a.xx': 'z' }, 'a.xx: the source has no such table or column'],
    [{ a: 'b' }, 'b: two tables would have this name'],
    [{ 'a.x': 'y' }, 'a.y: two columns would have this name'],
    [{ a: '' }, 'a: the new name is empty'],
  ])('that cannot be is refused with all others: %j', (renames, message) => {
    expect(() => renameTables(tables, { ...renames, nothing: 'n' })).toThrow(
      expect.objectContaining({
        exitCode: 2,
        message: expect.stringMatching(new RegExp(`^Cannot rename: (?=.*${message})(?=.*nothing: )`)),
      }),
    )
  })
})
