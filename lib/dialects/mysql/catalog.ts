import { rememberedType } from '../../schema/logical-type.ts'
import type { Column, ForeignKey, Index, ReferenceAction, Table } from '../../schema/table.ts'
import { columnDefault } from './column-default.ts'
import { logicalType, parseNative } from './column-type.ts'
import { legibleExpression, readQuestionMarks } from './legible-text.ts'
import type { Session, TextRow } from './session.ts'
import { quoteMembers, quoteName } from './sql-text.ts'

/** The server's name of every primary key. Among the indexes it stands where it has lengths or orders. */
export const primaryName = 'PRIMARY'

export const journalTable = 'record_tasks_journal'

/** There while the database is being made, and after a kill until that is undone. */
export const buildTable = 'record_tasks_build'

/** Whether the session's database has a table of this name, which needs no quoting. */
export async function hasTable(session: Session, name: string): Promise<boolean> {
  const count = await session.value(
    `SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = '${name}'`,
  )
  return count !== '0'
}

/** All tables of the session's database: eight statements, and more only for tables that have question marks in their columns. */
export async function readTables(session: Session): Promise<Table[]> {
  const catalog = await readCatalog(session)
  const names = catalog.tables.map((row) => row.name!)
  const tables = catalog.tables.map((row) => describeTable(row, names, catalog))
  return tables.sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)))
}

interface Catalog {
  isMariadb: boolean
  tables: TextRow[]
  columns: Map<string, TextRow[]>
  jsonColumns: Set<string>
  indexes: Map<string, TextRow[]>
  keyColumns: Map<string, TextRow[]>
  foreignKeys: Map<string, TextRow[]>
  triggers: Map<string, TextRow[]>
}

const here = 'DATABASE()'

/** To the catalog Ä is an a: which of two such comes first would change from one look to the next. */
const exactly = (name: string): string => `${name}, CAST(${name} AS BINARY)`

async function readCatalog(session: Session): Promise<Catalog> {
  const isMariadb = session.flavor.engine === 'mariadb'
  const select = (sql: string): Promise<TextRow[]> => session.rows(sql)
  const tables = await select(
    'SELECT table_name AS name, auto_increment AS next, table_collation AS collation ' +
      `FROM information_schema.tables WHERE table_schema = ${here} ` +
      `AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED') AND table_name NOT IN ('${journalTable}', '${buildTable}')`,
  )
  const allColumns = await select(
    'SELECT table_name AS tbl, column_name AS name, column_default AS dflt, is_nullable AS nullable, ' +
      'collation_name AS collation, column_type AS native, extra AS extra, column_comment AS comment, ' +
      `generation_expression AS expression ${isMariadb ? '' : ', srs_id AS srid'} ` +
      `FROM information_schema.columns WHERE table_schema = ${here} ORDER BY table_name, ordinal_position`,
  )
  const checks = isMariadb
    ? await select(
        'SELECT table_name AS tbl, check_clause AS clause FROM information_schema.check_constraints ' +
          `WHERE constraint_schema = ${here} AND check_clause LIKE 'json_valid(%'`,
      )
    : []
  const indexes = await select(
    'SELECT table_name AS tbl, index_name AS name, non_unique AS repeats, column_name AS col, ' +
      'collation AS direction, sub_part AS prefix, index_type AS type' +
      `${isMariadb ? ", NULL AS expression, IF(ignored = 'YES', 'NO', 'YES') AS visible" : ', expression AS expression, is_visible AS visible'} ` +
      `FROM information_schema.statistics WHERE table_schema = ${here} ORDER BY table_name, ${exactly('index_name')}, seq_in_index`,
  )
  const keyColumns = await select(
    'SELECT table_name AS tbl, constraint_name AS name, column_name AS col, referenced_column_name AS parent ' +
      `FROM information_schema.key_column_usage WHERE table_schema = ${here} AND referenced_table_schema = ${here} ` +
      'ORDER BY table_name, constraint_name, ordinal_position',
  )
  const foreignKeys = await select(
    'SELECT table_name AS tbl, constraint_name AS name, referenced_table_name AS parent, ' +
      'update_rule AS on_update, delete_rule AS on_delete ' +
      `FROM information_schema.referential_constraints WHERE constraint_schema = ${here} ` +
      `AND unique_constraint_schema = ${here} ORDER BY table_name, ${exactly('constraint_name')}`,
  )
  const triggers = await select(
    'SELECT event_object_table AS tbl, trigger_name AS name FROM information_schema.triggers ' +
      `WHERE trigger_schema = ${here} ORDER BY event_object_table, ${exactly('trigger_name')}`,
  )
  const names = new Set(tables.map(({ name }) => name!))
  const columns = byTable(allColumns.filter((row) => names.has(row.tbl!) && !isVersionColumn(row)))
  await readQuestionMarks(session, columns)
  const versions = new Set(allColumns.filter(isVersionColumn).map((row) => columnKey(row.tbl!, row.name!)))
  return {
    isMariadb,
    tables,
    columns,
    jsonColumns: new Set(checks.flatMap(jsonColumn)),
    indexes: byTable(indexes.filter((row) => !versions.has(columnKey(row.tbl!, row.col ?? '')))),
    keyColumns: byTable(keyColumns),
    foreignKeys: byTable(foreignKeys),
    triggers: byTable(triggers),
  }
}

