import type { Database, LoadPlan, TableLoadPlan } from '../dialects/dialect.ts'
import type { DumpHead, Integrity } from '../dump/format.ts'
import { exitCodes, TaskError } from '../errors.ts'
import { misfit } from '../schema/fit.ts'
import { type Column, isComputed, isIdentity, type Table } from '../schema/table.ts'
import { someReasons } from '../some-of.ts'
import type { RenamedTable } from './rename-tables.ts'

export interface PlanOptions {
  /** Make tables that the target lacks. */
  create: boolean
  clear: boolean
  /** Leave out what the target has no table or column for, and list it. */
  ignoreNonexistent: boolean
  /** About how many records there are, by the source's names. */
  expected?: Integrity | undefined
}

export interface ImportPlan {
  load: LoadPlan
  /** By the table's name in the dump. */
  byTable: ReadonlyMap<string, TableLoadPlan>
  /** What the dump has and the target does not: tables, and columns as `table.column`. */
  ignored: string[]
  /** Why the schema does not fit, a sentence each: all of it. */
  problems: string[]
  /** Target tables that problems are about; their records cannot be tried. */
  unfit: ReadonlySet<string>
  /** Whether tables are missing among the problems. */
  lacksTables: boolean
  notes: string[]
}

/** Matches the source's tables with the target's, and finds everything that does not fit before anything is written. */
export function planImport(
  head: Pick<DumpHead, 'source'>,
  chosen: readonly RenamedTable[],
  existing: readonly Table[],
  database: Pick<Database, 'translate'>,
  options: PlanOptions,
): ImportPlan {
  const byName = new Map(existing.map((table) => [table.name, table]))
  const missing = chosen.filter(({ table }) => !byName.has(table.name))
  const made = options.create ? makeTables(head, missing, database) : { tables: [], notes: [] }
  for (const table of made.tables) byName.set(table.name, table)
  const problems: string[] = []
  const ignored: string[] = []
  const computed: string[] = []
  const unfit = new Set<string>()
  const loads: TableLoadPlan[] = []
  for (const renamed of chosen) {
    const { name } = renamed.table
    const target = byName.get(name)
    const before = problems.length
    if (target) loads.push(matchColumns(renamed, target, options, { problems, ignored, computed }))
    else if (options.ignoreNonexistent) ignored.push(name)
    else problems.push(missingTable(name, existing))
    if (problems.length > before) unfit.add(name)
  }
  const there = new Set(existing)
  const clear = options.clear ? loads.map(({ target }) => target).filter((table) => there.has(table)) : []
  return {
    load: { create: made.tables, clear, loads },
    byTable: new Map(loads.map((load) => [load.source.name, load])),
    ignored,
    problems,
    unfit,
    lacksTables: !options.create && missing.length > 0,
    notes: [...made.notes, ...computed.map(noteComputed)],
  }
}

function makeTables(
  head: Pick<DumpHead, 'source'>,
  missing: readonly RenamedTable[],
  database: Pick<Database, 'translate'>,
): { tables: Table[]; notes: string[] } {
  const { tables, notes } = database.translate(
    missing.map(({ table }) => table),
    head.source.engine,
  )
  return { tables, notes: [...missing.flatMap((renamed) => renamed.notes), ...notes] }
}

/** What matching columns tells, as `table.column` or a sentence about it. */
interface Found {
  problems: string[]
  ignored: string[]
  /** Which the target computes, and the source does not. */
  computed: string[]
}

const noteComputed = (column: string): string =>
  `${column}: the target computes it, so that its values are not those of the source; compare-records shows whether they differ`

/** Pairs the columns. The record lines have the names of `source`, the target those of `table`. */
function matchColumns(
  { source, table }: RenamedTable,
  target: Table,
  options: PlanOptions,
  { problems, ignored, computed }: Found,
): TableLoadPlan {
  const byName = new Map(target.columns.map((column) => [column.name, column]))
  const columns: { source: Column; target: Column }[] = []
  for (const [index, { name }] of table.columns.entries()) {
    const found = byName.get(name)
    const where = `${table.name}.${name}`
    if (!found) {
      if (options.ignoreNonexistent) ignored.push(where)
      else problems.push(`${where}: the target has no such column`)
      continue
    }
    byName.delete(name)
    const column = source.columns[index]!
    if (isComputed(found)) {
      if (!isComputed(column)) computed.push(where)
      continue
    }
    const reason = misfit(column, found)
    if (reason) problems.push(`${where}: ${reason}`)
    else columns.push({ source: column, target: found })
  }
  for (const column of byName.values()) if (needsValue(column)) problems.push(withoutValue(table, column))
  return { source, target, columns, expected: options.expected?.[source.name]?.rows }
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

/** Everything that keeps the source's schema from fitting. */
export function schemaMismatch(
  display: string,
  { problems, lacksTables }: Pick<ImportPlan, 'problems' | 'lacksTables'>,
): TaskError {
  return new TaskError(`The records do not fit ${display}: ${someReasons(problems, shownProblems)}`, {
    exitCode: exitCodes.schemaMismatch,
    hint: `${mismatchHint(lacksTables)} Nothing was changed.`,
  })
}

/** What to do about a schema that does not fit. */
export const mismatchHint = (lacksTables: boolean): string =>
  lacksTables
    ? 'Make what is missing with the application’s migrations (tasks migrate), or let it be made with --create.'
    : 'Bring both to the same schema, or leave tables out with -x.'
