import type { Database, LoadPlan, TableLoadPlan } from '../dialects/dialect.ts'
import type { DumpHead } from '../dump/format.ts'
import { exitCodes, TaskError } from '../errors.ts'
import { misfit } from '../schema/fit.ts'
import { type Column, isComputed, isIdentity, type Table } from '../schema/table.ts'

export interface PlanOptions {
  /** Make tables that the target lacks. */
  create: boolean
  clear: boolean
  /** Leave out what the target has no table or column for, and list it. */
  ignoreNonexistent: boolean
}

export interface ImportPlan {
  load: LoadPlan
  /** By the table's name in the dump. */
  byTable: ReadonlyMap<string, TableLoadPlan>
  /** What the dump has and the target does not: tables, and columns as `table.column`. */
  ignored: string[]
  notes: string[]
}

/**
 * Matches the dump's tables with the target's, and finds everything that does not fit before anything is written.
 * TaskError 12 lists all of it at once.
 */
export function planImport(
  head: Pick<DumpHead, 'source'>,
  chosen: readonly Table[],
  existing: readonly Table[],
  database: Pick<Database, 'translate' | 'settings'>,
  options: PlanOptions,
): ImportPlan {
  const byName = new Map(existing.map((table) => [table.name, table]))
  const missing = chosen.filter(({ name }) => !byName.has(name))
  const made = options.create
    ? database.translate(missing, head.source.engine)
    : { tables: [], notes: [] as string[] }
  for (const table of made.tables) byName.set(table.name, table)
  const problems: string[] = []
  const ignored: string[] = []
  const loads: TableLoadPlan[] = []
  for (const source of chosen) {
    const target = byName.get(source.name)
    if (target) loads.push(matchColumns(source, target, options, problems, ignored))
    else if (options.ignoreNonexistent) ignored.push(source.name)
    else problems.push(missingTable(source.name, existing))
  }
  if (problems.length > 0) throw doesNotFit(database.settings.display, problems, missing.length > 0)
  const clear = options.clear
    ? loads.map(({ target }) => target).filter((table) => existing.includes(table))
    : []
  return {
    load: { create: made.tables, clear, loads },
    byTable: new Map(loads.map((load) => [load.source.name, load])),
    ignored,
    notes: made.notes,
  }
}

function matchColumns(
  source: Table,
  target: Table,
  options: PlanOptions,
  problems: string[],
  ignored: string[],
): TableLoadPlan {
  const byName = new Map(target.columns.map((column) => [column.name, column]))
  const columns: { source: Column; target: Column }[] = []
  for (const column of source.columns) {
    const found = byName.get(column.name)
    const where = `${source.name}.${column.name}`
    if (!found) {
      if (options.ignoreNonexistent) ignored.push(where)
      else problems.push(`${where}: the target has no such column`)
      continue
    }
    byName.delete(column.name)
    if (isComputed(found)) continue
    const reason = misfit(column, found)
    if (reason) problems.push(`${where}: ${reason}`)
    columns.push({ source: column, target: found })
  }
  for (const column of byName.values()) if (needsValue(column)) problems.push(withoutValue(source, column))
  return { source, target, columns }
}

const needsValue = (column: Column): boolean =>
  !column.nullable && column.default === undefined && !isComputed(column) && !isIdentity(column)

const withoutValue = (table: Table, column: Column): string =>
  `${table.name}.${column.name}: the target takes no null and has no default, and the dump has no values for it`

function missingTable(name: string, existing: readonly Table[]): string {
  const alike = existing.find((table) => table.name.toLowerCase() === name.toLowerCase())
  return `${name}: the target has no such table${alike ? ` (but ${alike.name})` : ''}`
}

const shownProblems = 20

function doesNotFit(display: string, problems: string[], lacksTables: boolean): TaskError {
  const shown = problems.slice(0, shownProblems)
  const rest = problems.length > shown.length ? [`and ${problems.length - shown.length} more`] : []
  return new TaskError(`The dump does not fit ${display}: ${[...shown, ...rest].join('; ')}`, {
    exitCode: exitCodes.schemaMismatch,
    hint: lacksTables
      ? 'Make the tables with the application’s migrations (tasks migrate), or let them be made with --create. Nothing was changed.'
      : 'Bring both to the same schema, or leave tables out with -x. Nothing was changed.',
  })
}
