import { exitCodes, TaskError } from '../../errors.ts'
import type { Table } from '../../schema/table.ts'
import { createTableStatements } from './ddl.ts'
import { locate, quoteLocation } from './location.ts'
import { uniqueName } from './names.ts'
import { quoteName, quoteText } from './quote.ts'
import { type Session, serverError } from './session.ts'

/**
 * Makes tables with their columns, and the enum types that they need; gives them with the names that their
 * indexes will have, since others of the schema may have taken those asked for.
 */
export async function makeTables(
  session: Session,
  tables: readonly Table[],
  schemas: readonly string[],
): Promise<Table[]> {
  if (tables.length === 0) return []
  await makeSchemas(session, tables, schemas)
  await makeTypes(session, tables)
  for (const table of tables) {
    for (const sql of createTableStatements(table, quoteLocation(locate(table, schemas))))
      await make(session, sql, `The table ${table.name}`)
  }
  return renameIndexes(session, tables, schemas)
}

/** Those of the configuration that are to get tables. */
export async function makeSchemas(
  session: Session,
  tables: readonly Table[],
  schemas: readonly string[],
): Promise<void> {
  const wanted = [...new Set(tables.map((table) => locate(table, schemas).schema))]
  const missing = await session.query<{ name: string }>(
    `SELECT name FROM unnest($1::text[]) AS w(name)
    WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_namespace n WHERE n.nspname = w.name)`,
    [wanted],
  )
  for (const { name } of missing) await session.execute(`CREATE SCHEMA ${quoteName(name)}`)
}

/** Enum types of the same engine are made where they are missing; other types are the user's to bring. */
export async function makeTypes(session: Session, tables: readonly Table[]): Promise<void> {
  const columns = tables.flatMap((table) => table.columns.map((column) => ({ table, column })))
  const natives = [...new Set(columns.map(({ column }) => column.native))]
  const rows = await session.query<{ native: string; known: boolean }>(
    `SELECT native, pg_catalog.to_regtype(native) IS NOT NULL AS known FROM unnest($1::text[]) AS n(native)`,
    [natives.map(withoutModifier)],
  )
  const missing = new Set(rows.filter((row) => !row.known).map((row) => row.native))
  const made = new Set<string>()
  for (const { table, column } of columns) {
    const native = withoutModifier(column.native)
    const name = native.replace(/(\[\])+$/, '')
    if (!missing.has(native) || made.has(name)) continue
    const isEnum = column.type === 'enum' || column.element === 'enum'
    if (!isEnum || column.values === undefined) throw missingType(table, column.name, column.native)
    await session.execute(`CREATE TYPE ${name} AS ENUM (${column.values.map(quoteText).join(', ')})`)
    made.add(name)
  }
}

/** to_regtype takes none before version 17. */
const withoutModifier = (native: string): string => native.replace(/\([^()]*\)/, '')

function missingType(table: Table, column: string, native: string): TaskError {
  return new TaskError(`The type ${native} of ${table.name}.${column} does not exist in the target.`, {
    exitCode: exitCodes.schemaMismatch,
    hint: 'Create it first: CREATE EXTENSION for citext, hstore or PostGIS, CREATE DOMAIN or CREATE TYPE for your own.',
  })
}

/** Runs what makes a part of a new table; `what` begins the sentence where the server cannot make it so. */
export async function make(session: Session, sql: string, what: string): Promise<void> {
  try {
    await session.execute(sql)
  } catch (error) {
    throw makeError(error, what)
  }
}

/** The definition does not fit the server (types, names, sizes): not a fault of the records. */
export function makeError(error: unknown, what: string): unknown {
  const server = serverError(error)
  if (!server || error instanceof TaskError || !/^(42|54|0A)/.test(server.code)) return error
  return new TaskError(`${what} cannot be made: ${server.message}.`, {
    exitCode: exitCodes.schemaMismatch,
    hint: 'Nothing was changed. Make the table by your migrations, and import without --create.',
    cause: error,
  })
}

async function renameIndexes(
  session: Session,
  tables: readonly Table[],
  schemas: readonly string[],
): Promise<Table[]> {
  const rows = await session.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ANY ($1::text[])`,
    [[...new Set(tables.map((table) => locate(table, schemas).schema))]],
  )
  const used = new Set([
    ...rows.map((row) => row.name),
    ...tables.map((table) => `${locate(table, schemas).relation}_pkey`),
  ])
  return tables.map((table) => ({
    ...table,
    uniques: table.uniques.map((unique) => ({ ...unique, name: uniqueName(unique.name, used, table.name) })),
    indexes: table.indexes.map((index) => ({ ...index, name: uniqueName(index.name, used, table.name) })),
  }))
}
