import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from '@jest/globals'
import { lockDatabase } from '../../lib/dialects/lock-database.ts'
import { exitCodes } from '../../lib/errors.ts'
import { settingsOf } from '../records/moving.ts'
import { taskFile } from '../runner/project.ts'
import { describeEachEngine, queryText, sql } from '../servers/servers.ts'
import { application, diesWhere, failsWhere, nextVersion } from './updating.ts'

interface Listed {
  name: string
  state: string
  batch: number
}

const undoes = ({ engine }: { engine: string }): boolean => engine === 'sqlite' || engine === 'postgres'

describeEachEngine('an update whose migration fails in the middle', (engine) => {
  it('says what is in, and goes back to just what was there before', async () => {
    const app = await application(engine, (folder) => nextVersion(failsWhere(folder, 'fail')))
    app.folder.write({ fail: '' })
    const before = await app.dump()
    const failed = await app.run('update')
    expect(failed.exitCode).toBe(exitCodes.failed)
    expect(failed.stderr).toContain(': Migration 4_supplier.js failed: no such supplier')
    expect(failed.stderr).toContain('In: 3_split.js.')
    expect(failed.stderr).toContain('Not run: 5_last.js.')
    expect(failed.stderr).toContain(
      undoes(engine)
        ? 'What 4_supplier.js did is undone.'
        : 'may still be there: it was not one transaction.',
    )
    const [, backup] = /go back to the backup (\S+): tasks update --rollback/.exec(failed.stderr) ?? []
    expect(await app.dump()).not.toBe(before)
    await sql(app.database, 'insert into store values (8, 1, 9.99)')

    const unasked = await app.run('update', '--rollback')
    expect(unasked.exitCode).toBe(exitCodes.usage)
    const back = await app.json('update', '--rollback', '--yes')
    expect(back).toMatchObject({
      exitCode: 0,
      way: 'schema',
      backup,
      safetyId: expect.any(String),
      equal: true,
      compared: 4,
      differences: [],
    })
    expect(await app.dump()).toBe(before)
    expect(await app.run('update', '--rollback', '--yes')).toMatchObject({ exitCode: exitCodes.failed })

    rmSync(app.folder.path('fail'))
    const done = await app.json('update')
    expect(done).toMatchObject({
      exitCode: 0,
      applied: ['3_split.js', '4_supplier.js', '5_last.js'],
      schema: {
        before: { kind: 'knex', versions: ['1_parts.js', '2_stock.js'] },
        after: { versions: expect.arrayContaining(['5_last.js']) },
      },
    })
    expect(await queryText(app.database, 'select thread, kind from part order by id')).toHaveLength(2)
    expect(await app.json('update', '--rollback', '--yes')).toMatchObject({
      exitCode: 0,
      backup: done.backup,
    })
    expect(await app.dump()).toBe(before)
    app.folder.remove()
  })

  it('touches nothing where the files of the older version are changed or gone', async () => {
    const app = await application(engine, () => nextVersion(''))
    await app.run('update')
    const after = await app.dump()
    app.folder.write({ 'migrations/1_parts.js': 'exports.up = () => {}' })
    rmSync(app.folder.path('migrations/2_stock.js'))
    const refused = await app.run('update', '--rollback', '--yes')
    expect(refused.exitCode).toBe(exitCodes.schemaMismatch)
    expect(refused.stderr).toContain('gone: 2_stock.js; changed: 1_parts.js')
    expect(await app.dump()).toBe(after)
    app.folder.remove()
  })
})

describeEachEngine('an update that is killed in a migration', (engine) => {
  const killed = async () => {
    const app = await application(engine, (folder) => nextVersion(diesWhere(folder, 'die')))
    const before = await app.dump()
    app.folder.write({ die: '' })
    expect((await app.runOutside('update')).exitCode).toBe(137)
    rmSync(app.folder.path('die'))
    return { app, before }
  }

  it('is gone on with by the next, which says what happened', async () => {
    const { app } = await killed()
    const next = await app.run('update')
    expect(next.stderr).toMatch(
      /The update that began \S+Z was killed in step 2 of 2, "Migrate .*", begun \S+Z\. /,
    )
    expect(next.stderr).toContain(
      undoes(engine)
        ? 'What 4_supplier.js did until then is undone, unless it is recorded.'
        : '4_supplier.js was running, and not as one transaction: a part of it may be in.',
    )
    expect(next.stderr).toMatch(/This run goes on with it; its backup shop-\S+ is what/)
    expect(next.exitCode).toBe(0)
    const { migrations } = await app.json('migrate', '--list')
    expect(migrations.map(({ name, state, batch }: Listed) => [name, state, batch])).toEqual([
      ['1_parts.js', 'applied', 1],
      ['2_stock.js', 'applied', 2],
      ['3_split.js', 'applied', 3],
      ['4_supplier.js', 'applied', 4],
      ['5_last.js', 'applied', 4],
    ])
    app.folder.remove()
  })

  it('is taken back, also by a rollback that is killed itself', async () => {
    const { app, before } = await killed()
    app.folder.write({ 'die-in-1': '' })
    // The file of a migration that was run must be as it was: it looks for the flag since the beginning.
    expect((await app.runOutside('update', '--rollback', '--yes')).exitCode).toBe(137)
    rmSync(app.folder.path('die-in-1'))
    const refused = await app.run('update')
    expect(refused.exitCode).toBe(exitCodes.failed)
    expect(refused.stderr).toContain('was stopped in its step "migrate"')
    expect(await app.json('update', '--rollback', '--yes')).toMatchObject({
      exitCode: 0,
      equal: true,
      compared: 4,
    })
    expect(await app.dump()).toBe(before)
    app.folder.remove()
  })
})

