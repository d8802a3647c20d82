import type { DumpTable } from '../dump/reader.ts'
import { exitCodes, TaskError } from '../errors.ts'
import type { Table } from '../schema/table.ts'
import { compareHistories } from '../versions/compare-histories.ts'
import { versionProblem } from '../versions/version-problem.ts'
import type { Casts } from './cast-rules.ts'
import { castSource } from './cast-source.ts'
import { RecordCursor } from './compare-cursor.ts'
import { planTable, type Sides, type TablePlan } from './compare-plan.ts'
import { type RecordComparison, TableComparison } from './compare-table.ts'
import type { OnRecordProgress } from './progress.ts'
import { openSource, type RecordSource, type SourceAddress } from './record-source.ts'
import { type RenamedTable, type Renames, renameTables } from './rename-tables.ts'
import { type Selection, selectTables } from './select-tables.ts'

export interface CompareSourcesOptions extends Selection {
  /** New names for the left side's tables and columns: those that the right side has. Selections go by the left's names. */
  rename?: Renames | undefined
  /** Tables and columns of one side alone are no difference; they are listed as left out. */
  ignoreNonexistent?: boolean | undefined
  /** How many differing records of a table are kept to be shown; all are counted. Default 5. */
  limit?: number | undefined
  signal?: AbortSignal | undefined
  onProgress?: OnRecordProgress | undefined
}

export interface CompareOptions extends CompareSourcesOptions {
  left: SourceAddress
  /** A dump can be on both sides, but with renames that put its tables into another order it must be the left. */
  right: SourceAddress
  /** As an import has them; the right side must be a database. */
  casts?: Casts | undefined
  /** Accept records of a dump that were changed after the export. */
  edited?: boolean | undefined
  onStatement?: ((sql: string) => void) | undefined
}

export interface TableDifference extends Omit<RecordComparison, 'isSame'> {
  /** As the right side has it. */
  name: string
  equal: boolean
  /** Columns that only one side has, by its own names. */
  columnsOnlyLeft: string[]
  columnsOnlyRight: string[]
  /** Columns whose types have no value in common, a sentence each; their values are not compared. */
  incomparable: string[]
}

export interface CompareResult {
  equal: boolean
  /** The dump's file name, or the database's address. */
  left: string
  right: string
  /** Those of both sides, in the order of the left. */
  tables: TableDifference[]
  /** Tables that only one side has, by its own names. */
  onlyLeft: string[]
  onlyRight: string[]
  /** Records of the left's compared tables. */
  rows: number
  /** With `ignoreNonexistent`: tables, and columns as `table.column`, that only one side has. */
  ignored: string[]
  /** Tables of a dump whose records are not those that were exported. */
  edited: string[]
  notes: string[]
}

const keptDifferences = 5

/** Whether two sides hold the same records; where not, which ones differ. Reads each side once, and changes nothing. */
export async function compareRecords(options: CompareOptions): Promise<CompareResult> {
  const { edited, signal, onStatement } = options
  const left = await openSource(options.left, { edited, signal, onStatement })
  try {
    const right = await openSource(options.right, { edited, signal, onStatement })
    try {
      return await compareSources(castLike(left, right, options), right, options)
    } finally {
      await right.close()
    }
  } finally {
    await left.close()
  }
}

/** What went into the right side by casts is compared as it went. */
const castLike = (
  left: RecordSource,
  right: RecordSource,
  { casts, rename }: CompareOptions,
): RecordSource =>
  casts === undefined || right.database === undefined
    ? left
    : castSource(left, {
        casts,
        rename: rename ?? {},
        existing: right.head.tables,
        database: right.database,
      })

/** The same of sources that are open, and perhaps no longer as they were read: whose head and lines were cast. */
export async function compareSources(
  left: RecordSource,
  right: RecordSource,
  options: CompareSourcesOptions,
): Promise<CompareResult> {
  const sides: Sides = {
    left: left.name,
    right: right.name,
    isSameEngine: left.head.source.engine === right.head.source.engine,
  }
  const { pairs, onlyLeft, onlyRight } = pairTables(left, right, options)
  const plans = new Map(
    pairs.map(({ renamed, table }) => [renamed.source.name, planTable(renamed, table, sides)]),
  )
  const tables = await compareTables(left, right, plans, sides, options)
  const { edited } = await left.finish()
  const ends = await right.finish()
  const ignores = options.ignoreNonexistent ?? false
  return {
    equal: tables.every(({ equal }) => equal) && (ignores || onlyLeft.length + onlyRight.length === 0),
    left: sides.left,
    right: sides.right,
    tables,
    onlyLeft,
    onlyRight,
    rows: tables.reduce((sum, table) => sum + table.left, 0),
    ignored: ignores ? [...onlyLeft, ...onlyRight, ...tables.flatMap(loneColumns)] : [],
    edited: [...edited, ...ends.edited],
    notes: [...left.notes, ...right.notes, ...versionNotes(left, right)],
  }
}

/** Differences may come from migrations that one side alone has been through. */
function versionNotes(left: RecordSource, right: RecordSource): string[] {
  const [one, other] = [left, right].map(({ name, head }) => ({ name, history: head.schema }))
  const problem = versionProblem(compareHistories(one!.history, other!.history), one!, other!, undefined)
  return problem ? [`${problem.message}.`] : []
}

