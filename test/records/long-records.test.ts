import { writeFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { expect, it } from '@jest/globals'
import { checkRecords } from '../../lib/records/check-records.ts'
import { compareRecords } from '../../lib/records/compare-records.ts'
import { copyRecords } from '../../lib/records/copy-records.ts'
import type { Column, Table } from '../../lib/schema/table.ts'
import { createDatabase, describeEachEngine } from '../servers/servers.ts'
import { dumpOf, exportTo, failureOf, importFrom, newFile, recordsOf, settingsOf } from './moving.ts'

const table: Table = {
  name: 'file',
  columns: [
    { name: 'id', type: 'integer', bits: 64, native: 'bigint', nullable: false },
    { name: 'body', type: 'text', native: 'text', nullable: true },
    { name: 'data', type: 'binary', native: 'bytea', nullable: true },
  ],
  primaryKey: ['id'],
  uniques: [],
  indexes: [],
  foreignKeys: [],
}

/** Characters of each length in UTF-8, so that some lie across whatever a cell is cut at. */
const long = (start: string): string => `${start}${'é "quoted" \\ € 😀\n'.repeat(250_000)}`

const base64 = (text: string): string => Buffer.from(text).toString('base64')

const records = [
  { id: 1, body: 'short', data: null },
  { id: 2, body: long('a'), data: null },
  { id: 3, body: null, data: base64(long('bc')) },
  { id: 4, body: 'short', data: base64('short') },
  { id: 5, body: long('def'), data: base64(long('')) },
  { id: 6, body: null, data: null },
  { id: 7, body: long('last'), data: null },
]

const expected = records.map((record) => JSON.stringify(record)).join(',\n')

describeEachEngine('records longer than a batch, between short ones and at the end', (engine) => {
  it('come in, go out and are copied byte for byte', async () => {
    const [database, copy] = [await createDatabase(engine), await createDatabase(engine)]
    await importFrom(dumpOf([table], { file: records }), database, { create: true })
    const exported = recordsOf(await exportTo(database))
    expect(exported === `\n"records":{\n"file":[\n${expected}\n]},`).toBe(true)
    const addresses = { from: settingsOf(database), to: settingsOf(copy) }
    expect((await copyRecords({ ...addresses, create: true })).rows).toBe(records.length)
    expect(recordsOf(await exportTo(copy)) === exported).toBe(true)
    const { tables } = await compareRecords({
      left: { database: addresses.from },
      right: { database: addresses.to },
    })
    expect(tables.map(({ equal }) => equal)).toEqual([true])
  }, 60_000)
})

describeEachEngine('a record longer than a batch that the target refuses', (engine) => {
  const [id, body, data] = table.columns as [Column, Column, Column]
  const size: Column = { name: 'size', type: 'integer', bits: 32, native: 'integer', nullable: true }
  const sized: Table = {
    ...table,
    columns: [body, data, size, id],
    uniques: [{ name: 'one_of_size', columns: ['size'] }],
  }
  const sizedRecord = (number: number, size: number | string) => ({
    body: long('é "'),
    data: base64(long('a')),
    size,
    id: number,
  })

  it.each([
    ['by its column’s type', 'much', /column size, value "much": /],
    ['by a constraint', 1, /size/],
  ])(
    '%s is named, in an import and in a check',
    async (_why, wrong, said) => {
      const database = await createDatabase(engine)
      await importFrom(dumpOf([sized], { file: [] }), database, { create: true })
      const dump = newFile()
      writeFileSync(dump, await buffer(dumpOf([sized], { file: [sizedRecord(2, 1), sizedRecord(3, wrong)] })))
      const error = await failureOf(importFrom(dump, database))
      expect(error.message).toMatch(/file \(id=3\)/)
      expect(error.message).toMatch(said)
      const { faults } = await checkRecords({ source: { file: dump }, database: settingsOf(database) })
      expect(faults.map(({ key }) => key)).toEqual([{ id: '3' }])
    },
    60_000,
  )
})