describeEachEngine('an update', (engine) => {
  it('is refused while another run updates or migrates the database', async () => {
    const app = await application(engine, () => nextVersion(''))
    const lock = await lockDatabase(settingsOf(app.database))
    for (const task of ['update', 'migrate'])
      expect(await app.run(task)).toMatchObject({ exitCode: exitCodes.locked })
    await lock.release()
    expect(await app.run('migrate')).toMatchObject({ exitCode: 0 })
    app.folder.remove()
  })
})

describeEachEngine(
  'an update in steps',
  (engine) => {
    const withTasks = (
      config = "update: { before: ['make-ready'], after: ['echo after > after.txt; test ! -e fail-after'] },",
    ) =>
      application(
        engine,
        (folder) => ({
          ...nextVersion(''),
          'tasks/make-ready.ts': taskFile(
            `summary: 'x', options: { database: { type: 'string', help: 'x' } }, steps: ({ options, result }) => [
              { title: 'Ready', task: () => { ${diesWhere(folder, 'die')}; result({ ready: options.database ?? 'default' }) } },
            ]`,
            "import { createRequire } from 'node:module'\nconst require = createRequire(import.meta.url)",
          ),
        }),
        config,
      )

    it('says with --dry what it would do, in order, and does nothing', async () => {
      const app = await withTasks()
      const before = await app.dump()
      const { stdout, exitCode } = await app.run('--dry', 'update')
      expect(exitCode).toBe(0)
      expect(stdout.replaceAll(app.database.file!, 'FILE').replaceAll(app.folder.directory, 'FOLDER')).toBe(
        [
          'would: begin the update of sqlite:FILE',
          'would: back up sqlite:FILE to FOLDER/backups',
          'would: Task make-ready',
          'would: run 3_split.js, 4_supplier.js, 5_last.js',
          'would: echo after > after.txt; test ! -e fail-after',
          'would: tell the versions before and after',
          '',
        ].join('\n'),
      )
      expect(await app.dump()).toBe(before)
      expect(existsSync(app.folder.path('backups'))).toBe(false)
      app.folder.remove()
    })

    it('that is killed before its migrations begins anew', async () => {
      const app = await withTasks()
      app.folder.write({ die: '' })
      expect((await app.runOutside('update')).exitCode).toBe(137)
      rmSync(app.folder.path('die'))
      const dry = await app.run('--dry', 'update')
      expect(dry.stdout).toMatch(/after one that began \S+ and stopped in "Task make-ready"/)
      const next = await app.run('update', '--json')
      expect(next.stderr).toContain('The schema is as it was before it: this run begins anew.')
      expect(JSON.parse(next.stdout)).toMatchObject({
        exitCode: 0,
        ready: 'default',
        earlier: { unfinished: 'begins anew' },
      })
      expect(existsSync(app.folder.path('after.txt'))).toBe(true)
      app.folder.remove()
    })

    it('that fails after its migrations is gone on with, or taken back', async () => {
      const app = await withTasks()
      const before = await app.dump()
      app.folder.write({ 'fail-after': '' })
      const failed = await app.run('update')
      expect(failed.exitCode).toBe(exitCodes.failed)
      expect(failed.stderr).toMatch(
        /error: Step 4 of 4, "echo after.*": The command .* ended with exit code 1/,
      )
      const again = await app.run('update')
      expect(again.stderr).toContain('This run goes on with it')
      expect(await app.json('update', '--rollback', '--yes')).toMatchObject({ exitCode: 0, equal: true })
      expect(await app.dump()).toBe(before)
      app.folder.remove()
    })

    it('tells the exit code and the last lines of a command that fails', async () => {
      const app = await withTasks("update: { before: ['seq 1 30; echo no >&2; exit 7'] },")
      const failed = await app.run('update', '--json')
      expect(failed.stderr).toMatch(/error: Step 2 of 3, "seq.*": The command .* ended with exit code 7/)
      expect(failed.stderr).toContain('29 / 30 / no')
      expect(JSON.parse(failed.stdout).failed).toMatchObject({
        exitCode: 7,
        output: expect.arrayContaining(['no']),
      })
      expect(await app.run('update', '--rollback', '--yes')).toMatchObject({ exitCode: 0 })
      app.folder.remove()
    })

    it('has no way back without a backup, and says so', async () => {
      const app = await withTasks()
      await app.run('update', '-s')
      const refused = await app.run('update', '--rollback', '--yes')
      expect(refused.exitCode).toBe(exitCodes.failed)
      expect(refused.stderr).toContain('was made without a backup (-s): there is none to go back to')
      app.folder.remove()
    })

    it('of an empty database goes back to an empty one', async () => {
      const app = await withTasks()
      for (const table of ['stock', 'part', 'knex_migrations', 'knex_migrations_lock'])
        await sql(app.database, `drop table ${table}`)
      expect((await app.run('update')).exitCode).toBe(0)
      expect(await app.json('update', '--rollback', '--yes')).toMatchObject({ exitCode: 0, way: 'empty' })
      expect(
        await queryText(app.database, "select name from sqlite_master where name not like 'sqlite_%'"),
      ).toEqual([])
      app.folder.remove()
    })

    it('keeps what it knows for its user alone, and one file of it', async () => {
      const app = await withTasks()
      await app.run('update')
      const states = readdirSync(app.folder.path('backups')).filter((name) => name.includes('.update-'))
      expect(states).toHaveLength(1)
      expect(statSync(path.join(app.folder.path('backups'), states[0]!)).mode & 0o777).toBe(0o600)
      app.folder.remove()
    })
  },
  ['sqlite'],
)