/** From when and until when MariaDB holds a row to be so: the engine's own, and of rows as they are now no news. */
const isVersionColumn = ({ expression }: TextRow): boolean => /^ROW (?:START|END)$/.test(expression ?? '')

const byTable = (rows: TextRow[]): Map<string, TextRow[]> => groupBy(rows, (row) => row.tbl!)

const columnKey = (table: string, column: string): string => JSON.stringify([table, column])

/** MariaDB's JSON is a longtext with this check. */
function jsonColumn(check: TextRow): string[] {
  const name = /^json_valid\(`((?:[^`]|``)+)`\)$/.exec(check.clause!)?.[1]
  return name === undefined ? [] : [columnKey(check.tbl!, name.replaceAll('``', '`'))]
}

function describeTable(row: TextRow, names: readonly string[], catalog: Catalog): Table {
  const name = row.name!
  const indexRows = catalog.indexes.get(name) ?? []
  const keys = describeKeys(name, indexRows)
  const triggers = (catalog.triggers.get(name) ?? []).map((trigger) => trigger.name!)
  return {
    name,
    columns: (catalog.columns.get(name) ?? []).map((column) => describeColumn(column, row, catalog)),
    ...keys,
    foreignKeys: (catalog.foreignKeys.get(name) ?? []).map((key) => describeForeignKey(key, names, catalog)),
    ...(triggers.length === 0 ? {} : { triggers }),
    ...(row.collation === null ? {} : { options: tableOptions(row.collation!) }),
  }
}

const tableOptions = (collation: string): string =>
  `DEFAULT CHARACTER SET ${characterSet(collation)} COLLATE ${collation}`

/** Of a collation's full name. */
export const characterSet = (collation: string): string => collation.split('_')[0]!

function describeColumn(row: TextRow, table: TextRow, catalog: Catalog): Column {
  const remembered = rememberedType(row.comment!)
  const native = legibleNative(row.native!, remembered?.values)
  const isJsonText = native === 'longtext' && catalog.jsonColumns.has(columnKey(row.tbl!, row.name!))
  const logical = remembered ?? (isJsonText ? { type: 'json' as const } : logicalType(native))
  const extra = row.extra ?? ''
  const fallback = /STORED GENERATED|VIRTUAL GENERATED|PERSISTENT/.test(extra)
    ? undefined
    : columnDefault({ text: row.dflt ?? null, extra, isMariadb: catalog.isMariadb }, logical)
  return {
    name: row.name!,
    ...logical,
    native: row.srid ? `${native} srid ${row.srid}` : native,
    nullable: row.nullable === 'YES',
    ...describeGenerated(row, extra, table, catalog.isMariadb),
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(row.collation && row.collation !== table.collation && !isJsonText
      ? { collation: row.collation }
      : {}),
  }
}

/** The catalog is utf8mb3: members with other characters are question marks there, but for those that a comment has. */
function legibleNative(native: string, values: readonly string[] | undefined): string {
  const { base, members } = parseNative(native)
  if (values === undefined || members.length !== values.length) return native
  return `${base}(${quoteMembers(values)})`
}

