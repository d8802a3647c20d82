import { expect, it } from '@jest/globals'
import { failureOf } from '../records/moving.ts'
import { createDatabase, describeEachEngine, nativeDump, queryText, sql } from '../servers/servers.ts'
import { withPostgres } from './postgres-support.ts'

const describePostgres = (title: string, body: () => void) =>
  describeEachEngine(`PostgreSQL: ${title}`, body, ['postgres'])

describePostgres('dropping everything', () => {
  it('leaves other schemas, extensions and privileges as they are', async () => {
    const database = await createDatabase('postgres')
    await sql(database, [
      'create schema other',
      'create schema third',
      'create extension citext',
      'create table other.kept (id integer primary key, name citext)',
      'create table refers (id integer references other.kept (id), name citext)',
      'create table third."odd name" (id integer)',
      'grant usage on schema public to public',
    ])
    const acl = () => queryText(database, 'select nspname, nspacl from pg_namespace order by 1')
    const before = await acl()
    await withPostgres(database, (open) => open.dropAll(), { schemas: ['public', 'third'] })
    expect(await acl()).toEqual(before)
    expect(
      await queryText(
        database,
        "select schemaname, tablename from pg_tables where schemaname in ('public', 'third', 'other')",
      ),
    ).toEqual([['other', 'kept']])
    expect(await queryText(database, "select 'A'::citext = 'a'::citext")).toEqual([['t']])
  })

  it('drops nothing where another schema depends on it, and names what does', async () => {
    const database = await createDatabase('postgres')
    await sql(database, [
      'create schema other',
      "create type mood as enum ('sad', 'ok')",
      'create table t (id integer primary key)',
      'create table other.refers (id integer references t (id), m mood)',
      'create view other.shows as select * from t',
    ])
    const before = await nativeDump(database)
    const error = await failureOf(withPostgres(database, (open) => open.dropAll()))
    expect(error.message).toBe(
      'Not everything in public can be dropped: other schemas depend on it with column m of table other.refers, ' +
        'constraint refers_id_fkey on table other.refers, view other.shows.',
    )
    expect(error.hint).toContain('?schemas=first,second')
    expect(await nativeDump(database)).toBe(before)
  })
})
