import { describe, expect, it } from '@jest/globals'
import { readSchemaHistory } from '../../lib/records/schema-history.ts'
import { createDatabase, describeEachEngine, sql, type TestEngine } from '../servers/servers.ts'
import { withOpen } from './moving.ts'

/** What the frameworks themselves create, with a history that each would have. */
interface Framework {
  kind: string
  statements: string[]
  versions: string[]
  tables: string[]
}

/** `"` is for PostgreSQL and SQLite; MySQL and MariaDB get backticks. */
const frameworks: Framework[] = [
  {
    kind: 'knex',
    statements: [
      'create table knex_migrations (id integer primary key, name varchar(255), batch integer, migration_time timestamp null)',
      'create table knex_migrations_lock ("index" integer primary key, is_locked integer)',
      `insert into knex_migrations (id, name, batch) values (2, '2_b.ts', 1), (1, '1_a.ts', 1)`,
    ],
    versions: ['1_a.ts', '2_b.ts'],
    tables: ['knex_migrations', 'knex_migrations_lock'],
  },
  {
    kind: 'knex',
    statements: [
      'create table our_versions (id integer primary key, name varchar(255), batch integer, migration_time timestamp null)',
      'create table our_versions_lock ("index" integer primary key, is_locked integer)',
      `insert into our_versions (id, name, batch) values (1, '1_a.js', 1)`,
    ],
    versions: ['1_a.js'],
    tables: ['our_versions', 'our_versions_lock'],
  },
  {
    kind: 'django',
    statements: [
      'create table django_migrations (id integer primary key, app varchar(255) not null, name varchar(255) not null, applied timestamp not null)',
      `insert into django_migrations values (1, 'part', '0001_initial', '2026-01-01 00:00:00'), (2, 'auth', '0001_initial', '2026-01-01 00:00:00'), (3, 'part', '0002_ipn', '2026-01-01 00:00:00')`,
    ],
    versions: ['auth.0001_initial', 'part.0001_initial', 'part.0002_ipn'],
    tables: ['django_migrations'],
  },
  {
    kind: 'rails',
    statements: [
      'create table schema_migrations (version varchar(255) not null primary key)',
      'create table ar_internal_metadata ("key" varchar(255) not null primary key, value varchar(255), created_at timestamp(6) not null, updated_at timestamp(6) not null)',
      `insert into schema_migrations values ('20260102000000'), ('20251231000000'), ('9')`,
      `insert into ar_internal_metadata values ('environment', 'production', '2026-01-01 00:00:00', '2026-01-01 00:00:00')`,
    ],
    versions: ['9', '20251231000000', '20260102000000'],
    tables: ['ar_internal_metadata', 'schema_migrations'],
  },
  {
    kind: 'laravel',
    statements: [
      'create table migrations (id integer primary key, migration varchar(255) not null, batch integer not null)',
      `insert into migrations values (1, '2026_02_b', 1), (2, '2026_01_a', 1), (3, '2025_01_late', 2), (4, '2025_01_later', 10)`,
    ],
    versions: ['2026_01_a', '2026_02_b', '2025_01_late', '2025_01_later'],
    tables: ['migrations'],
  },
  {
    kind: 'prisma',
    statements: [
      'create table _prisma_migrations (id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamp null, migration_name varchar(255) not null, logs text, rolled_back_at timestamp null, started_at timestamp not null, applied_steps_count integer not null default 0)',
      `insert into _prisma_migrations values
        ('b', 'x', '2026-01-02 00:00:00', '20260102_b', null, null, '2026-01-02 00:00:00', 1),
        ('a', 'x', '2026-01-01 00:00:00', '20260101_a', null, null, '2026-01-01 00:00:00', 1),
        ('c', 'x', null, '20260103_failed', 'boom', null, '2026-01-03 00:00:00', 0),
        ('d', 'x', '2026-01-04 00:00:00', '20260104_back', null, '2026-01-05 00:00:00', '2026-01-04 00:00:00', 1)`,
    ],
    versions: ['20260101_a', '20260102_b'],
    tables: ['_prisma_migrations'],
  },
  {
    kind: 'sequelize',
    statements: [
      'create table "SequelizeMeta" (name varchar(255) not null primary key)',
      `insert into "SequelizeMeta" values ('2-b.js'), ('1-a.js')`,
    ],
    versions: ['1-a.js', '2-b.js'],
    tables: ['SequelizeMeta'],
  },
  {
    kind: 'typeorm',
    statements: [
      'create table migrations (id integer primary key, "timestamp" bigint not null, name varchar(255) not null)',
      'create table typeorm_metadata ("type" varchar(255) not null, "database" varchar(255), "schema" varchar(255), "table" varchar(255), "name" varchar(255), value text)',
      `insert into migrations values (1, 1760000000000, 'Late1760000000000'), (2, 999, 'Early999')`,
    ],
    versions: ['Early999', 'Late1760000000000'],
    tables: ['migrations', 'typeorm_metadata'],
  },
  {
    kind: 'alembic',
    statements: [
      'create table alembic_version (version_num varchar(32) not null primary key)',
      `insert into alembic_version values ('1975ea83b712')`,
    ],
    versions: ['1975ea83b712'],
    tables: ['alembic_version'],
  },
  {
    kind: 'flyway',
    statements: [
      'create table flyway_schema_history (installed_rank integer not null primary key, version varchar(50), description varchar(200) not null, type varchar(20) not null, script varchar(1000) not null, checksum integer, installed_by varchar(100) not null, installed_on timestamp not null default current_timestamp, execution_time integer not null, success boolean not null)',
      `insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by, execution_time, success) values
        (10, '1.10', 'ten', 'SQL', 'V1_10__ten.sql', 'x', 1, true),
        (0, null, 'made', 'SCHEMA', '"app"', 'x', 1, true),
        (1, '1', 'base', 'BASELINE', 'base', 'x', 1, true),
        (2, '1.2', 'two', 'SQL', 'V1_2__two.sql', 'x', 1, true),
        (3, '1.3', 'three', 'SQL', 'V1_3__three.sql', 'x', 1, true),
        (4, '1.3', 'three', 'UNDO_SQL', 'U1_3__three.sql', 'x', 1, true),
        (5, null, 'views', 'SQL', 'R__views.sql', 'x', 1, true),
        (6, null, 'views', 'SQL', 'R__views.sql', 'x', 1, true),
        (11, '1.11', 'eleven', 'SQL', 'V1_11__eleven.sql', 'x', 1, false)`,
    ],
    versions: ['1', '1.2', 'R__views.sql', '1.10'],
    tables: ['flyway_schema_history'],
  },
  {
    kind: 'goose',
    statements: [
      'create table goose_db_version (id integer primary key, version_id bigint not null, is_applied boolean not null, tstamp timestamp null)',
      'insert into goose_db_version (id, version_id, is_applied) values (1, 0, true), (2, 9, true), (3, 10, true), (4, 11, true), (5, 10, false)',
    ],
    versions: ['9', '11'],
    tables: ['goose_db_version'],
  },
  {
    kind: 'golang-migrate',
    statements: [
      'create table schema_migrations (version bigint not null primary key, dirty boolean not null)',
      'insert into schema_migrations values (20260101, false)',
    ],
    versions: ['20260101'],
    tables: ['schema_migrations'],
  },
  {
    kind: 'golang-migrate',
    statements: [
      'create table schema_migrations (version bigint not null primary key, dirty boolean not null)',
      'insert into schema_migrations values (20260101, true)',
    ],
    versions: [],
    tables: ['schema_migrations'],
  },
]

