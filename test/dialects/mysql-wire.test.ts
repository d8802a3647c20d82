import { expect, it } from '@jest/globals'
import { databaseAt } from '../../config/database-at.ts'
import { Session } from '../../lib/dialects/mysql/session.ts'
import { readLength } from '../../lib/dialects/mysql/wire-statement.ts'
import { createDatabase, describeEachEngine } from '../servers/servers.ts'

/* What wire-statement.ts relies on inside mysql2: an upgrade that changes it must fail here. */
describeEachEngine(
  'statements on mysql2’s connection',
  (engine) => {
    const withSession = async <T>(use: (session: Session) => Promise<T>): Promise<T> => {
      const { url } = await createDatabase(engine)
      const session = await Session.open(databaseAt(url))
      try {
        return await use(session)
      } finally {
        session.close()
      }
    }

    it('give rows with nulls, empty texts and cells of every length', () =>
      withSession(async (session) => {
        for (const length of [0, 250, 251, 65535, 65536, 16777210, 16777215, 17000000]) {
          const rows = await session
            .rows(`select repeat('x', ${length}) as a, null as b, '' as c, ${length} as d limit 1`)
            .catch((error) => error)
          // A server may hold back what is longer than its max_allowed_packet.
          if (rows[0]?.a === null) continue
          expect([rows[0].a.length, rows[0].b, rows[0].c, rows[0].d]).toEqual([
            length,
            null,
            '',
            String(length),
          ])
        }
      }))

    it('of any length are sent, up to max_allowed_packet', () =>
      withSession(async (session) => {
        const most = Number(await session.value('select @@max_allowed_packet'))
        const frame = "select length('') as a".length + 1
        for (const length of [16777215 - frame - 1, 16777215 - frame, 16777215 - frame + 1, 20000000]) {
          if (length + 100 > most) continue
          expect(await session.value(`select length('${'x'.repeat(length)}') as a`)).toBe(String(length))
        }
      }))

    it('follow one another when they are sent together, errors too', () =>
      withSession(async (session) => {
        const outcomes = await Promise.allSettled([
          session.value('select 1'),
          session.run('nonsense'),
          session.value('select 2'),
        ])
        expect(
          outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : outcome.reason.errno)),
        ).toEqual(['1', 1064, '2'])
      }))

    it('report rows and warnings', () =>
      withSession(async (session) => {
        await session.run('create table t (a tinyint)')
        expect(await session.run('insert into t values (1), (2), (3)')).toEqual({
          affectedRows: 3,
          warnings: 0,
        })
        expect(
          await session.run("load data local infile 'x' into table t", { infile: [Buffer.from('4\n500\n')] }),
        ).toEqual({ affectedRows: 2, warnings: 1 })
      }))

    it('tell when the server has what it needs, before it answers', () =>
      withSession(async (session) => {
        await session.run('create table t (a tinyint)')
        for (const [sql, infile] of [
          ['select sleep(0.2)', undefined],
          ["load data local infile 'x' into table t (a) set a = a + sleep(0.2)", [Buffer.from('4\n')]],
        ] as const) {
          const told: string[] = []
          const onSent = () => told.push('sent')
          await session.run(sql, infile ? { infile, onSent } : { onSent }).then(() => told.push('answered'))
          expect(told).toEqual(['sent', 'answered'])
        }
        expect(await session.rows('select a from t')).toEqual([{ a: '4' }])
      }))

    it('give no file to a server that asks for one', () =>
      withSession(async (session) => {
        await session.run('create table t (a text)')
        await expect(session.run("load data local infile '/etc/passwd' into table t")).rejects.toThrow(
          'asked for a local file',
        )
        expect(await session.value('select count(*) from t')).toBe('0')
      }))

    it('reject when the connection is lost', () =>
      withSession(async (session) => {
        const waiting = session.value('select sleep(60)')
        session.close()
        await expect(waiting).rejects.toThrow()
        await expect(session.value('select 1')).rejects.toThrow()
      }))
  },
  ['mysql', 'mariadb'],
)

it('reads length-coded numbers', () => {
  const read = (...bytes: number[]) => readLength(Buffer.from(bytes), 0)
  expect(read(250)).toEqual({ value: 250, next: 1 })
  expect(read(0xfc, 1, 2)).toEqual({ value: 513, next: 3 })
  expect(read(0xfd, 1, 2, 3)).toEqual({ value: 197121, next: 4 })
  expect(read(0xfe, 0, 0, 0, 1, 0, 0, 0, 0)).toEqual({ value: 2 ** 24, next: 9 })
})
