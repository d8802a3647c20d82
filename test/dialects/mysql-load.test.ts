import { afterAll, beforeAll, expect, it } from '@jest/globals'
import type { RecordRejected } from '../../lib/errors.ts'
import {
  createDatabase,
  describeEachEngine,
  describeEachServer,
  nativeDump,
  processList,
  queryText,
  type RestartableServer,
  restartableServer,
  sql,
  type TestDatabase,
} from '../servers/servers.ts'
import { createUtf8Database } from './mysql-database.ts'
import { refusals } from './mysql-refusals.ts'
import { batch, loadRecords, openTest, readAll, samePlan, withOpen } from './mysql-support.ts'

const family = ['mysql', 'mariadb'] as const

/** What loading these records into a table `t` is refused for. */
async function refusal(database: TestDatabase, ...records: (string | object)[]): Promise<RecordRejected> {
  return withOpen(database, (open) =>
    loadRecords(open, { records: { t: [batch(...records)] } }).then(
      () => {
        throw new Error('it was not refused')
      },
      (error: RecordRejected) => error,
    ),
  )
}

/** The same behaviour by LOAD DATA and by INSERT. */
function describeTransports(
  title: string,
  body: (make: () => Promise<TestDatabase>, engine: string) => void,
): void {
  describeEachEngine(title, (engine) => body(() => createUtf8Database(engine), engine.engine), family)
  describeEachServer(
    `${title}, without local_infile`,
    (engine) => {
      let server: RestartableServer
      beforeAll(async () => {
        server = await restartableServer(engine, ['--local-infile=0'])
      })
      afterAll(() => server.stop())
      body(() => createDatabase(engine, { server, clause: 'CHARACTER SET utf8mb4' }), engine.engine)
    },
    family,
  )
}

describeTransports('refusing what would be changed', (make) => {
  it.each(refusals)('%s takes %j, and not %j', async (type, good, bad, reason) => {
    const database = await make()
    await sql(database, `create table t (id int primary key, a ${type})`)
    const error = await refusal(database, { id: 1, a: good }, { id: 2, a: bad })
    expect(error.reason ?? String(error)).toMatch(reason)
    expect([error.row, error.column ?? 'a']).toEqual([1, 'a'])
    expect(await queryText(database, 'select count(*) from t')).toEqual([['0']])
    await withOpen(database, (open) => loadRecords(open, { records: { t: [batch({ id: 1, a: good })] } }))
    expect(await queryText(database, 'select count(*) from t')).toEqual([['1']])
  })

  it('names the row of a duplicate key, and its column', async () => {
    const database = await make()
    await sql(database, 'create table t (id int primary key, a varchar(9), unique (a))')
    const error = await refusal(
      database,
      { id: 1, a: 'x' },
      { id: 2, a: "X\ty'" },
      { id: 3, a: "x\tY'" },
      { id: 4, a: 'q' },
    )
    expect(error.reason).toMatch(/duplicate/)
    expect(error.row).toBe(2)
  })

  it('takes timestamps of either kind as UTC, and booleans as numbers', async () => {
    const database = await make()
    await sql(
      database,
      'create table t (a timestamp(6) null, b datetime(6), c int, d varchar(40), e longtext)',
    )
    const json = { id: 1, x: 'a"b\\c\n' }
    await withOpen(database, async (open) => {
      const [t] = await open.tables()
      const source = {
        ...t!,
        columns: t!.columns.map((column) =>
          column.name === 'e' ? { ...column, type: 'json' as const } : column,
        ),
      }
      await loadRecords(open, {
        sources: [source],
        records: {
          t: [
            batch({
              a: '2026-03-29T02:30:00.123456',
              b: '2026-03-29T02:30:00.5Z',
              c: true,
              d: "tab\t'quote\\n\0",
              e: json,
            }),
          ],
        },
      })
    })
    expect(await queryText(database, 'select a, b, c, hex(d), e from t')).toEqual([
      [
        '2026-03-29 02:30:00.123456',
        '2026-03-29 02:30:00.500000',
        '1',
        Buffer.from("tab\t'quote\\n\0").toString('hex').toUpperCase(),
        JSON.stringify(json),
      ],
    ])
  })

  it('keeps id 0, beside columns of any kind', async () => {
    const database = await make()
    await sql(database, 'create table t (id bigint unsigned auto_increment primary key, a blob, b bit(1))')
    await withOpen(database, async (open) => {
      const lines = [
        '{"id":0,"a":"AAE=","b":true}',
        '{"id":1,"a":null,"b":false}',
        '{"id":"18446744073709551614","a":"","b":null}',
      ]
      await loadRecords(open, { records: { t: [batch(...lines)] } })
      expect((await readAll(open)).t).toEqual(lines)
    })
  })

  it('keeps id 0 beside a trigger of another event', async () => {
    const database = await make()
    await sql(database, [
      'create table t (id int auto_increment primary key, a int)',
      'create trigger tr before update on t for each row set new.a = 5',
    ])
    await withOpen(database, async (open) => {
      const lines = ['{"id":0,"a":1}', '{"id":1,"a":2}']
      await loadRecords(open, { records: { t: [batch(...lines)] } })
      expect((await readAll(open)).t).toEqual(lines)
    })
  })

  it('gives the number of rows that the engine took, over several batches', async () => {
    const database = await make()
    await sql(database, 'create table t (id int primary key, a longtext)')
    await withOpen(database, async (open) => {
      const [t] = await open.tables()
      const load = await open.load({ create: [], clear: [], loads: [samePlan(t!)] })
      const table = await load.table(samePlan(t!))
      for (let from = 0; from < 5000; from += 1000) {
        await table.write(
          batch(...Array.from({ length: 1000 }, (_, i) => ({ id: from + i, a: 'x'.repeat(500) }))),
        )
      }
      expect(await table.end()).toBe(5000)
      await load.finish()
      await load.commit()
      expect((await readAll(open)).t).toHaveLength(5000)
    })
  })

  it('carries the rejection of a batch with the call after it', async () => {
    const database = await make()
    await sql(database, 'create table t (id tinyint primary key)')
    await withOpen(database, async (open) => {
      const [t] = await open.tables()
      const load = await open.load({ create: [], clear: [], loads: [samePlan(t!)] })
      const table = await load.table(samePlan(t!))
      const bad = batch({ id: 1 }, { id: 1000 })
      const rejected = await table
        .write(bad)
        .then(() => table.write(batch({ id: 3 })))
        .catch((error) => error)
      expect(rejected).toMatchObject({ row: 1, column: 'id', batch: bad })
      await load.rollback()
    })
  })
})