async function historyIn(engine: TestEngine, statements: readonly string[]) {
  const database = await createDatabase(engine)
  const isMysql = engine.engine === 'mysql' || engine.engine === 'mariadb'
  const quoted = statements.map((statement) =>
    isMysql ? statement.replaceAll(/"(\w+)"/g, '`$1`') : statement,
  )
  await sql(database, ['create table part (id integer primary key, name varchar(20))', ...quoted])
  return withOpen(database, async (open) => {
    const { history, historyTables } = await readSchemaHistory(open, await open.tables())
    return { history, tables: historyTables.map(({ name }) => name).sort() }
  })
}

describeEachEngine('the schema history', (engine) => {
  it.each(frameworks)('of $kind is read, as $versions', async ({ kind, statements, versions, tables }) => {
    expect(await historyIn(engine, statements)).toEqual({
      history: { kind, versions },
      tables: tables.map((name) => expect.stringMatching(new RegExp(`^${name}$`, 'i'))),
    })
  })

  it('is none where there is no framework', async () => {
    expect(await historyIn(engine, [])).toEqual({ history: null, tables: [] })
  })

  it.each([
    ['create table migrations (id integer primary key, species varchar(20), destination varchar(20))'],
    ['create table schema_migrations (version integer primary key, note varchar(20))'],
    ['create table knex_migrations (id integer primary key, name varchar(20))'],
    [
      'create table names (id integer primary key, name varchar(20), batch integer, migration_time timestamp null)',
    ],
  ])('is not found in an application’s own table: %s', async (statement) => {
    expect(await historyIn(engine, [statement])).toEqual({ history: null, tables: [] })
  })
})

describe('the schema history', () => {
  it('leaves out the tables of every framework, and tells of the first', async () => {
    const [sqlite] = [{ engine: 'sqlite' } as TestEngine]
    const both = [...frameworks[0]!.statements, ...frameworks[2]!.statements]
    const found = await historyIn(sqlite!, both)
    expect(found.history?.kind).toBe('knex')
    expect(found.tables).toEqual(['django_migrations', 'knex_migrations', 'knex_migrations_lock'])
  })
})

describeEachEngine(
  'the schema history',
  (engine) => {
    it('is that of the first schema, though other schemas have theirs', async () => {
      const database = await createDatabase(engine)
      await sql(database, [
        'create schema app',
        'create table app.alembic_version (version_num varchar(32) not null primary key)',
        ...frameworks[0]!.statements,
      ])
      const url = `${database.url}?schemas=public,app`
      const found = await withOpen({ url }, async (open) => {
        const { history, historyTables } = await readSchemaHistory(open, await open.tables())
        return { kind: history?.kind, tables: historyTables.map(({ name }) => name).sort() }
      })
      expect(found).toEqual({
        kind: 'knex',
        tables: ['app.alembic_version', 'knex_migrations', 'knex_migrations_lock'],
      })
    })
  },
  ['postgres'],
)
