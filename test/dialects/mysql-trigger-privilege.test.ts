import { expect, it } from '@jest/globals'
import { databaseAt } from '../../config/database-at.ts'
import { mysql } from '../../lib/dialects/mysql/mysql.ts'
import { showsTriggers } from '../../lib/dialects/mysql/trigger-privilege.ts'
import { describeEachEngine, queryText, sql, type TestDatabase } from '../servers/servers.ts'
import { createUtf8Database as createDatabase } from './mysql-database.ts'
import { batch, loadRecords } from './mysql-support.ts'

async function load(database: TestDatabase, user: string): Promise<void> {
  const open = await mysql.open({ ...databaseAt(database.url), user, password: 'p' })
  try {
    await loadRecords(open, {
      clear: await open.tables(),
      records: { t: [batch({ id: 2, a: 'as it was' })] },
    })
  } finally {
    await open.close()
  }
}

describeEachEngine(
  'an import by a user who may only write rows',
  (engine) => {
    it('is refused where triggers may be that it cannot see, and may go ahead where it sees that there are none', async () => {
      const database = await createDatabase(engine)
      const user = `rt_${Math.random().toString(36).slice(2, 10)}`
      await sql(database.superuser, [
        'create table t (id int primary key, a varchar(20))',
        "insert into t values (1, 'before')",
        "create trigger tr before insert on t for each row set new.a = 'changed'",
        `create user '${user}'@'%' identified by 'p'`,
        `grant select, insert, update, delete on \`${database.name}\`.* to '${user}'@'%'`,
      ])
      await expect(load(database, user)).rejects.toMatchObject({
        message: expect.stringMatching(/TRIGGER|triggers/),
      })
      expect(await queryText(database, 'select id, a from t')).toEqual([['1', 'before']])
      await sql(database.superuser, ['drop trigger tr', `grant trigger on t to '${user}'@'%'`])
      await load(database, user)
      expect(await queryText(database, 'select id, a from t')).toEqual([['2', 'as it was']])
      await sql(database.superuser, `drop user '${user}'@'%'`)
    })
  },
  ['mysql', 'mariadb'],
)

it.each([
  ['GRANT USAGE ON *.* TO `u`@`%`', false],
  ['GRANT SELECT, INSERT ON `a_b`.* TO `u`@`%`', false],
  ['GRANT ALL PRIVILEGES ON *.* TO `u`@`%` WITH GRANT OPTION', true],
  ['GRANT SELECT, TRIGGER, INSERT ON *.* TO `u`@`%`', true],
  ['GRANT TRIGGER ON `a\\_b`.* TO `u`@`%`', true],
  ['GRANT TRIGGER ON `a\\_c`.* TO `u`@`%`', false],
  ['GRANT TRIGGER ON `a%`.* TO `u`@`%`', true],
  ['GRANT TRIGGER ON `x%`.* TO `u`@`%`', false],
  ['GRANT TRIGGER ON `a.b`.* TO `u`@`%`', false],
  ['GRANT TRIGGER ON `a_b`.`t``x` TO `u`@`%`', true],
  ['GRANT TRIGGER ON `a_b`.`t` TO `u`@`%`', false],
  ['GRANT `TRIGGER`@`%` TO `u`@`%`', false],
])('%s lets a user see the triggers of t`x in a_b: %s', (grant, sees) => {
  expect(showsTriggers(grant, 'a_b', 't`x')).toBe(sees)
})
