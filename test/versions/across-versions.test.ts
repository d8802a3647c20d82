import { existsSync } from 'node:fs'
import { expect, it } from '@jest/globals'
import { exitCodes, TaskError } from '../../lib/errors.ts'
import { migrationFiles } from '../../lib/migrations/migration-files.ts'
import { checkRecords } from '../../lib/records/check-records.ts'
import { compareRecords } from '../../lib/records/compare-records.ts'
import { databaseVersion } from '../../lib/records/database-version.ts'
import { Ground } from '../backup/backing-up.ts'
import { makesTable, migrationFolder } from '../migrations/migration-folder.ts'
import { killWhenTold } from '../records/kill-when-told.ts'
import { exportTo, failureOf, importFrom, settingsOf, withOpen } from '../records/moving.ts'
import {
  createDatabase,
  describeEachEngine,
  nativeDump,
  queryText,
  sql,
  type TestDatabase,
} from '../servers/servers.ts'
import { first, migrateWorkshop, oldWorkshop, workshop } from './workshop-database.ts'

const versionsOf = async (database: { url: string }) =>
  (await databaseVersion(settingsOf(database))).schema?.versions

const across = { create: true, migrations: workshop }

/** Nothing but what SQLite itself keeps. */
const isEmpty = async (database: TestDatabase): Promise<boolean> =>
  (await nativeDump(database)).replace(/^.*sqlite_sequence.*\n?/gm, '').trim() === '' &&
  !(database.file !== undefined && existsSync(`${database.file}.record-tasks-build`))