const shop = [
  'create table owner (id int auto_increment primary key, name varchar(20) not null, boss int, foreign key (boss) references owner (id))',
  'create table `it\'s "a` (`ä b` int primary key, `dot.ted` int, `select` varchar(20), foreign key (`dot.ted`) references owner (id))',
  "insert into owner values (5, 'old', 5)",
  "insert into `it's \"a` values (1, 5, 'x')",
  'create trigger stamp before insert on owner for each row set new.name = upper(new.name)',
  "create trigger stamp2 before insert on owner for each row set new.name = concat(new.name, 'ü!')",
  'create trigger gone after delete on owner for each row set @gone = old.id',
]

const odd = 'it\'s "a'

describeTransports('an import', (make) => {
  const filled = async (): Promise<TestDatabase> => {
    const database = await make()
    await sql(database, shop)
    return database
  }

  it('replaces what was there, with references in any order and triggers silent', async () => {
    const database = await filled()
    await withOpen(database, async (open) => {
      const clear = await open.tables()
      const owners = clear.find(({ name }) => name === 'owner')!
      const source = {
        ...owners,
        columns: owners.columns.map((column) => (column.name === 'id' ? { ...column, next: 77 } : column)),
      }
      await loadRecords(open, {
        clear,
        sources: [source],
        records: {
          [odd]: [batch({ 'ä b': 1, 'dot.ted': 2, select: 'y' })],
          owner: [batch({ id: 2, name: 'b', boss: 9 }, { id: 9, name: 'a', boss: 2 })],
        },
      })
      expect((await readAll(open)).owner).toEqual([
        '{"id":2,"name":"b","boss":9}',
        '{"id":9,"name":"a","boss":2}',
      ])
    })
    await sql(database, "insert into owner (name) values ('new')")
    expect(await queryText(database, 'select id, name from owner where id > 9')).toEqual([['77', 'NEWü!']])
  })

  it('goes on upwards where the source counts down', async () => {
    const database = await make()
    await sql(database, 'create table ticket (id bigint auto_increment primary key, name varchar(9))')
    await withOpen(database, async (open) => {
      const [ticket] = await open.tables()
      const columns = ticket!.columns.map((column) =>
        column.name === 'id' ? { ...column, next: -779 } : column,
      )
      await loadRecords(open, {
        clear: [ticket!],
        sources: [{ ...ticket!, columns }],
        records: { ticket: [batch({ id: -777, name: 'a' }, { id: 5, name: 'b' })] },
      })
    })
    await sql(database, "insert into ticket (name) values ('new')")
    expect(await queryText(database, "select id from ticket where name = 'new'")).toEqual([['6']])
  })

  it.each([
    [
      'an orphan',
      { owner: [batch({ id: 2, name: 'b', boss: 3 }, { id: 5, name: 'c', boss: null })] },
      /owner \(id=2\): foreign key .* \(boss\) is 3, and owner \(id\)/,
    ],
    [
      'an orphan left behind in another table',
      { owner: [batch({ id: 2, name: 'b', boss: null })] },
      /\(dot\.ted\) is 5/,
    ],
    [
      'a duplicate key',
      { owner: [batch({ id: 2, name: 'b', boss: null }), batch({ id: 2, name: 'c', boss: null })] },
      /duplicate/,
    ],
    [
      'a value out of range in the last row',
      { owner: [batch({ id: 2, name: 'b', boss: null }), batch({ id: 99999999999, name: 'c', boss: null })] },
      /out of range/,
    ],
  ])('that fails by %s leaves the target as it was', async (_, records, message) => {
    const database = await filled()
    const before = await nativeDump(database)
    await withOpen(database, async (open) => {
      const clear = (await open.tables()).filter(({ name }) => name === 'owner')
      await expect(loadRecords(open, { clear, records })).rejects.toThrow(message)
    })
    expect(await nativeDump(database)).toBe(before)
  })

  it('of many records makes plain indexes of a new table when they are in, and the same table', async () => {
    const database = await make()
    await sql(database, [
      'create table part (id int auto_increment, code int not null, maker int, name varchar(20), kind int, ' +
        'key by_id (id), unique key by_code (code), key by_name (name, kind), key by_kind (kind), key by_maker (maker, name), ' +
        'foreign key (maker) references part (code))',
    ])
    const run = async (expected?: number): Promise<{ dump: string; statements: string[] }> => {
      const statements: string[] = []
      const tables = await withOpen(database, (open) => open.tables())
      await sql(database, 'drop table part')
      await withOpen(
        database,
        async (open) => {
          const record = { id: 1, code: 7, maker: 7, name: 'x', kind: 2 }
          const create = open.translate(tables, open.engine).tables
          const loading = { create, records: { part: [batch(record)] } }
          await loadRecords(open, expected === undefined ? loading : { ...loading, expected })
        },
        { onStatement: (statement) => statements.push(statement) },
      )
      return { dump: await nativeDump(database), statements }
    }
    const plain = await run()
    const deferred = await run(1e6)
    expect(plain.statements.join()).not.toContain('ADD INDEX')
    const at = (pattern: RegExp) => deferred.statements.findIndex((statement) => pattern.test(statement))
    expect(at(/DROP INDEX `by_kind`, DROP INDEX `by_name`$/)).toBeGreaterThan(0)
    expect(at(/ADD INDEX `by_kind` \(`kind`\), ADD INDEX `by_name` \(`name`, `kind`\)$/)).toBeGreaterThan(
      at(/^COMMIT$/),
    )
    const sorted = (dump: string) => dump.replaceAll(/,$/gm, '').split('\n').sort()
    expect(sorted(deferred.dump)).toEqual(sorted(plain.dump))
  })

  it('drops the tables that it made when it fails', async () => {
    const database = await filled()
    const before = await nativeDump(database)
    await withOpen(database, async (open) => {
      const owner = (await open.tables()).find(({ name }) => name === 'owner')!
      const { tables } = open.translate([{ ...owner, name: 'made' }], open.engine)
      const twice = [batch({ id: 1, name: 'x', boss: null }), batch({ id: 1, name: 'x', boss: null })]
      await expect(loadRecords(open, { create: tables, records: { made: twice } })).rejects.toThrow(
        /duplicate/,
      )
      expect((await open.tables()).map(({ name }) => name)).not.toContain('made')
    })
    expect(await nativeDump(database)).toBe(before)
  })

  it('that is rolled back while a batch is on its way leaves nothing of it', async () => {
    const database = await filled()
    const before = await nativeDump(database)
    await withOpen(database, async (open) => {
      const clear = await open.tables()
      const plans = clear.map((table) => samePlan(table))
      const load = await open.load({ create: [], clear, loads: plans })
      const table = await load.table(plans.find(({ target }) => target.name === 'owner')!)
      await table.write(batch({ id: 100, name: 'b', boss: null }))
      await load.rollback()
    })
    expect(await nativeDump(database)).toBe(before)
  })

  it('that loses its connection in the middle is undone from another', async () => {
    const database = await filled()
    const before = await nativeDump(database)
    const open = await openTest(database)
    const clear = await open.tables()
    const plans = clear.map((table) => samePlan(table))
    const load = await open.load({ create: [], clear, loads: plans })
    const table = await load.table(plans.find(({ target }) => target.name === 'owner')!)
    await table.write(batch({ id: 100, name: 'b', boss: null }))
    const [[id]] = (await queryText(
      database.superuser,
      `select id from ${processList(database.engine)} where db = '${database.name.replaceAll("'", "''")}' order by id limit 1`,
    )) as [[string]]
    await sql(database.superuser, `kill ${id}`)
    await expect(
      table.write(batch({ id: 101, name: 'b', boss: null })).then(() => table.end()),
    ).rejects.toThrow()
    await load.rollback()
    await open.close()
    expect(await nativeDump(database)).toBe(before)
  })

  it('that is aborted fails with the reason of the signal, and leaves the target as it was', async () => {
    const database = await filled()
    const before = await nativeDump(database)
    const abort = new AbortController()
    const open = await openTest(database, { signal: abort.signal })
    const clear = await open.tables()
    const plans = clear.map((table) => samePlan(table))
    const load = await open.load({ create: [], clear, loads: plans })
    const table = await load.table(plans.find(({ target }) => target.name === 'owner')!)
    await table.write(batch({ id: 100, name: 'b', boss: null }))
    abort.abort(new Error('stopped by hand'))
    await expect(table.end()).rejects.toThrow('stopped by hand')
    await load.rollback()
    await open.close()
    expect(await nativeDump(database)).toBe(before)
  })

  it('keeps a second one out', async () => {
    const database = await filled()
    await withOpen(database, async (open) => {
      const load = await open.load({ create: [], clear: [], loads: [] })
      await withOpen(database, async (other) => {
        await expect(other.load({ create: [], clear: [], loads: [] })).rejects.toMatchObject({ exitCode: 13 })
        expect(await other.recover()).toEqual([expect.stringContaining('is under way')])
      })
      await load.rollback()
      const again = await open.load({ create: [], clear: [], loads: [] })
      await again.rollback()
    })
  })

  it('that could not put a trigger back is refused before anything is touched', async () => {
    const database = await filled()
    await sql(database.superuser, 'create trigger theirs before insert on owner for each row set @x = 1')
    const before = await nativeDump(database)
    await withOpen(database, async (open) => {
      const records = { owner: [batch({ id: 9, name: 'a', boss: null })] }
      await expect(loadRecords(open, { records })).rejects.toMatchObject({
        exitCode: 12,
        message: expect.stringContaining('theirs'),
      })
    })
    expect(await nativeDump(database)).toBe(before)
  })

  it('into a table without transactions is refused before anything is touched', async () => {
    const database = await make()
    await sql(database, 'create table t (id int primary key) engine=MyISAM; insert into t values (1)')
    await withOpen(database, async (open) => {
      const clear = await open.tables()
      await expect(loadRecords(open, { clear, records: { t: [batch({ id: 2 })] } })).rejects.toMatchObject({
        exitCode: 12,
        hint: 'Run: ALTER TABLE `t` ENGINE=InnoDB',
      })
    })
    expect(await queryText(database, 'select id from t')).toEqual([['1']])
  })
})
