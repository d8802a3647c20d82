import type { TextConnection } from './connect.ts'
import type { TestDatabase } from './database.ts'

/**
 * All rows and definitions of a database as one text, made without the code under test: for "it is as it was".
 * Tables, keys, indexes, triggers and whether they fire, sequences with their next values; rows in sorted order.
 * Read as the superuser. Small databases only.
 */
export async function nativeDump(database: TestDatabase): Promise<string> {
  const connection = await database.superuser.connect()
  try {
    const { definitions, tables } = await describe(connection, database)
    const rows = []
    for (const table of tables) rows.push(`-- ${table}`, ...(await sortedRows(connection, table)))
    return [...definitions, ...rows].join('\n')
  } finally {
    await connection.end()
  }
}

interface Description {
  definitions: string[]
  /** As SQL names them. */
  tables: string[]
}

async function sortedRows(connection: TextConnection, table: string): Promise<string[]> {
  const rows = await connection.query(`select * from ${table}`)
  return rows.map((row) => JSON.stringify(row)).sort()
}

const lines = async (connection: TextConnection, query: string): Promise<string[]> =>
  (await connection.query(query)).map((row) => row.join(' | ')).sort()

async function describe(connection: TextConnection, { engine, name }: TestDatabase): Promise<Description> {
  switch (engine) {
    case 'sqlite':
      return describeSqlite(connection)
    case 'postgres':
      return describePostgres(connection)
    default:
      return describeMysql(connection, name)
  }
}

const unquoted = (literal: string | null | undefined): string =>
  (literal ?? '').replace(/^'|'$/g, '').replaceAll("''", "'")

async function describeSqlite(connection: TextConnection): Promise<Description> {
  const definitions = await lines(connection, 'select type, name, tbl_name, sql from sqlite_master')
  const names = await connection.query(`select name from sqlite_master where type = 'table'`)
  const tables = names.map(([name]) => `"${unquoted(name).replaceAll('"', '""')}"`).sort()
  return { definitions, tables }
}

const ofUser = `nspname !~ '^pg_' and nspname <> 'information_schema'`

async function describePostgres(connection: TextConnection): Promise<Description> {
  const definitions = []
  for (const query of [
    `select table_schema, table_name, ordinal_position, column_name, data_type, udt_name, character_maximum_length,
       numeric_precision, numeric_scale, datetime_precision, is_nullable, column_default, is_identity,
       identity_generation, generation_expression
       from information_schema.columns where table_schema !~ '^pg_' and table_schema <> 'information_schema'`,
    `select conrelid::regclass, conname, pg_get_constraintdef(c.oid), condeferrable, condeferred, convalidated
       from pg_constraint c join pg_namespace n on n.oid = connamespace where ${ofUser}`,
    `select schemaname, tablename, indexdef from pg_indexes
       where schemaname !~ '^pg_' and schemaname <> 'information_schema'`,
    `select tgrelid::regclass, tgenabled, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal`,
  ])
    definitions.push(...(await lines(connection, query)))
  for (const sequence of await namesOfKind(connection, 'S'))
    definitions.push(
      `${sequence} ${await lines(connection, `select last_value, is_called from ${sequence}`)}`,
    )
  return { definitions, tables: await namesOfKind(connection, 'r') }
}

async function namesOfKind(connection: TextConnection, kind: 'r' | 'S'): Promise<string[]> {
  return lines(
    connection,
    `select format('%I.%I', nspname, relname) from pg_class c join pg_namespace n on n.oid = relnamespace
       where relkind = '${kind}' and ${ofUser}`,
  )
}

async function describeMysql(connection: TextConnection, database: string): Promise<Description> {
  const shown = await connection.query(`show full tables where Table_type = 'BASE TABLE'`)
  const tables = shown.map(([table]) => `\`${(table ?? '').replaceAll('`', '``')}\``).sort()
  const definitions = []
  for (const table of tables) definitions.push(...(await lines(connection, `show create table ${table}`)))
  const triggers = await lines(
    connection,
    `select trigger_name, event_object_table, action_timing, event_manipulation, action_order, action_statement,
       definer, sql_mode from information_schema.triggers
       where trigger_schema = '${database.replaceAll("'", "''")}'`,
  )
  return { definitions: [...definitions, ...triggers], tables }
}
