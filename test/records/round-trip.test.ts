import { readFileSync } from 'node:fs'
import { expect, it } from '@jest/globals'
import type { Table } from '../../lib/schema/table.ts'
import { createDatabase, describeEachEngine, describeEachPair, queryText, sql } from '../servers/servers.ts'
import { dumpOf, exportTo, importFrom, newFile, recordsOf, withOpen } from './moving.ts'
import { shop, shopRecords } from './shop.ts'

/** The dump that every engine must give. */
const expected = `\n"records":{\n${shop
  .map(({ name }) => {
    const lines = shopRecords[name]!.map((record) => JSON.stringify(record))
    return `${JSON.stringify(name)}:[\n${lines.join(',\n')}${lines.length > 0 ? '\n' : ''}]`
  })
  .join(',\n')}},`

/** What must be there again, in any engine's words. */
const shapeOf = ({ name, primaryKey, uniques, indexes, foreignKeys, columns }: Table) => ({
  name,
  primaryKey,
  uniques: uniques.map((unique) => unique.columns).sort(),
  indexes: indexes.map((index) => index.columns).sort(),
  foreignKeys: foreignKeys.map((key) => [key.columns, key.references]).sort(),
  columns: columns.map((column) => [column.name, column.type, column.nullable, column.generated ?? null]),
})

const shapes = async (database: { url: string }) =>
  withOpen(database, async (open) => (await open.tables()).map(shapeOf))

describeEachEngine('a dump made by hand', (engine) => {
  it('comes back from new tables, byte for byte, with keys, indexes and foreign keys', async () => {
    const database = await createDatabase(engine)
    const result = await importFrom(dumpOf(shop, shopRecords), database, { create: true })
    expect(result.created.sort()).toEqual(shop.map(({ name }) => name))
    const file = await exportTo(database)
    expect(recordsOf(file)).toBe(expected)
    const wanted = shop.map(shapeOf)
    expect(await shapes(database)).toEqual(wanted)
    const dumped = (JSON.parse(readFileSync(file, 'utf8')) as { tables: Table[] }).tables
    expect(dumped.map(shapeOf)).toEqual(wanted)
  })

  it('gives the next insert the next number', async () => {
    const database = await createDatabase(engine)
    await importFrom(dumpOf(shop, shopRecords), database, { create: true })
    const quote = /mysql|mariadb/.test(database.engine) ? '`' : '"'
    await sql(database, `insert into category (name) values ('next')`)
    await sql(database, `insert into ${quote}order${quote} (${quote}a.b${quote}) values (1)`)
    expect(await queryText(database, `select max(id) from category`)).toEqual([['1000']])
    expect(await queryText(database, `select max(id) from ${quote}order${quote}`)).toEqual([['1000']])
  })

  it.each(['json', 'json.gz', 'json.zst'])('is the same through a .%s file', async (ending) => {
    const [database, copy] = [await createDatabase(engine), await createDatabase(engine)]
    await importFrom(dumpOf(shop, shopRecords), database, { create: true })
    const file = newFile(ending)
    await exportTo(database, { to: file })
    await importFrom(file, copy, { create: true })
    expect(recordsOf(await exportTo(copy))).toBe(expected)
  })
})

describeEachPair('a dump', (from, to) => {
  it('goes over and comes back with the same records', async () => {
    const [source, target, back] = [
      await createDatabase(from),
      await createDatabase(to),
      await createDatabase(from),
    ]
    await importFrom(dumpOf(shop, shopRecords), source, { create: true })
    await importFrom(await exportTo(source), target, { create: true })
    const there = await exportTo(target)
    expect(recordsOf(there)).toBe(expected)
    await importFrom(there, back, { create: true })
    expect(recordsOf(await exportTo(back))).toBe(expected)
    expect(await shapes(back)).toEqual(await shapes(source))
    await importFrom(there, source, { clear: true })
    expect(recordsOf(await exportTo(source))).toBe(expected)
  })
})
