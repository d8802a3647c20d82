import path from 'node:path'
import { expect, it } from '@jest/globals'
import { exitCodes } from '../../lib/errors.ts'
import { project } from '../runner/project.ts'
import { createDatabase, describeEachEngine, nativeDump, queryText, sql } from '../servers/servers.ts'

const repository = path.join(import.meta.dirname, '../..')

/** A framework whose history is Django's. Its second version adds a column; the file `fail` stops it there. */
const framework = `
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
const createKnex = createRequire(${JSON.stringify(`${repository}/package.json`)})('knex')
const url = process.env.DATABASE_URL
const isSqlite = url.startsWith('sqlite:')
const knex = createKnex({
  client: isSqlite ? 'sqlite3' : url.startsWith('postgresql:') ? 'pg' : 'mysql2',
  connection: isSqlite ? { filename: url.slice('sqlite:///'.length) } : url,
  useNullAsDefault: true,
})
const record = (name) => knex('django_migrations').insert({ app: 'shop', name, applied: '2026-01-01 00:00:00' })
if (!(await knex.schema.hasTable('django_migrations'))) {
  await knex.schema.createTable('django_migrations', (t) => {
    t.increments('id'); t.string('app'); t.string('name'); t.datetime('applied')
  })
  await knex.schema.createTable('book', (t) => { t.integer('id').primary(); t.string('title') })
  await record('0001_initial')
}
if (existsSync('v2') && !(await knex.schema.hasColumn('book', 'isbn'))) {
  await knex.schema.alterTable('book', (t) => { t.string('isbn') })
  console.log('added isbn')
  if (existsSync('fail')) { console.error('boom'); process.exit(3) }
  await record('0002_isbn')
}
await knex.destroy()
`

describeEachEngine("another framework's command", (engine) => {
  it('migrates the database that is meant, and what it did is read from its history', async () => {
    const [database, bystander] = [await createDatabase(engine), await createDatabase('sqlite')]
    const folder = project({
      'manage.mjs': framework,
      'tasks.config.mjs': `export default {
        name: 'books', databases: { default: ${JSON.stringify(bystander.url)}, next: ${JSON.stringify(database.url)} },
        migrations: { command: 'node manage.mjs' },
      }`,
    })
    const json = async (...argv: string[]) => JSON.parse((await folder.run([...argv, '--json'])).stdout)
    const migrated = await folder.run(['--echo', 'migrate', '-d', 'next'])
    expect(migrated).toMatchObject({ exitCode: 0 })
    expect(migrated.stderr).toContain('went by django: in: shop.0001_initial')
    const { password } = new URL(database.url.replace(/^sqlite:/, 'sqlite://x'))
    if (password !== '') expect(migrated.stderr).not.toContain(password)
    expect(await nativeDump(bystander)).toBe('')
    expect(await json('migrate', '--list', '-d', 'next')).toMatchObject({
      kind: 'django',
      migrations: [{ name: 'shop.0001_initial', state: 'applied' }],
    })
    for (const option of [['--down'], ['--to', '1']])
      expect(await folder.run(['migrate', '-d', 'next', ...option])).toMatchObject({
        exitCode: exitCodes.usage,
      })

    await sql(database, "insert into book values (1, 'Moby Dick')")
    const before = await nativeDump(database)
    folder.write({ v2: '', fail: '' })
    const failed = await folder.run(['update', '-d', 'next', '--json'])
    expect(failed.exitCode).toBe(exitCodes.failed)
    expect(failed.stderr).toMatch(
      /error: Step 2 of 2, "Migrate .*": The command "node manage.mjs" ended with exit code 3/,
    )
    expect(failed.stderr).toContain('It said: added isbn / boom')
    const after = await nativeDump(database)
    expect(after).not.toBe(before)

    const refused = await folder.run(['update', '--rollback', '-d', 'next', '--yes'])
    expect(refused.exitCode).toBe(exitCodes.schemaMismatch)
    expect(refused.stderr).toMatch(
      /back to shop\.0001_initial with the command of django.*then tasks restore books-\S+\. Nothing was changed/,
    )
    expect(await nativeDump(database)).toBe(after)

    await sql(database, 'alter table book drop column isbn')
    await sql(database, "update book set title = 'lost'")
    expect(await json('update', '--rollback', '-d', 'next', '--yes')).toMatchObject({
      way: 'records',
      compared: 1,
    })
    expect(await queryText(database, 'select title from book')).toEqual([
      [expect.stringContaining('Moby Dick')],
    ])
    folder.remove()
  })
})