describeEachEngine('a dump of three migrations ago', (engine) => {
  it('becomes in an empty database what migrating the old one in place gives', async () => {
    const [old, target] = [await oldWorkshop(engine), await createDatabase(engine)]
    const dump = await exportTo(old)
    const result = await importFrom(dump, target, across)
    expect(result.rows).toBe(9)
    expect(result.created).toEqual([])
    expect(result.migrated).toHaveLength(4)
    expect(result.notes).toEqual([
      'The schema was made by the application’s migrations, to 20260101_people_and_tools; with the records in it was ' +
        'migrated on to 20260401_serial_numbers (3 migrations).',
    ])
    await migrateWorkshop(old)
    const compared = await compareRecords({
      left: { database: settingsOf(old) },
      right: { database: settingsOf(target) },
    })
    expect(compared.tables.map(({ name, left }) => [name, left])).toEqual([
      ['instrument', 3],
      ['person', 3],
      ['role', 3],
    ])
    expect(compared.equal).toBe(true)
    expect(await versionsOf(target)).toEqual(await versionsOf(old))
    const names = await queryText(target, 'select last_name from person order by id')
    expect(names.flat().map((name) => String(name).replaceAll("'", ''))).toEqual([
      'Lovelace',
      'Brewster Murray Hopper',
      '',
    ])
    // What no dump has: the migrations' own check.
    await expect(
      sql(target, "insert into instrument (name, size, serial) values ('x', 0, 'y')"),
    ).rejects.toThrow()
  })

  it('is refused by a database that is migrated further, with both versions and the ways on', async () => {
    const [old, target] = [await oldWorkshop(engine), await createDatabase(engine)]
    await migrateWorkshop(target)
    const [dump, before] = [await exportTo(old), await nativeDump(target)]
    const error = await failureOf(importFrom(dump, target, { ...across, clear: true }))
    expect(error.exitCode).toBe(exitCodes.schemaMismatch)
    expect(error.message).toBe(
      `${dump} is of an older schema version than ${settingsOf(target).display}: ` +
        'knex, 20260101_people_and_tools; against knex, 20260401_serial_numbers (4 migrations); ' +
        'not in the former: 20260201_first_and_last_name, 20260301_tools_are_instruments, 20260401_serial_numbers',
    )
    expect(error.hint).toMatch(/an empty database with --create.*--ignore-version.*Nothing was changed/)
    // Its tables are other ones, too.
    const shape = await failureOf(
      importFrom(dump, target, { migrations: workshop, clear: true, ignoreVersion: true }),
    )
    expect(shape.message).toContain('tool: the target has no such table')
    expect(await nativeDump(target)).toBe(before)
  })

  it('leaves the database empty where a migration fails with the records in it', async () => {
    const [old, target] = [await oldWorkshop(engine), await createDatabase(engine)]
    const files = await migrationFiles(workshop.directory)
    const folder = await migrationFolder({
      ...Object.fromEntries(
        files.map(({ name, path: file }) => [name, `export * from ${JSON.stringify(file)}`]),
      ),
      '20260501_fails.ts': makesTable('half', "await knex('person').insert({ id: 1, first_name: 'twice' })"),
    })
    const error = await failureOf(
      importFrom(await exportTo(old), target, { create: true, migrations: folder }),
    )
    expect(error.message).toMatch(/^Migration 20260501_fails\.ts failed: .*\(when the records were in\)$/)
    expect(error.hint).toContain('The database is empty again')
    expect(await isEmpty(target)).toBe(true)
  })

  it('leaves the database empty where a record is refused, or a signal stops it', async () => {
    const [old, target] = [await oldWorkshop(engine), await createDatabase(engine)]
    await sql(old, 'update person set role_id = 3 where id = 1')
    const dump = await exportTo(old)
    const orphan = await failureOf(importFrom(dump, target, { ...across, exclude: ['person'] }))
    expect(orphan.message).toMatch(/refer|has no such row/)
    expect(await isEmpty(target)).toBe(true)

    for (const place of ['running 20260101', 'tool', 'running 20260301']) {
      const abort = new AbortController()
      const reason = new TaskError('stopped', { exitCode: exitCodes.interrupted })
      const stopAt = (name: string) => name.startsWith(place) && abort.abort(reason)
      const stopped = importFrom(dump, target, {
        ...across,
        signal: abort.signal,
        onMigration: ({ name, state }) => void stopAt(`${state} ${name}`),
        onProgress: ({ table }) => void stopAt(table),
      })
      await expect(stopped).rejects.toBe(reason)
      expect([place, await isEmpty(target)]).toEqual([place, true])
    }
    expect((await importFrom(dump, target, across)).rows).toBe(9)
  })

  it.each(['tool', 'running 20260301'])(
    'killed at "%s" leaves what the next run empties again, and says so',
    async (place) => {
      const [old, target] = [await oldWorkshop(engine), await createDatabase(engine)]
      const dump = await exportTo(old)
      const script = new URL('./import-and-hang.js', import.meta.url)
      await killWhenTold(script, [dump, target.url, workshop.directory, place])
      expect(await withOpen(target, (open) => open.recover())).toEqual([
        expect.stringMatching(/^An import that was to make this database was stopped .* empty again\.$/),
      ])
      expect(await isEmpty(target)).toBe(true)
      expect(await withOpen(target, (open) => open.recover())).toEqual([])
      expect((await importFrom(dump, target, across)).rows).toBe(9)
    },
  )
})

describeEachEngine('a dump of the same version', (engine) => {
  it('gets its schema from the migrations, in an empty database', async () => {
    const [old, target] = [await oldWorkshop(engine), await createDatabase(engine)]
    await migrateWorkshop(old)
    const result = await importFrom(await exportTo(old), target, across)
    expect(result.migrated).toHaveLength(4)
    expect(await nativeDump(target)).toContain('knex_migrations')
    const { equal } = await compareRecords({
      left: { database: settingsOf(old) },
      right: { database: settingsOf(target) },
    })
    expect(equal).toBe(true)
  })

  it('is looked at alone with --dry and by a check', async () => {
    const [old, target] = [await oldWorkshop(engine), await createDatabase(engine)]
    const dump = await exportTo(old)
    const would = expect.stringMatching(
      /^The schema would be made by the application’s migrations, to 20260101_people_and_tools; /,
    )
    const result = await importFrom(dump, target, { ...across, dry: true })
    expect([result.rows, result.tables, result.created, result.notes]).toEqual([9, 3, [], [would]])
    const check = await checkRecords({ source: { file: dump }, database: settingsOf(target), ...across })
    expect(check.accepted).toBe(true)
    expect(check.notes).toEqual(expect.arrayContaining([would]))
    expect(await isEmpty(target)).toBe(true)
  })

  it('has its tables made from the dump with --ignore-version', async () => {
    const [old, target] = [await oldWorkshop(engine), await createDatabase(engine)]
    const result = await importFrom(await exportTo(old), target, { ...across, ignoreVersion: true })
    expect(result.created).toEqual(['person', 'role', 'tool'])
    expect(result.migrated).toEqual([])
  })
})

