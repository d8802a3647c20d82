import { PassThrough } from 'node:stream'
import { beforeAll, expect, it } from '@jest/globals'
import { exportRecords } from '../../lib/records/export-records.ts'
import { createDatabase, describeEachEngine, sql, type TestDatabase } from '../servers/servers.ts'
import { newFile, recordsOf, settingsOf, withOpen } from './moving.ts'

const tableCount = 24

describeEachEngine('exporting several tables at a time', (engine) => {
  let database: TestDatabase
  const sharesSnapshots = engine.engine === 'postgres' || engine.engine === 'sqlite'

  beforeAll(async () => {
    database = await createDatabase(engine)
    for (let at = 0; at < tableCount; at++) {
      // Every fourth one has several batches, also of those that are read first.
      const rows = at % 4 === 3 ? 40 : at
      const values = Array.from(
        { length: rows },
        (_, id) => `(${id}, '${`${at}`.repeat(at % 4 === 3 ? 200_000 : 3)}')`,
      )
      const name = `t${String(at).padStart(2, '0')}`
      await sql(database, [
        `create table ${name} (id integer not null primary key, body ${engine.engine === 'postgres' ? 'text' : 'longtext'})`,
        ...(rows === 0 ? [] : [`insert into ${name} values ${values.join(', ')}`]),
      ])
    }
  })

  const exported = async (jobs: number): Promise<{ text: string; notes: string[] }> => {
    const to = newFile()
    const { notes } = await exportRecords({ database: settingsOf(database), to, jobs })
    return { text: recordsOf(to), notes }
  }

  it('gives the same dump', async () => {
    const one = await exported(1)
    const four = await exported(4)
    expect(four.text === one.text).toBe(true)
    expect(one.notes).toEqual([])
    expect(four.notes).toEqual(
      sharesSnapshots ? [] : [expect.stringMatching(/^One table was read at a time, not 4: /)],
    )
  })

  it('sees one moment over all connections', async () => {
    await withOpen(database, async (open) => {
      const snapshot = await open.snapshot(3)
      expect(snapshot.readers ?? 1).toBe(sharesSnapshots ? 3 : 1)
      // SQLite lets nobody write meanwhile.
      if (engine.engine !== 'sqlite') await sql(database, ["insert into t01 values (900, 'late')"])
      const readers = Array.from({ length: snapshot.readers ?? 1 }, () =>
        snapshot.read(snapshot.tables[1]!)[Symbol.asyncIterator](),
      )
      for (const reader of readers) expect((await reader.next()).value?.rows).toBe(1)
      for (const reader of readers) await reader.return?.()
      await snapshot.close()
    })
  })

  if (engine.engine === 'sqlite') {
    it('sees one moment in WAL mode, too', async () => {
      await sql(database, ['pragma journal_mode = wal'])
      await withOpen(database, async (open) => {
        const snapshot = await open.snapshot(2)
        await sql(database, ["insert into t01 values (900, 'late')"])
        const readers = [1, 2].map(() => snapshot.read(snapshot.tables[1]!)[Symbol.asyncIterator]())
        for (const reader of readers) expect((await reader.next()).value?.rows).toBe(1)
        for (const reader of readers) await reader.return?.()
        await snapshot.close()
      })
    })
  }

  it('ends in the middle when nobody takes the dump', async () => {
    const to = new PassThrough()
    let pieces = 0
    to.on('data', () => {
      if (++pieces === 3) to.destroy(new Error('the pipe is broken'))
    })
    await expect(exportRecords({ database: settingsOf(database), to, jobs: 4 })).rejects.toThrow(
      'the pipe is broken',
    )
  })
})
