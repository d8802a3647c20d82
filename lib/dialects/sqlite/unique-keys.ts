import type { Table } from '../../schema/table.ts'
import type { Row, SqliteConnection } from './connection.ts'
import { parseCreateIndex } from './create-index-sql.ts'
import { quoteName } from './quote.ts'

/** What must be unique: a primary key, a constraint or an index. */
export interface UniqueKey {
  name: string
  /** Columns' names, or expressions where they are none. */
  columns: string[]
  /** The same as SQL, under the collations that count. */
  terms: string[]
  /** Of a partial index. */
  condition?: string
}

/** Where a table's indexes are, and the SQL of each that has some, by name: looked up once for all tables. */
export interface IndexSchema {
  name: string
  sql: ReadonlyMap<string, string>
}

/** Those of a table in the schema that has its indexes; the key of a rowid is none of those, and comes first. */
export async function uniqueKeys(
  connection: SqliteConnection,
  schema: IndexSchema,
  table: Table,
): Promise<UniqueKey[]> {
  const indexes = await indexesOf(connection, schema, table, true)
  const rowidKey = table.columns.find(({ generated }) => generated === 'identity')
  const own = indexes.map(({ origin, ...index }) => ({ ...index, name: nameOf(table, origin, index) }))
  if (rowidKey === undefined) return own
  return [{ name: 'primary key', columns: [rowidKey.name], terms: [quoteName(rowidKey.name)] }, ...own]
}

/** Indexes that only make it faster. */
export async function plainIndexes(
  connection: SqliteConnection,
  schema: IndexSchema,
  table: Table,
): Promise<UniqueKey[]> {
  return indexesOf(connection, schema, table, false)
}

async function indexesOf(
  connection: SqliteConnection,
  schema: IndexSchema,
  table: Table,
  unique: boolean,
): Promise<(UniqueKey & { origin: string })[]> {
  const rows = await connection.all(
    `SELECT l.name, l.origin, l.partial, x.name AS column, x.coll AS collation
     FROM pragma_index_list(?1, ?2) l, pragma_index_xinfo(l.name, ?2) x
     WHERE l."unique" = ?3 AND x.key = 1 ORDER BY l.seq DESC, x.seqno`,
    table.name,
    schema.name,
    unique ? 1 : 0,
  )
  const names = [...new Set(rows.map((row) => String(row.name)))]
  return names.map((name) =>
    describe(
      rows.filter((row) => row.name === name),
      schema.sql.get(name),
    ),
  )
}

function describe(parts: readonly Row[], sql: string | undefined): UniqueKey & { origin: string } {
  const first = parts[0]!
  const said = sql === undefined ? undefined : parseCreateIndex(sql)
  return {
    name: String(first.name),
    origin: String(first.origin),
    columns: parts.map((part, index) => String(part.column ?? said?.terms[index])),
    terms: parts.map((part, index) =>
      part.column === null
        ? String(said?.terms[index])
        : `${quoteName(String(part.column))} COLLATE ${quoteName(String(part.collation))}`,
    ),
    ...(said?.condition !== undefined && { condition: said.condition }),
  }
}

/** As the table's description names it: SQLite's own names for constraints say nothing. */
function nameOf(table: Table, origin: string, { name, columns }: UniqueKey): string {
  if (origin === 'pk') return 'primary key'
  if (origin !== 'u') return name
  const wanted = JSON.stringify(columns)
  return table.uniques.find((unique) => JSON.stringify(unique.columns) === wanted)?.name ?? name
}
