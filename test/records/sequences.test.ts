import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { openDump } from '../../lib/dump/reader.ts'
import { checkRecords } from '../../lib/records/check-records.ts'
import { copyRecords } from '../../lib/records/copy-records.ts'
import { exportRecords } from '../../lib/records/export-records.ts'
import type { Sequence } from '../../lib/schema/sequence.ts'
import { createDatabase, describeEachEngine, queryText, sql, type TestDatabase } from '../servers/servers.ts'
import { exportTo, failureOf, importFrom, newFile, settingsOf, withOpen } from './moving.ts'

const table = 'create table part (id integer not null primary key, code varchar(20) not null)'
const records = `insert into part values (1, 'a'), (2, 'b')`

async function databaseWith(engine: { engine: TestDatabase['engine'] }, statements: readonly string[]) {
  const database = await createDatabase(engine)
  for (const statement of statements) await sql(database, statement)
  return database
}

async function headSequences(file: string): Promise<readonly Sequence[] | undefined> {
  const reader = await openDump(file)
  await reader.close()
  return reader.head.sequences
}

/** Each engine's own catalog of them. */
async function stateOf(database: TestDatabase, names: readonly string[]): Promise<string[]> {
  const states: string[] = []
  for (const name of names) {
    const rows =
      database.engine === 'postgres'
        ? await queryText(
            database,
            `select s.last_value, s.is_called, q.seqtypid::regtype, q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache, q.seqcycle
             from ${name} s, pg_sequence q where q.seqrelid = '${name}'::regclass`,
          )
        : [
            ...(await queryText(database, `select * from ${name}`)),
            ...(await queryText(database, `show create sequence ${name}`)),
          ]
    states.push(rows.map((row) => row.join(' ')).join(' '))
  }
  return states
}

const made: Record<string, string[]> = {
  postgres: [
    'create sequence invoice_no',
    `select setval('invoice_no', 500)`,
    'create sequence unused',
    'create sequence started start 40',
    'create sequence put_back increment 5',
    `select setval('put_back', 30, false)`,
    'create sequence down as smallint increment -2 minvalue -50 maxvalue 7 start 5 cache 7 cycle',
    `select setval('down', -49)`,
    'create sequence spent maxvalue 10',
    `select setval('spent', 10)`,
    'create sequence huge',
    `select setval('huge', 9223372036854775807)`,
  ],
  mariadb: [
    'create sequence invoice_no cache 1',
    `select setval(invoice_no, 500)`,
    'create sequence unused',
    'create sequence started start with 40',
    'create sequence put_back increment by 5 nocache',
    'select setval(put_back, 29)',
    'create sequence down increment by -2 minvalue -50 maxvalue 7 start with 5 cache 7 cycle',
    'select nextval(down)',
    'create sequence spent maxvalue 10 nocache',
    'select setval(spent, 10)',
    'create sequence huge',
    'select setval(huge, 9223372036854775806)',
  ],
}
const names = ['invoice_no', 'unused', 'started', 'put_back', 'down', 'spent', 'huge']

const withSequences = (engine: { engine: TestDatabase['engine'] }) =>
  databaseWith(engine, [table, records, ...(made[engine.engine] ?? [])])

