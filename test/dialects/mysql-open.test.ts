import { expect, it } from '@jest/globals'
import { databaseAt } from '../../config/database-at.ts'
import type { ConnectionSettings } from '../../lib/dialects/dialect.ts'
import { mariadb, mysql } from '../../lib/dialects/mysql/mysql.ts'
import { createDatabase, describeEachEngine, sql, type TestDatabase } from '../servers/servers.ts'
import { readAll, withOpen } from './mysql-support.ts'

const failureOf = async (database: TestDatabase, changes: Partial<ConnectionSettings>) => {
  const settings = { ...databaseAt(database.url), ...changes }
  return mysql.open(settings).then(
    () => {
      throw new Error('it opened')
    },
    (error) => ({
      exitCode: error.exitCode,
      code: error.cause?.code,
      text: `${error.message} ${error.hint} ${error.cause}`,
    }),
  )
}

describeEachEngine(
  'opening',
  (engine) => {
    it('tells a wrong password, a missing database and an absent server apart, and no secret', async () => {
      const database = await createDatabase(engine)
      const wrong = await failureOf(database, { password: 'not-the-s3cret' })
      expect(wrong).toMatchObject({ exitCode: 14, code: 'denied' })
      expect(wrong.text).not.toContain('not-the-s3cret')
      expect(await failureOf(database, { database: 'rt_nowhere' })).toMatchObject({
        exitCode: 14,
        code: 'missing',
      })
      expect(await failureOf(database, { port: 1 })).toMatchObject({ exitCode: 14, code: 'unreachable' })
      expect(await failureOf(database, { socketPath: '/nowhere.sock' })).toMatchObject({
        code: 'unreachable',
      })
    })

    it('says which server it is, whatever the URL says', async () => {
      const database = await createDatabase(engine)
      for (const dialect of [mysql, mariadb]) {
        const open = await dialect.open(databaseAt(database.url))
        expect([open.engine, open.name]).toEqual([engine.engine, database.name])
        expect(open.version).toMatch(/^\d+\.\d+\.\d+$/)
        await open.close()
        await open.close()
      }
    })

    it('works over TLS where the server has it, and by its socket', async () => {
      const database = await createDatabase(engine)
      const settings = databaseAt(database.url)
      const ways: Partial<ConnectionSettings>[] = [{ tls: { mode: 'prefer' } }, { tls: { mode: 'disable' } }]
      if (engine.engine === 'mysql') ways.push({ tls: { mode: 'require' } })
      for (const way of ways) {
        const open = await mysql.open({ ...settings, ...way })
        expect(await open.tables()).toEqual([])
        await open.close()
      }
    })

    it('refuses a server whose certificate nobody vouches for, where that is asked', async () => {
      const database = await createDatabase(engine)
      expect(await failureOf(database, { tls: { mode: 'verify-full' } })).toMatchObject({
        exitCode: 14,
        code: 'denied',
      })
    })

    it('logs in where the server knows the password only after an exchange of keys', async () => {
      const database = await createDatabase(engine)
      const user = `rt_${Math.random().toString(36).slice(2, 10)}`
      await sql(database.superuser, [
        `create user '${user}'@'%' identified by 'pass ünd w0rd'`,
        `grant all on \`${database.name}\`.* to '${user}'@'%'`,
      ])
      const open = await mysql.open({
        ...databaseAt(database.url),
        user,
        password: 'pass ünd w0rd',
        tls: { mode: 'disable' },
      })
      expect(await open.tables()).toEqual([])
      await open.close()
      await sql(database.superuser, `drop user '${user}'@'%'`)
    })

    it('gives a knex of its own for migrations', async () => {
      const database = await createDatabase(engine)
      await withOpen(database, async (open) => {
        await open.knex().schema.createTable('parts', (table) => {
          table.increments('id')
          table.string('name')
          table.boolean('active')
          table.json('data')
        })
        await open.knex()('parts').insert({ name: 'a', active: true, data: '{"b":1}' })
        expect(await readAll(open)).toEqual({ parts: ['{"id":1,"name":"a","active":true,"data":{"b":1}}'] })
        expect(await open.occupied(await open.tables())).toEqual(new Set(['parts']))
        expect(await open.rows((await open.tables())[0]!, ['name', 'id'])).toEqual([{ name: 'a', id: '1' }])
      })
    })

    it('shows the statements that run, and no record', async () => {
      const database = await createDatabase(engine)
      await sql(database, 'create table t (id int primary key, a varchar(20))')
      const seen: string[] = []
      await withOpen(database, readAll, { onStatement: (statement) => seen.push(statement) })
      expect(seen.join('\n')).toMatch(
        /START TRANSACTION WITH CONSISTENT SNAPSHOT[\s\S]*SELECT `id`, `a` FROM `t` ORDER BY `id`/,
      )
    })
  },
  ['mysql', 'mariadb'],
)
