import { exitCodes, TaskError } from '../errors.ts'
import { type ForeignKey, type Index, isComputed, type Table } from '../schema/table.ts'
import { suggest } from '../suggest.ts'

/** New names by old ones: of tables, and of columns as `table.column`, whose new name may be with or without its table. */
export type Renames = Readonly<Record<string, string>>

export interface RenamedTable {
  /** As the source has it: the record lines have these names. */
  source: Table
  /** The same under its new names, column by column. */
  table: Table
  /** What the new names keep from being made anew, a sentence each. */
  notes: readonly string[]
}

/** What becomes of one table's names. */
interface NewNames {
  table: string
  columns: Map<string, string>
}

/**
 * The source's tables under the names that they are to have, in foreign keys too. All renames at once: two may change
 * places. TaskError 2 lists every rename that names nothing, and every name that would be there twice.
 */
export function renameTables(tables: readonly Table[], renames: Renames): RenamedTable[] {
  if (Object.keys(renames).length === 0) return tables.map((table) => ({ source: table, table, notes: [] }))
  const byTable = new Map<string, NewNames>(
    tables.map(({ name }) => [name, { table: name, columns: new Map() }]),
  )
  const problems = Object.entries(renames).flatMap(([from, to]) => enter(from, to, tables, byTable))
  problems.push(...collisions(tables, byTable))
  if (problems.length > 0) throw notRenamed(problems)
  return tables.map((source) => {
    const notes: string[] = []
    return { source, table: renamed(source, byTable, notes), notes }
  })
}

/** Notes one rename; gives what is wrong with it. */
function enter(
  from: string,
  to: string,
  tables: readonly Table[],
  byTable: ReadonlyMap<string, NewNames>,
): string[] {
  if (to === '') return [`${from}: the new name is empty`]
  const whole = byTable.get(from)
  if (whole) {
    whole.table = to
    return []
  }
  // Names may hold dots themselves.
  const owner = tables.find(({ name, columns }) =>
    columns.some((column) => `${name}.${column.name}` === from),
  )
  if (!owner) return [nothingOfThatName(from, tables)]
  const names = byTable.get(owner.name)!
  names.columns.set(from.slice(owner.name.length + 1), to)
  return []
}

function nothingOfThatName(from: string, tables: readonly Table[]): string {
  const known = tables.flatMap(({ name, columns }) => [
    name,
    ...columns.map((column) => `${name}.${column.name}`),
  ])
  const near = suggest(from, known)
  return `${from}: the source has no such table or column${near === undefined ? '' : ` (did you mean ${near}?)`}`
}

/** `part.number` in a rename of a column of part (or of what part becomes) is the column `number`. */
function bareColumn(to: string, table: string, names: NewNames): string {
  const prefix = [table, names.table].find((name) => to.startsWith(`${name}.`))
  return prefix === undefined ? to : to.slice(prefix.length + 1)
}

function collisions(tables: readonly Table[], byTable: ReadonlyMap<string, NewNames>): string[] {
  const names = tables.map((table) => byTable.get(table.name)!.table)
  const columns = tables.flatMap((table) => {
    const renames = byTable.get(table.name)!
    const found = table.columns.map(({ name }) => newColumn(name, table.name, renames))
    return repeated(found).map((name) => `${renames.table}.${name}: two columns would have this name`)
  })
  return [...repeated(names).map((name) => `${name}: two tables would have this name`), ...columns]
}

function repeated(names: readonly string[]): string[] {
  const seen = new Set<string>()
  return names.filter((name) => seen.size === seen.add(name).size)
}

function newColumn(column: string, table: string, names: NewNames | undefined): string {
  const to = names?.columns.get(column)
  return to === undefined ? column : bareColumn(to, table, names!)
}

function notRenamed(problems: readonly string[]): TaskError {
  return new TaskError(`Cannot rename: ${problems.join('; ')}`, {
    exitCode: exitCodes.usage,
    hint: 'A rename is old=new, of a table or of table.column, with the names that the source has. Nothing was changed.',
  })
}

function renamed(source: Table, byTable: ReadonlyMap<string, NewNames>, notes: string[]): Table {
  const names = byTable.get(source.name)!
  const column = (name: string): string => newColumn(name, source.name, names)
  const isSame = names.table === source.name && names.columns.size === 0
  const foreignKeys = source.foreignKeys.map((key) => renamedKey(key, column, byTable))
  if (isSame) return { ...source, foreignKeys }
  const { schema: _, ...rest } = source
  return {
    ...(names.table === source.name ? source : rest),
    name: names.table,
    columns: source.columns.map((each) => {
      if (!isComputed(each) || names.columns.size === 0) return { ...each, name: column(each.name) }
      notes.push(
        `${names.table}.${column(each.name)} is computed from columns under their old names: where the table is made, it is an ordinary column.`,
      )
      const { generated: _generated, expression: _expression, ...plain } = each
      return { ...plain, name: column(each.name) }
    }),
    primaryKey: source.primaryKey.map(column),
    uniques: source.uniques.map((unique) => ({ ...unique, columns: unique.columns.map(column) })),
    indexes: source.indexes.flatMap((index) => renamedIndex(index, names.table, column, notes)),
    foreignKeys,
  }
}

function renamedKey(
  key: ForeignKey,
  column: (name: string) => string,
  byTable: ReadonlyMap<string, NewNames>,
): ForeignKey {
  const { table, columns } = key.references
  const parent = byTable.get(table)
  return {
    ...key,
    columns: key.columns.map(column),
    references: {
      table: parent?.table ?? table,
      columns: columns.map((name) => newColumn(name, table, parent)),
    },
  }
}

/** An index of the engine's own words has the old names in them. */
function renamedIndex(
  index: Index,
  table: string,
  column: (name: string) => string,
  notes: string[],
): Index[] {
  const { definition, ...rest } = index
  if (definition === undefined) return [{ ...index, columns: index.columns.map(column) }]
  if (index.columns.length > 0) return [{ ...rest, columns: index.columns.map(column) }]
  notes.push(`The index ${index.name} is not made where ${table} is: its definition has the old names.`)
  return []
}
