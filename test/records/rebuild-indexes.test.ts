import { expect, it } from '@jest/globals'
import { exitCodes, TaskError } from '../../lib/errors.ts'
import { type RebuildOptions, rebuildIndexes } from '../../lib/records/rebuild-indexes.ts'
import { createDatabase, describeEachEngine, queryText, sql, type TestDatabase } from '../servers/servers.ts'
import { failureOf, settingsOf } from './moving.ts'

const rebuild = (database: { url: string }, options: Partial<RebuildOptions> = {}) =>
  rebuildIndexes({ database: settingsOf(database), ...options })

const filled = async (engine: { engine: TestDatabase['engine'] }, statements: readonly string[]) => {
  const database = await createDatabase(engine)
  for (const statement of statements) await sql(database, statement)
  return database
}

/** As a user who may read a table and nothing else. */
async function reader(database: TestDatabase): Promise<{ url: string }> {
  const name = `rt_reader_${database.name.slice(-12)}`.replace(/\W/g, '_')
  const { superuser, engine } = database
  const url = new URL(database.url)
  await sql(
    superuser,
    engine === 'postgres'
      ? [`create role ${name} login password 'x'`, `grant select on all tables in schema public to ${name}`]
      : [
          `create user ${name}@'%' identified by 'x'`,
          `grant select on \`${database.name}\`.* to ${name}@'%'`,
        ],
  )
  url.username = name
  url.password = 'x'
  return { url: url.href }
}