const loneColumns = ({ name, columnsOnlyLeft, columnsOnlyRight }: TableDifference): string[] =>
  [...columnsOnlyLeft, ...columnsOnlyRight].map((column) => `${name}.${column}`)

interface TablePairs {
  pairs: { renamed: RenamedTable; table: Table }[]
  onlyLeft: string[]
  onlyRight: string[]
}

/** The tables that are chosen, by the left's names; one that only the right has goes by its own. */
function pairTables(left: RecordSource, right: RecordSource, options: CompareSourcesOptions): TablePairs {
  const renamed = renameTables(left.head.tables, options.rename ?? {})
  const taken = new Set(renamed.map(({ table }) => table.name))
  const others = right.head.tables.filter(({ name }) => !taken.has(name))
  const chosen = selectTables(
    [
      ...renamed.map((each) => ({ name: each.source.name, each })),
      ...others.map(({ name }) => ({ name, each: undefined })),
    ],
    options,
  )
  const byName = new Map(right.head.tables.map((table) => [table.name, table]))
  const result: TablePairs = { pairs: [], onlyLeft: [], onlyRight: [] }
  for (const { name, each } of chosen) {
    const table = each && byName.get(each.table.name)
    if (each && table) result.pairs.push({ renamed: each, table })
    else if (each) result.onlyLeft.push(name)
    else result.onlyRight.push(name)
  }
  return result
}

async function compareTables(
  left: RecordSource,
  right: RecordSource,
  plans: ReadonlyMap<string, TablePlan>,
  sides: Sides,
  options: CompareSourcesOptions,
): Promise<TableDifference[]> {
  const rightTables = right.mayBeDamaged ? new PassingTables(right) : new StandingTables(right)
  const compared: TableDifference[] = []
  for await (const table of left.tables()) {
    const plan = plans.get(table.table.name)
    if (!plan) continue
    const counterpart = await rightTables.find(plan.right.name)
    const estimate = left.announced?.[plan.left.name]?.rows ?? right.announced?.[plan.right.name]?.rows
    compared.push(await compareTable(table, counterpart, plan, sides, estimate, options))
  }
  await rightTables.end()
  return compared
}

async function compareTable(
  left: DumpTable,
  right: DumpTable,
  plan: TablePlan,
  sides: Sides,
  total: number | undefined,
  { limit, signal, onProgress, ignoreNonexistent }: CompareSourcesOptions,
): Promise<TableDifference> {
  const { name } = plan.right
  const [leftCursor, rightCursor] = [new RecordCursor(left.batches()), new RecordCursor(right.batches())]
  try {
    const comparison = new TableComparison(plan, sides, leftCursor, rightCursor, limit ?? keptDifferences)
    const { isSame, ...result } = await comparison.run(() => {
      signal?.throwIfAborted()
      onProgress?.({ table: name, rows: leftCursor.rows, total, finished: false })
    })
    onProgress?.({ table: name, rows: result.left, total: result.left, finished: true })
    const hasSameColumns =
      plan.incomparable.length === 0 &&
      (ignoreNonexistent || plan.onlyLeft.length + plan.onlyRight.length === 0)
    return {
      name,
      equal: isSame && hasSameColumns,
      ...result,
      columnsOnlyLeft: plan.onlyLeft,
      columnsOnlyRight: plan.onlyRight,
      incomparable: plan.incomparable,
    }
  } finally {
    await leftCursor.close()
    await rightCursor.close()
  }
}

/** The right side's tables as they are asked for. */
interface RightTables {
  find(name: string): Promise<DumpTable>
  /** Everything has been asked for. */
  end(): Promise<void>
}

/** Those of a snapshot, which can be read in any order. */
class StandingTables implements RightTables {
  readonly #source: RecordSource
  #tables: Map<string, DumpTable> | undefined

  constructor(source: RecordSource) {
    this.#source = source
  }

  async find(name: string): Promise<DumpTable> {
    if (this.#tables === undefined) {
      this.#tables = new Map()
      for await (const table of this.#source.tables()) this.#tables.set(table.table.name, table)
    }
    return this.#tables.get(name)!
  }

  async end(): Promise<void> {}
}

/** Those of a dump, which pass by once. */
class PassingTables implements RightTables {
  readonly #source: RecordSource
  readonly #tables: AsyncIterator<DumpTable>

  constructor(source: RecordSource) {
    this.#source = source
    this.#tables = source.tables()[Symbol.asyncIterator]()
  }

  async find(name: string): Promise<DumpTable> {
    for (let next = await this.#tables.next(); !next.done; next = await this.#tables.next()) {
      if (next.value.table.name === name) return next.value
    }
    throw passedBy(this.#source.name, name)
  }

  async end(): Promise<void> {
    while (!(await this.#tables.next()).done);
  }
}

const passedBy = (source: string, table: string): TaskError =>
  new TaskError(
    `${table} cannot be compared: with this rename it would be read after tables that come later in ${source}`,
    {
      exitCode: exitCodes.usage,
      hint: 'Rename fewer tables at once with -i, or compare with the database that the dump came from.',
    },
  )
