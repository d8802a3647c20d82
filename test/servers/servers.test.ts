import { expect, it } from '@jest/globals'
import { connect } from './connect.ts'
import {
  createDatabase,
  describeEachEngine,
  describeEachServer,
  nativeDump,
  pairs,
  queryText,
  restartableServer,
  sql,
} from './servers.ts'

describeEachEngine('a test database', (engine) => {
  it('answers, and is empty', async () => {
    const database = await createDatabase(engine)
    expect(await queryText(database, 'select 1')).toEqual([['1']])
    expect(await nativeDump(database)).toBe('')
    await database.drop()
  })

  it('runs several statements at once and gives the rows of the last', async () => {
    const database = await createDatabase(engine)
    await sql(database, [
      'create table t (id integer, name varchar(20))',
      "insert into t values (1, 'ä'); insert into t values (2, null)",
    ])
    const rows = await queryText(database, 'select id, name from t order by id')
    expect(rows.map(([id]) => id)).toEqual(['1', '2'])
    expect(rows[0]?.[1]).toContain('ä')
    expect(rows[1]?.[1]).toBeNull()
    await database.drop()
  })

  it('shows any change in its native dump', async () => {
    const database = await createDatabase(engine)
    await sql(
      database,
      'create table t (id integer primary key, name varchar(20)); insert into t values (1, null)',
    )
    const before = await nativeDump(database)
    await sql(database, "update t set name = 'x'")
    const changed = await nativeDump(database)
    expect(changed).not.toBe(before)
    await sql(database, 'create index i on t (name)')
    expect(await nativeDump(database)).not.toBe(changed)
    await database.drop()
  })

  it('may have a name with quotes and blanks', async () => {
    const database = await createDatabase(engine, { prefix: `it's "a" \`b\`` })
    await sql(database, 'create table t (id integer)')
    expect(await nativeDump(database)).not.toBe('')
    await database.drop()
  })
})

describeEachEngine(
  'an ordinary account',
  (engine) => {
    it('makes tables and triggers in its database, and administers nothing', async () => {
      const database = await createDatabase(engine)
      await sql(database, 'create table t (id integer)')
      await expect(sql(database, "create user 'x' identified by 'x'; create role x")).rejects.toThrow()
      await expect(sql(database, 'create database other')).rejects.toThrow()
    })

    it('needs its password', async () => {
      const { address, name } = await createDatabase(engine)
      if (!address) throw new Error('a server has an address')
      const wrong = { user: address.ordinary.user, password: 'wrong' }
      await expect(connect(address, wrong, name)).rejects.toThrow(/password|denied/i)
    })
  },
  ['postgres', 'mysql', 'mariadb'],
)

describeEachServer('a server of a test’s own', (engine) => {
  it('keeps what was committed when it is killed', async () => {
    const server = await restartableServer(engine)
    const database = await createDatabase(engine, { server })
    await sql(database, 'create table t (id integer); insert into t values (7)')
    const open = await database.connect()
    await server.kill()
    await expect(open.query('select 1')).rejects.toThrow()
    await expect(database.connect()).rejects.toThrow()
    await server.start()
    expect(await queryText(database, 'select id from t')).toEqual([['7']])
    await server.stop()
  })

  it('takes options of its command line', async () => {
    const options = engine.engine === 'postgres' ? ['-c', 'max_connections=17'] : ['--max-connections=17']
    const server = await restartableServer(engine, options)
    const database = await createDatabase(engine, { server })
    const setting = engine.engine === 'postgres' ? 'show max_connections' : 'select @@max_connections'
    expect(await queryText(database, setting)).toEqual([['17']])
    await server.stop()
  })
})

it('pairs every engine with every other', () => {
  expect(new Set(pairs.map(String)).size).toBe(12)
})