describeEachEngine(
  'sequences that number no column',
  (engine) => {
    const next = async (database: TestDatabase, name: string) => {
      const call = engine.engine === 'postgres' ? `nextval('${name}')` : `nextval(${name})`
      return (await queryText(database, `select ${call}`))[0]![0]
    }

    it('are made as they were', async () => {
      const [source, target] = [await withSequences(engine), await createDatabase(engine)]
      const { notes } = await importFrom(await exportTo(source), target, { create: true })
      expect(await stateOf(target, names)).toEqual(await stateOf(source, names))
      expect(notes.join()).not.toMatch(/sequence/)
      expect(await next(target, 'invoice_no')).toBe('501')
    })

    it('are set where they are, also back, and keep their own definition', async () => {
      const source = await withSequences(engine)
      const set = made[engine.engine]!.filter((statement) => !/down/.test(statement))
      const target = await databaseWith(engine, [table, ...set, 'create sequence down'])
      for (let turn = 0; turn < 4; turn++) await next(target, 'unused')
      await next(target, 'invoice_no')
      await copyRecords({ from: settingsOf(source), to: settingsOf(target) })
      const kept = names.filter((name) => name !== 'down')
      expect(await stateOf(target, kept)).toEqual(await stateOf(source, kept))
    })

    it('are as they were after an import that fails', async () => {
      const file = await exportTo(await withSequences(engine))
      const target = await databaseWith(engine, [
        'create table part (id integer not null primary key, code varchar(20) not null, check (id < 2))',
        'create sequence invoice_no',
        'create sequence unused increment by 2',
      ])
      await next(target, 'unused')
      const before = await stateOf(target, ['invoice_no', 'unused'])
      await failureOf(importFrom(file, target, { create: true }))
      expect(await stateOf(target, ['invoice_no', 'unused'])).toEqual(before)
      await expect(next(target, 'started')).rejects.toThrow()
    })

    it('are as they were when all was set and is rolled back', async () => {
      const database = await databaseWith(engine, [table, ...made[engine.engine]!])
      const before = await stateOf(database, names)
      await withOpen(database, async (open) => {
        const sequences = [
          ...(await open.sequences()).map((target) => ({ source: { ...target, next: 7 }, target })),
          { source: { name: 'another', next: 7, increment: 1 } },
        ]
        const load = await open.load({ create: [], clear: [], loads: [], sequences })
        await load.finish()
        await load.rollback()
      })
      expect(await stateOf(database, names)).toEqual(before)
      await expect(next(database, 'another')).rejects.toThrow()
    })

    it('are asked for where they are missing', async () => {
      const file = await exportTo(await withSequences(engine))
      const target = await databaseWith(engine, [table])
      const failure = await failureOf(importFrom(file, target))
      expect(failure.exitCode).toBe(12)
      expect(failure.message).toMatch(/invoice_no: the target has no such sequence/)
      const source = { file }
      const { problems } = await checkRecords({ source, database: settingsOf(target) })
      expect(problems).toContain('invoice_no: the target has no such sequence')
      const { ignored } = await importFrom(file, target, { ignoreNonexistent: true })
      expect(ignored).toEqual([...names].sort())
    })

    it('stay behind where tables are named', async () => {
      const source = await withSequences(engine)
      const to = newFile()
      const { notes } = await exportRecords({ database: settingsOf(source), to, include: ['part'] })
      expect(notes.join()).toMatch(/^The sequences down, huge, .* are left out: -i names tables/)
      expect(await headSequences(to)).toBeUndefined()
      const target = await databaseWith(engine, [table])
      const whole = await exportTo(source, { exclude: [] })
      expect((await importFrom(whole, target, { include: ['part'] })).notes.join()).toMatch(/are left out/)
    })

    it('have no place in SQLite, which a note says of each', async () => {
      const [source, target] = [await withSequences(engine), await createDatabase('sqlite')]
      const { notes } = await importFrom(await exportTo(source), target, { create: true })
      expect(notes.filter((note) => /has no place in/.test(note))).toHaveLength(names.length)
      expect(notes.join()).toMatch(/The sequence invoice_no \(next 501\) has no place in sqlite:/)
    })
  },
  ['postgres', 'mariadb'],
)

describe('sequences in a dump', () => {
  it('stand after the tables, and keep what is not known of them', async () => {
    const file = await exportTo(await databaseWith({ engine: 'sqlite' }, [table, records]))
    const text = readFileSync(file, 'utf8')
    expect(text).not.toContain('"sequences"')
    const line = '{"name":"s","next":"9223372036854775807","increment":1,"flavour":"sweet"}'
    writeFileSync(file, text.replace('],\n"records":{', `],\n"sequences":[\n${line}\n],\n"records":{`))
    expect(await headSequences(file)).toEqual([JSON.parse(line)])
    const target = await databaseWith({ engine: 'sqlite' }, [table])
    await importFrom(file, target)
    writeFileSync(file, readFileSync(file, 'utf8').replace('"increment":1', '"increment":1.5'))
    await expect(openDump(file)).rejects.toThrow(/the sequence "s": "increment" is no whole number/)
  })
})

describeEachEngine(
  'sequences between engines',
  (engine) => {
    const other = engine.engine === 'postgres' ? 'mariadb' : 'postgres'

    it('come back with the state that they had', async () => {
      const source = await withSequences(engine)
      const between = await createDatabase(other)
      const target = await createDatabase(engine)
      await copyRecords({ from: settingsOf(source), to: settingsOf(between), create: true })
      await copyRecords({ from: settingsOf(between), to: settingsOf(target), create: true })
      const said = async (database: TestDatabase) =>
        (await headSequences(await exportTo(database)))!
          .filter(({ name }) => name !== 'huge')
          // Between connections only, and PostgreSQL's own.
          .map(({ cache: _, type: __, fresh: ___, ...sequence }) => sequence)
      expect(await said(target)).toEqual(await said(source))
      expect(await said(between)).toEqual(await said(source))
    })
  },
  ['postgres', 'mariadb'],
)
