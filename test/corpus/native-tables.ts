import type { TextConnection } from '../servers/connect.ts'
import type { TestDatabase } from '../servers/servers.ts'

/** A table as the engine itself writes it, by none of our code. */
export interface NativeTable {
  columns: NativeColumn[]
  /** Sorted. */
  rows: string[]
  /** What is to number the next records, as the engine keeps it. */
  numbering: string | null
}

export interface NativeColumn {
  name: string
  /** Complete, as the engine's catalog gives it. */
  type: string
  /** The logical type that a comment of ours remembers, where there is one (docs/dump-format.md). */
  remembered?: string
}

/** Every table with records, by the name that a dump gives it. Small databases only. */
export async function nativeTables(database: TestDatabase): Promise<Map<string, NativeTable>> {
  const connection = await database.superuser.connect()
  try {
    switch (database.engine) {
      case 'sqlite':
        return await sqliteTables(connection)
      case 'postgres':
        return await postgresTables(connection)
      default:
        return await mysqlTables(connection)
    }
  } finally {
    await connection.end()
  }
}

/** What a column's comment, or the end of its definition, remembers. */
function rememberedIn(comment: string | null): Pick<NativeColumn, 'remembered'> {
  const [, remembered] = /record-tasks:\{"type":"(\w+)"/.exec(comment ?? '') ?? []
  return remembered === undefined ? {} : { remembered }
}

async function rowsOf(
  connection: TextConnection,
  table: string,
  cells: readonly string[],
): Promise<string[]> {
  // PostgreSQL has tables without columns.
  const rows = await connection.query(`select ${cells.join(', ')} from ${table}`)
  return rows.map((row) => JSON.stringify(row)).sort()
}

const inBackticks = (name: string): string => `\`${name.replaceAll('`', '``')}\``
const inQuotes = (name: string): string => `"${name.replaceAll('"', '""')}"`
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** The text of an SQL literal that SQLite's quote() wrote. */
const unquoted = (text: string | null | undefined): string =>
  (text ?? '').replace(/^'|'$/g, '').replaceAll("''", "'")

async function sqliteTables(connection: TextConnection): Promise<Map<string, NativeTable>> {
  const tables = new Map<string, NativeTable>()
  const found = await connection.query(
    "select name, sql from sqlite_master where type = 'table' and name not like 'sqlite%'",
  )
  const numberings = new Map(
    (await sqliteNumberings(connection)).map(([name, seq]) => [unquoted(name), seq!]),
  )
  for (const [quoted, definition] of found) {
    const name = unquoted(quoted)
    const columns = await sqliteColumns(connection, name, unquoted(definition))
    const rows = await rowsOf(connection, inQuotes(name), columns.flatMap(sqliteCell))
    tables.set(name, { columns, rows, numbering: numberings.get(name) ?? null })
  }
  return tables
}

async function sqliteNumberings(connection: TextConnection) {
  const [table] = await connection.query("select 1 from sqlite_master where name = 'sqlite_sequence'")
  return table === undefined ? [] : connection.query('select name, seq from sqlite_sequence')
}

async function sqliteColumns(
  connection: TextConnection,
  table: string,
  definition: string,
): Promise<NativeColumn[]> {
  const listed = await connection.query(`select name, type from pragma_table_xinfo(${literal(table)})`)
  return listed.map(([quoted, type]) => {
    const name = unquoted(quoted)
    const [, after = ''] = definition.split(inQuotes(name), 2)
    return { name, type: unquoted(type), ...rememberedIn(after.split(/,\n/, 1)[0]!) }
  })
}

/** quote() stops at U+0000, and text is not always UTF-8. */
const sqliteCell = ({ name }: NativeColumn): string[] => {
  const column = inQuotes(name)
  return [`typeof(${column})`, `iif(typeof(${column}) = 'real', quote(${column}), hex(${column}))`]
}

async function postgresTables(connection: TextConnection): Promise<Map<string, NativeTable>> {
  const tables = new Map<string, NativeTable>()
  const found = await connection.query(
    `select c.oid, n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = relnamespace
       where relkind in ('r', 'p') and nspname !~ '^pg_' and nspname <> 'information_schema' and not relispartition`,
  )
  for (const [oid, schema, relation] of found) {
    const columns = await postgresColumns(connection, oid!)
    const table = `${inQuotes(schema!)}.${inQuotes(relation!)}`
    const [partitioned] = await connection.query(
      `select 1 from pg_class where oid = ${oid} and relkind = 'p'`,
    )
    const cells = columns.map(({ name }) => inQuotes(name))
    // Where a record of a partitioned table lies is part of it.
    const rows = await rowsOf(
      connection,
      partitioned ? table : `only ${table}`,
      partitioned ? ['tableoid::regclass', ...cells] : cells,
    )
    const numbering = await postgresNumbering(connection, table, columns)
    tables.set(schema === 'public' ? relation! : `${schema}.${relation}`, { columns, rows, numbering })
  }
  return tables
}

async function postgresColumns(connection: TextConnection, oid: string): Promise<NativeColumn[]> {
  const listed = await connection.query(
    `select attname, format_type(atttypid, atttypmod), col_description(attrelid, attnum) from pg_attribute
       where attrelid = ${oid} and attnum > 0 and not attisdropped order by attnum`,
  )
  return listed.map(([name, type, comment]) => ({
    name: name!,
    type: type!,
    ...rememberedIn(comment!),
  }))
}

async function postgresNumbering(
  connection: TextConnection,
  table: string,
  columns: readonly NativeColumn[],
): Promise<string | null> {
  const states: string[] = []
  for (const { name } of columns) {
    const [row] = await connection.query(`select pg_get_serial_sequence(${literal(table)}, ${literal(name)})`)
    const sequence = row?.[0]
    if (!sequence) continue
    const [state] = await connection.query(`select last_value, is_called from ${sequence}`)
    states.push(`${name}: ${state!.join(' ')}`)
  }
  return states.length === 0 ? null : states.join(', ')
}

async function mysqlTables(connection: TextConnection): Promise<Map<string, NativeTable>> {
  await connection.query("set time_zone = '+00:00'")
  const tables = new Map<string, NativeTable>()
  const found = await connection.query(
    `select table_name from information_schema.tables
       where table_schema = database() and table_type in ('BASE TABLE', 'SYSTEM VERSIONED')`,
  )
  const columns = await mysqlColumns(connection)
  for (const [name] of found) {
    const own = columns.get(name!) ?? []
    const rows = await rowsOf(connection, inBackticks(name!), own.map(mysqlCell))
    const [shown] = await connection.query(`show create table ${inBackticks(name!)}`)
    const numbering = /\bAUTO_INCREMENT=(\d+)/.exec(shown?.[1] ?? '')?.[1] ?? null
    tables.set(name!, { columns: own, rows, numbering })
  }
  return tables
}

async function mysqlColumns(connection: TextConnection): Promise<Map<string, NativeColumn[]>> {
  const listed = await connection.query(
    `select table_name, column_name, column_type, column_comment from information_schema.columns
       where table_schema = database() order by table_name, ordinal_position`,
  )
  const byTable = new Map<string, NativeColumn[]>()
  for (const [table, name, type, comment] of listed) {
    const columns = byTable.get(table!) ?? []
    columns.push({ name: name!, type: type!, ...rememberedIn(comment!) })
    byTable.set(table!, columns)
  }
  return byTable
}

/** A FLOAT is printed with six digits, fewer than it has. */
const mysqlCell = ({ name, type }: NativeColumn): string =>
  /^float/i.test(type) ? `cast(${inBackticks(name)} as double)` : inBackticks(name)