function describeGenerated(
  row: TextRow,
  extra: string,
  table: TextRow,
  isMariadb: boolean,
): Pick<Column, 'generated' | 'expression' | 'next'> {
  if (/auto_increment/i.test(extra)) return { generated: 'identity', next: safeNumber(table.next ?? '1') }
  const stored = /STORED GENERATED|PERSISTENT/.test(extra)
  if (!stored && !/VIRTUAL GENERATED/.test(extra)) return {}
  const expression = row.expression ?? ''
  return {
    generated: stored ? 'stored' : 'virtual',
    expression: isMariadb ? expression : legibleExpression(expression),
  }
}

const safeNumber = (text: string): number | string =>
  Number.isSafeInteger(Number(text)) ? Number(text) : text

type Keys = Pick<Table, 'primaryKey' | 'uniques' | 'indexes'>

function describeKeys(table: string, rows: TextRow[]): Keys {
  const keys: Keys = { primaryKey: [], uniques: [], indexes: [] }
  for (const [name, parts] of groupBy(rows, (row) => row.name!)) {
    const unique = parts[0]!.repeats === '0'
    const columns = parts.flatMap((part) => (part.col === null ? [] : [part.col!]))
    if (name === primaryName) keys.primaryKey = columns
    if (name === primaryName && isPlain(parts)) continue
    if (!isPlain(parts)) keys.indexes.push(describeSpecialIndex(table, parts, unique))
    else if (unique) keys.uniques.push({ name, columns })
    else keys.indexes.push({ name, columns })
  }
  return keys
}

function groupBy(rows: TextRow[], key: (row: TextRow) => string): Map<string, TextRow[]> {
  const groups = new Map<string, TextRow[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group === undefined) groups.set(key(row), [row])
    else group.push(row)
  }
  return groups
}

const isPlain = (parts: TextRow[]): boolean =>
  parts.every(
    ({ col, prefix, direction, type, visible }) =>
      col !== null &&
      prefix === null &&
      direction !== 'D' &&
      (type === 'BTREE' || type === 'HASH') &&
      visible !== 'NO',
  )

function describeSpecialIndex(table: string, parts: TextRow[], unique: boolean): Index {
  const { name, type, visible } = parts[0]!
  const kind =
    type === 'FULLTEXT' || type === 'SPATIAL' || type === 'VECTOR' ? `${type} ` : unique ? 'UNIQUE ' : ''
  const ignored = visible === 'NO' ? ' INVISIBLE' : ''
  const list = parts.map((part) => indexPart(part, kind)).join(', ')
  if (name === primaryName) {
    return {
      name,
      columns: [],
      unique: true,
      definition: `ALTER TABLE ${quoteName(table)} ADD PRIMARY KEY (${list})`,
    }
  }
  return {
    name: name!,
    columns: [],
    ...(unique ? { unique: true as const } : {}),
    definition: `CREATE ${kind}INDEX ${quoteName(name!)} ON ${quoteName(table)} (${list})${ignored}`,
  }
}

function indexPart({ col, prefix, direction, expression }: TextRow, kind: string): string {
  if (col === null) return `(${legibleExpression(expression!)})`
  const length = prefix === null || kind === 'SPATIAL ' ? '' : `(${prefix})`
  return quoteName(col!) + length + (direction === 'D' ? ' DESC' : '')
}

function describeForeignKey(row: TextRow, names: readonly string[], catalog: Catalog): ForeignKey {
  const parts = (catalog.keyColumns.get(row.tbl!) ?? []).filter((part) => part.name === row.name)
  return {
    name: row.name!,
    columns: parts.map((part) => part.col!),
    references: { table: existingName(row.parent!, names), columns: parts.map((part) => part.parent!) },
    onDelete: referenceAction(row.on_delete!),
    onUpdate: referenceAction(row.on_update!),
  }
}

/** Where lower_case_table_names folds names, references may be written in another case than the table. */
const existingName = (name: string, names: readonly string[]): string =>
  names.includes(name) ? name : (names.find((other) => other.toLowerCase() === name.toLowerCase()) ?? name)

const referenceAction = (rule: string): ReferenceAction => rule.toLowerCase() as ReferenceAction