describeEachEngine('a backup of an older version', (engine) => {
  it('comes back into an empty database as it was, with its history, and no further', async () => {
    const [old, target] = [await oldWorkshop(engine), await createDatabase(engine)]
    const ground = new Ground()
    await ground.backUp(old, { media: [] })
    const { records } = await ground.restore(target, { media: [], migrations: workshop })
    expect(records?.migrated).toEqual(['20260101_people_and_tools.ts'])
    expect(await versionsOf(target)).toEqual(['20260101_people_and_tools.ts'])
    const { equal } = await compareRecords({
      left: { database: settingsOf(old) },
      right: { database: settingsOf(target) },
    })
    expect(equal).toBe(true)
    await migrateWorkshop(target)
    const refused = await failureOf(ground.restore(target, { media: [], migrations: workshop }))
    expect(refused.exitCode).toBe(exitCodes.schemaMismatch)
  })
})

describeEachEngine('a newer dump', (engine) => {
  it('is refused: by a database that is behind, and by an application that lacks its migrations', async () => {
    const [old, behind, empty] = [
      await oldWorkshop(engine),
      await createDatabase(engine),
      await createDatabase(engine),
    ]
    await migrateWorkshop(behind, first)
    await migrateWorkshop(old)
    const dump = await exportTo(old)
    const error = await failureOf(importFrom(dump, behind, { ...across, clear: true }))
    expect([error.exitCode, error.hint]).toEqual([
      exitCodes.schemaMismatch,
      'Migrate the target first (tasks migrate), and load then. Or, where the tables fit all the same, ' +
        '--ignore-version. Nothing was changed.',
    ])
    expect(error.message).toContain(`${dump} is of a newer schema version than`)

    const folder = await migrationFolder({ '20260101_people_and_tools.js': 'export const up = () => {}' })
    const unknown = await failureOf(importFrom(dump, empty, { create: true, migrations: folder }))
    expect(unknown.exitCode).toBe(exitCodes.schemaMismatch)
    expect(unknown.message).toBe(
      `${dump} is of a newer schema version than ${folder.directory} can make: knex, 20260401_serial_numbers ` +
        '(4 migrations); not there: 20260201_first_and_last_name, 20260301_tools_are_instruments, 20260401_serial_numbers',
    )
    expect(await isEmpty(empty)).toBe(true)
    const check = await checkRecords({
      source: { file: dump },
      database: settingsOf(empty),
      create: true,
      migrations: folder,
    })
    expect([check.accepted, check.problems]).toEqual([false, [unknown.message]])
  })
})

describeEachEngine('a database that is half made', (engine) => {
  it('is not begun where there is something that migrations may be about to make', async () => {
    const [old, target] = [await oldWorkshop(engine), await createDatabase(engine)]
    await sql(target, 'create view already as select 1 as one')
    const error = await failureOf(importFrom(await exportTo(old), target, across))
    expect(error.exitCode).toBe(exitCodes.notEmpty)
    expect(error.message).toContain('already')
    expect((await queryText(target, 'select one from already')).flat().map(String)).toEqual(['1'])
  })

  it('lets no other run in', async () => {
    const [old, target] = [await oldWorkshop(engine), await createDatabase(engine)]
    const dump = await exportTo(old)
    const build = await withOpenBuild(target)
    const other = { ...settingsOf(target), connectTimeout: 1_000 }
    const error = await failureOf(importFrom(dump, target, { ...across, database: other }))
    expect(error.exitCode).toBe(exitCodes.locked)
    await build.end()
    expect(await isEmpty(target)).toBe(true)
  })
})

async function withOpenBuild(target: TestDatabase): Promise<{ end(): Promise<void> }> {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  let begun = () => {}
  const isBegun = new Promise<void>((resolve) => {
    begun = resolve
  })
  const working = withOpen(target, async (open) => {
    const build = await open.build()
    begun()
    await ended
    await build.undo()
  })
  await Promise.race([isBegun, working])
  return {
    end: async () => {
      end()
      await working
    },
  }
}
