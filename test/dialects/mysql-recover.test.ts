import { spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from '@jest/globals'
import { databaseAt } from '../../config/database-at.ts'
import { mysql } from '../../lib/dialects/mysql/mysql.ts'
import { describeEachEngine, nativeDump, queryText, sql, type TestDatabase } from '../servers/servers.ts'
import { createUtf8Database } from './mysql-database.ts'
import { readAll, withOpen } from './mysql-support.ts'

const shop = [
  'create table owner (id int auto_increment primary key, name varchar(20) not null, boss int, foreign key (boss) references owner (id))',
  "insert into owner values (5, 'old', 5)",
  'create trigger stamp before insert on owner for each row set new.name = upper(new.name)',
  "set sql_mode = 'ANSI_QUOTES'; create trigger stamp2 before insert on owner for each row precedes stamp set new.name = concat(new.name, 'ü', (select max(\"id\") from owner))",
  'create trigger gone after delete on owner for each row set @gone = old.id',
]

/** Runs the import in a process of its own, and kills it with -9 when it has come that far. */
async function killedImport(database: TestDatabase, until: 'loading' | 'committed'): Promise<void> {
  const script = path.join(import.meta.dirname, 'mysql-import-and-hang.js')
  const child = spawn(process.execPath, [script, database.url, until], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve)
    child.once('exit', () => reject(new Error('the import ended by itself')))
  })
  const dead = new Promise((resolve) => child.removeAllListeners('exit').once('exit', resolve))
  child.kill('SIGKILL')
  await dead
}

/** The server frees the dead process's lock when it notices. */
async function recovered(database: TestDatabase): Promise<string[]> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const sentences = await withOpen(database, (open) => open.recover())
    if (sentences.length > 0 && !sentences[0]!.includes('is under way')) return sentences
    await sleep(50)
  }
  return []
}

describeEachEngine(
  'after kill -9',
  (engine) => {
    const filled = async (): Promise<TestDatabase> => {
      const database = await createUtf8Database(engine)
      await sql(database, shop)
      return database
    }

    it('in the middle of an import, the next run undoes it and says so', async () => {
      const database = await filled()
      const before = await nativeDump(database)
      await killedImport(database, 'loading')
      expect(await nativeDump(database)).not.toBe(before)
      const sentences = await recovered(database)
      expect(sentences).toEqual(
        expect.arrayContaining([
          expect.stringContaining('Dropped the table made'),
          expect.stringContaining('trigger stamp of owner'),
        ]),
      )
      expect(await nativeDump(database)).toBe(before)
      expect(await withOpen(database, (open) => open.recover())).toEqual([])
    })

    it('a user who may only read reads, and is told what is left to do', async () => {
      const database = await filled()
      const user = `rt_${Math.random().toString(36).slice(2, 10)}`
      await sql(database.superuser, [
        `create user '${user}'@'%' identified by 'p'`,
        `grant select on \`${database.name}\`.* to '${user}'@'%'`,
      ])
      const before = await withOpen(database, readAll)
      await killedImport(database, 'loading')
      const settings = { ...databaseAt(database.url), user, password: 'p' }
      let sentences: string[] = []
      for (let attempt = 0; attempt < 100 && !sentences[0]?.includes('may not do'); attempt++) {
        await sleep(50)
        const open = await mysql.open(settings)
        sentences = await open.recover()
        expect(await readAll(open)).toMatchObject(before)
        await open.close()
      }
      expect(sentences).toEqual([expect.stringContaining('this user may not do')])
      expect(await recovered(database)).not.toEqual([])
      await sql(database.superuser, `drop user '${user}'@'%'`)
    })

    it('behind the commit, the next run finishes it', async () => {
      const database = await filled()
      await killedImport(database, 'committed')
      const sentences = await recovered(database)
      expect(sentences).toEqual(
        expect.arrayContaining([
          'Set the next id of owner to 900.',
          'Put the trigger gone of owner back.',
          'Made the indexes made_name of made.',
        ]),
      )
      expect(await queryText(database, 'select id, name from owner order by id')).toEqual([
        ['5', 'c'],
        ['600', 'b'],
      ])
      const tables = await withOpen(database, (open) => open.tables())
      expect(tables[0]).toMatchObject({ name: 'made', indexes: [{ name: 'made_name', columns: ['name'] }] })
      expect(tables.map(({ name, triggers }) => [name, triggers])).toEqual([
        ['made', undefined],
        ['owner', ['gone', 'stamp', 'stamp2']],
      ])
      expect(
        await queryText(
          database,
          "select table_comment from information_schema.tables where table_schema = database() and table_name = 'made'",
        ),
      ).toEqual([['']])
      await sql(database, "insert into owner (name) values ('x')")
      expect(await queryText(database, 'select name from owner where id = 900')).toEqual([['XÜ600']])
    })

    it('a table that somebody else has made in the meantime stays', async () => {
      const database = await filled()
      await killedImport(database, 'loading')
      await sql(database, 'drop table made; create table made (id int)')
      await recovered(database)
      expect((await withOpen(database, (open) => open.tables())).map(({ name }) => name)).toEqual([
        'made',
        'owner',
      ])
    })
  },
  ['mysql', 'mariadb'],
)