describeEachEngine('rebuilding indexes', (engine) => {
  it('goes through the tables that are chosen, and shows how far it is', async () => {
    const database = await filled(engine, [
      'create table a (id integer not null primary key, n integer)',
      'create table b (id integer not null primary key)',
      'create index a_n on a (n)',
      'insert into a values (1, 1)',
    ])
    const shown: string[] = []
    const onProgress: RebuildOptions['onProgress'] = ({ table, finished }) =>
      void (finished && shown.push(table))
    const result = await rebuild(database, { onProgress })
    expect(result).toMatchObject({ tables: ['a', 'b'], skipped: [], invalid: [] })
    expect(shown).toEqual(['a (1 of 2)', 'b (2 of 2)'])
    expect((await rebuild(database, { exclude: ['a'] })).tables).toEqual(['b'])
  })

  it('says who may, where this user may not', async () => {
    if (engine.engine === 'sqlite') return
    const database = await filled(engine, ['create table a (id integer not null primary key)'])
    const user = await reader(database)
    const error = await failureOf(rebuild(user))
    expect([error.exitCode, error.message]).toEqual([
      exitCodes.failed,
      expect.stringMatching(/^Nothing was rebuilt in .*: a: (only its owner|this user may not)/),
    ])
    const name = new URL(user.url).username
    if (engine.engine === 'postgres')
      await sql(database.superuser, [`drop owned by ${name}`, `drop role ${name}`])
    else await sql(database.superuser, `drop user ${name}@'%'`)
  })

  const only = (name: string): boolean => engine.engine === name

  if (only('postgres')) {
    const indexes = async (database: TestDatabase) =>
      (
        await queryText(
          database,
          `select relname from pg_class where relkind = 'i' and relname like 'by%' order by 1`,
        )
      ).flat()

    it('names invalid indexes with what to do, and removes what its own statement left alone', async () => {
      const database = await filled(engine, [
        'create table a (id integer not null primary key, n integer)',
        'insert into a values (1, 1), (2, 1)',
      ])
      for (const name of ['by_n', 'by_id_ccnew']) {
        await sql(database, `create unique index concurrently ${name} on a (n)`).catch(() => {})
      }
      await sql(database, 'create index by_id on a (id, n)')
      const result = await rebuild(database)
      expect(result).toMatchObject({
        tables: [],
        skipped: [
          expect.stringMatching(/^a: by_n was not rebuilt: could not create unique index .*\(n\)=\(1\)/),
        ],
        invalid: [
          'a: by_id_ccnew is left of a rebuild that was stopped, or is being made: where none is under way, run DROP INDEX CONCURRENTLY "public"."by_id_ccnew".',
          'a: by_n is invalid, and no query uses it: mend what keeps it from being rebuilt, or run DROP INDEX CONCURRENTLY "public"."by_n".',
        ],
      })
      expect(await indexes(database)).toEqual(['by_id', 'by_id_ccnew', 'by_n'])
      await sql(database, ['delete from a where id = 2', 'drop index by_id_ccnew'])
      expect(await rebuild(database)).toMatchObject({ tables: ['a'], skipped: [], invalid: [] })
    })

    it('rebuilds those of partitions, and those of exclusion constraints while writes wait', async () => {
      const database = await filled(engine, [
        'create table p (id integer not null, n integer, primary key (id)) partition by range (id)',
        'create table p1 partition of p for values from (0) to (10)',
        'create index by_n on p (n)',
        'create table x (r int4range, exclude using gist (r with &&))',
      ])
      const nodes = () =>
        queryText(
          database,
          `select relname, relfilenode from pg_class where relname in ('p1_n_idx', 'x_r_excl') order by 1`,
        )
      const before = await nodes()
      const { notes, skipped } = await rebuild(database)
      expect(skipped).toEqual([])
      expect(notes).toEqual([
        'x: writes had to wait while x_r_excl was rebuilt, which keeps an exclusion constraint.',
      ])
      const after = await nodes()
      for (const at of [0, 1]) expect(after[at]![1]).not.toBe(before[at]![1])
    })

    it.each([true, false])(
      'leaves nothing when it is stopped, or says what (the reader ends: %s)',
      async (ends) => {
        const database = await filled(engine, [
          'create table a (id integer not null primary key, n integer)',
          'create index by_n on a (n)',
        ])
        const other = await database.connect()
        await other.query('begin')
        await other.query('insert into a values (1, 1)')
        const abort = new AbortController()
        const reason = new TaskError('stopped', { exitCode: exitCodes.interrupted })
        const left: string[] = []
        const running = rebuild(database, { signal: abort.signal, onLeft: (told) => left.push(told) })
        running.catch(() => {})
        await until(async () => {
          const waiting = await queryText(
            database,
            `select 1 from pg_stat_activity where query like 'REINDEX%' and wait_event_type = 'Lock' and datname = current_database()`,
          )
          return waiting.length > 0
        })
        abort.abort(reason)
        if (ends) await other.query('commit')
        await expect(running).rejects.toBe(reason)
        const there = (
          await queryText(database, `select relname from pg_class where relname ~ '_cc(new|old)'`)
        ).flat()
        expect(left).toEqual(
          there.map(
            (name) =>
              `The unfinished index ${name} could not be removed: run DROP INDEX CONCURRENTLY "public"."${name}".`,
          ),
        )
        expect(there).toHaveLength(ends ? 0 : 1)
        await other.end()
      },
    )
  }

  if (only('mysql') || only('mariadb')) {
    it('says where writes had to wait, and leaves another engine’s table one', async () => {
      const database = await filled(engine, [
        'create table a (id integer not null primary key, t text, fulltext key words (t))',
        'create table m (id integer not null primary key) engine=MyISAM',
      ])
      const { tables, notes } = await rebuild(database)
      expect(tables).toEqual(['a', 'm'])
      expect(notes).toEqual(
        ['a', 'm'].map((name) => expect.stringContaining(`${name}: writes to it had to wait`)),
      )
      const engines = await queryText(
        database,
        'select engine from information_schema.tables where table_schema = database() order by table_name',
      )
      expect(engines.flat()).toEqual(['InnoDB', 'MyISAM'])
    })
  }

  if (only('sqlite')) {
    it('mends a damaged index, and leaves one that cannot be rebuilt', async () => {
      const database = await filled(engine, [
        'create table a (id integer primary key, n integer, m integer)',
        'create table b (id integer primary key, n integer, m integer)',
        'create index a_n on a (n)',
        'create unique index b_n on b (n)',
        'insert into a values (1, 10, 20), (2, 11, 21)',
        'insert into b values (1, 10, 20), (2, 11, 20)',
        `pragma writable_schema = on;
         update sqlite_schema set sql = replace(sql, '(n)', '(m)') where type = 'index';
         pragma writable_schema = off`,
      ])
      const result = await rebuild(database)
      expect(result).toMatchObject({
        tables: ['a'],
        skipped: ['b: SQLITE_CONSTRAINT: UNIQUE constraint failed: b.m'],
      })
      expect(result.notes).toContainEqual(expect.stringMatching(/^a: row 1 missing from index a_n: mended$/))
      expect(result.invalid).toContainEqual(expect.stringMatching(/^b: .*index b_n/))
      expect(
        (await queryText(database, `select integrity_check from pragma_integrity_check('a')`)).flat(),
      ).toEqual(["'ok'"])
    })
  }
})

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20))
}
