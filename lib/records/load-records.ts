import type { Database, Load, LoadOutcome, OrphanPolicy, TableLoadPlan } from '../dialects/dialect.ts'
import { totalRows } from '../dump/format.ts'
import type { DumpBatch, DumpTable } from '../dump/reader.ts'
import { exitCodes, RecordRejected, TaskError } from '../errors.ts'
import type { MigrationEvent } from '../migrations/migrate.ts'
import { isOversized } from '../schema/record-batch.ts'
import type { VersionProblem } from '../versions/version-problem.ts'
import { applyCasts } from './apply-casts.ts'
import type { Casts } from './cast-rules.ts'
import { explainRejection } from './explain-rejection.ts'
import { historyNotes } from './history-notes.ts'
import { inLoad } from './in-load.ts'
import { judgeVersion } from './judge-version.ts'
import { listNames } from './list-names.ts'
import { loadIntoNew, type OwnSchema, ownSchema, wouldBeMade } from './load-into-new.ts'
import { mapTable, planMapping, type TableMapping } from './map-table.ts'
import { withNullableDates } from './nullable-dates.ts'
import { type ImportPlan, planImport, schemaMismatch } from './plan-import.ts'
import { planSequences } from './plan-sequences.ts'
import type { OnRecordProgress } from './progress.ts'
import { type RecordSource, readWhole } from './record-source.ts'
import { type Renames, renameTables } from './rename-tables.ts'
import { type Selection, selectTables } from './select-tables.ts'
import { type ChangedValues, nothingChanged, type ValuePolicies } from './value-policies.ts'

/** How records go into a database, wherever they come from. */
export interface LoadOptions extends Selection, ValuePolicies {
  /** Empty the tables first; without it a table with rows is an error. */
  clear?: boolean
  /** Make the tables that are missing. */
  create?: boolean
  ignoreNonexistent?: boolean
  /** Let the shape of the tables alone decide, whatever migrations source and target have been through. */
  ignoreVersion?: boolean | undefined
  /** The application's own knex migrations: an empty database gets its schema from them, with `create`. */
  migrations?: KnexMigrations | undefined
  /** An empty database that gets its schema from migrations stays at the source's version. */
  staysAtVersion?: boolean | undefined
  /** New names for the source's tables and columns. Selections go by the source's names. */
  rename?: Renames | undefined
  /** What columns of the source hold other than their types say, by the source's names. */
  casts?: Casts | undefined
  /** What becomes of records that refer to none. */
  onOrphan?: OrphanPolicy | undefined
  /** After a failure, list so many of the values that are refused rather than the first alone; reads the source again. */
  maxErrors?: number | undefined
  /** Check everything that can be checked without writing, and stop. */
  dry?: boolean
  signal?: AbortSignal | undefined
  onProgress?: OnRecordProgress | undefined
  onMigration?: ((event: MigrationEvent) => void) | undefined
  onStatement?: ((sql: string) => void) | undefined
}

export interface KnexMigrations {
  /** Absolute. */
  directory: string
  /** `knex_migrations` by default. */
  table?: string | undefined
}

export interface LoadResult {
  engine: string
  tables: number
  rows: number
  created: string[]
  /** Migrations that made the schema of an empty database, before and after its records came in. */
  migrated: string[]
  /** Tables, columns as `table.column`, and sequences that the target does not have. */
  ignored: string[]
  /** Tables whose records are not those that were exported. */
  edited: string[]
  /** Records that referred to none, and what became of them. */
  orphans: LoadOutcome
  /** Values that the policies changed. */
  changed: ChangedValues
  notes: string[]
}

/** An import's plan, with what becomes of values on their way. */
export interface LoadPlanning extends ImportPlan {
  /** Why the source's schema version keeps it from the target. */
  version: VersionProblem | undefined

  /** By the source table's name; none for a table whose values go as they are. */
  mappings: ReadonlyMap<string, TableMapping>
  /** Counted while records are mapped. */
  changed: ChangedValues
}

/**
 * Loads all of a source in one transaction, or leaves the database as it was. An empty one may be made by the
 * application's migrations: load-into-new.ts.
 */
export async function loadRecords(
  database: Database,
  source: RecordSource,
  options: LoadOptions,
): Promise<LoadResult> {
  const recovered = await database.recover()
  const own = await ownSchema(database, source, options)
  if (own && 'problem' in own) throw versionMismatch(own.problem)
  const load = (target: Database, how: LoadOptions) => loadPlanned(target, source, how)
  const result = !own
    ? await load(database, options)
    : options.dry
      ? await lookThrough(database, source, own, options)
      : await loadIntoNew(database, own, options, load)
  return { ...result, notes: [...recovered, ...result.notes] }
}

/** What --dry can know of a database whose schema migrations are still to make. */
async function lookThrough(
  { engine }: Database,
  source: RecordSource,
  own: OwnSchema,
  options: LoadOptions,
): Promise<LoadResult> {
  const names = renamedSelection(source, options)
  return {
    engine,
    tables: names.length,
    ...(await readThrough(source, names)),
    created: [],
    migrated: [...own.before, ...own.after],
    ignored: [],
    changed: nothingChanged(),
    notes: [wouldBeMade(own)],
  }
}

/** The chosen tables' names in the source, once its renames are known to be possible. */
function renamedSelection({ head }: RecordSource, options: LoadOptions): string[] {
  renameTables(head.tables, options.rename ?? {})
  return selectTables(head.tables, options).map(({ name }) => name)
}

async function loadPlanned(
  database: Database,
  source: RecordSource,
  options: LoadOptions,
): Promise<LoadResult> {
  const plan = await planLoad(database, source, options)
  if (plan.version) throw versionMismatch(plan.version)
  if (plan.problems.length > 0) throw schemaMismatch(database.settings.display, plan)
  if (!options.clear) await refuseOccupied(database, plan)
  const { orphans, ...loaded } = options.dry
    ? await readThrough(source, plan.byTable.keys())
    : await loadAll(database, source, plan, options)
  return {
    engine: database.engine,
    tables: plan.load.loads.length,
    ...loaded,
    orphans: {
      nulled: orphans.nulled,
      skipped: orphans.skipped,
      ...(orphans.kept !== undefined && { kept: orphans.kept }),
    },
    created: plan.load.create.map(({ name }) => name),
    migrated: [],
    ignored: plan.ignored,
    changed: plan.changed,
    notes: [
      ...plan.notes,
      ...(orphans.notes ?? []),
      ...(plan.load.create.length > 0 ? [notInDump(options)] : []),
    ],
  }
}

/**
 * How the source's tables go into the target's, with everything that does not fit. Where the target's tables are to be
 * made by migrations, they are taken to be like the source's.
 */
export async function planLoad(
  database: Database,
  source: RecordSource,
  options: LoadOptions,
  isMadeByMigrations = false,
): Promise<LoadPlanning> {
  const renamed = renameTables(source.head.tables, options.rename ?? {})
  const chosen = new Set(selectTables(source.head.tables, options).map(({ name }) => name))
  const existing = await database.tables()
  const { tables, casts } = applyCasts(renamed, {
    casts: options.casts ?? {},
    sourceEngine: source.head.source.engine,
    existing,
    database,
    isChosen: ({ name }) => chosen.has(name),
  })
  const nullsDates = options.onZeroDate === 'null' && !database.capabilities.zeroDates
  const loaded = tables.filter((each) => chosen.has(each.source.name))
  const planning = {
    create: options.create ?? false,
    clear: options.clear ?? false,
    ignoreNonexistent: options.ignoreNonexistent ?? false,
    expected: source.announced,
  }
  const plan = planImport(
    source.head,
    nullsDates ? loaded.map(withNullableDates) : loaded,
    existing,
    database,
    planning,
  )
  const sequences = await planSequences(source.head.sequences ?? [], database, {
    ...planning,
    include: options.include,
  })
  const changed = nothingChanged()
  const mappings = new Map(
    plan.load.loads.flatMap((load) => {
      const { name } = load.source
      const mapping = planMapping(load, {
        casts: casts.get(name),
        onNul: options.onNul,
        onZeroDate: options.onZeroDate,
        capabilities: database.capabilities,
        changed,
      })
      return mapping === undefined ? [] : [[name, mapping]]
    }),
  )
  const history = isMadeByMigrations
    ? []
    : await historyNotes(database, source.head.schema, plan.load.create, existing)
  const version = await judgeVersion(database, source, existing, options)
  return {
    ...plan,
    version: version.problem,
    load: { ...plan.load, sequences: sequences.loads, orphans: options.onOrphan ?? 'fail' },
    ignored: [...plan.ignored, ...sequences.ignored],
    problems: [...plan.problems, ...sequences.problems],
    lacksTables: plan.lacksTables || sequences.problems.length > 0,
    notes: [...plan.notes, ...sequences.notes, ...(history.length > 0 ? history : version.notes)],
    mappings,
    changed,
  }
}

export const versionMismatch = ({ message, hint }: VersionProblem): TaskError =>
  new TaskError(message, { exitCode: exitCodes.schemaMismatch, hint: `${hint} Nothing was changed.` })

const notInDump = ({ dry }: LoadOptions): string =>
  `The tables that ${dry ? 'would be' : 'were'} made have columns, keys, uniques, indexes and foreign keys; ` +
  'checks, triggers and views are not in a dump.'

async function refuseOccupied(database: Database, plan: ImportPlan): Promise<void> {
  const occupied = await occupiedTargets(database, plan)
  if (occupied.length === 0) return
  throw new TaskError(`${database.settings.display} is not empty: ${listNames(occupied, 5)}`, {
    exitCode: exitCodes.notEmpty,
    hint: 'Use -c to replace the records of these tables by the new ones. Nothing was changed.',
  })
}

/** Of the tables that were there before, those with records. */
export async function occupiedTargets(database: Database, plan: ImportPlan): Promise<string[]> {
  const targets = plan.load.loads.map(({ target }) => target)
  const made = new Set(plan.load.create)
  return [...(await database.occupied(targets.filter((table) => !made.has(table))))]
}

type Loaded = Pick<LoadResult, 'rows' | 'edited' | 'orphans'>

/** What --dry can know: that the source is whole; of a snapshot no more than about how many rows it has. */
async function readThrough(source: RecordSource, names: Iterable<string>): Promise<Loaded> {
  const orphans = { nulled: 0, skipped: 0 }
  if (!source.mayBeDamaged) {
    const rows = [...names].map((name) => source.announced?.[name]?.rows ?? 0)
    return { rows: rows.reduce((sum, each) => sum + each, 0), edited: [], orphans }
  }
  const { integrity, edited } = await readWhole(source)
  return { rows: totalRows(integrity), edited, orphans }
}

async function loadAll(
  database: Database,
  source: RecordSource,
  plan: LoadPlanning,
  options: LoadOptions,
): Promise<Loaded> {
  return inLoad(database, plan.load, options.signal, async (load) => {
    let rows = 0
    for await (const table of source.tables()) {
      const tablePlan = plan.byTable.get(table.table.name)
      if (!tablePlan) continue
      const batches = mapTable(table.batches(), tablePlan, plan.mappings.get(table.table.name))
      rows += await loadTable(load, table, batches, tablePlan, source, options)
    }
    const { edited } = await source.finish()
    const orphans = await load.finish()
    return { rows: rows - orphans.skipped, edited, orphans }
  })
}

/** Loads one table, reading a batch ahead while the engine takes the one before. Gives the number of rows. */
async function loadTable(
  load: Load,
  { table: { name } }: DumpTable,
  batches: AsyncIterable<DumpBatch>,
  plan: TableLoadPlan,
  source: RecordSource,
  options: LoadOptions,
): Promise<number> {
  const total = source.announced?.[name]?.rows
  const tableLoad = await load.table(plan)
  let rows = 0
  let last: DumpBatch | undefined
  let written: DumpBatch | undefined
  let writing = Promise.resolve()
  const explained = (error: unknown): never => {
    throw explainRejection(error, last, plan, source.name)
  }
  try {
    for await (const batch of batches) {
      await writing
      // Of the one before last the engine cannot complain any more.
      written?.release?.()
      options.signal?.throwIfAborted()
      options.onProgress?.({ table: name, rows, total, finished: false })
      rows += batch.rows
      written = last
      last = batch
      writing = tableLoad.write(batch).catch(explained)
      // Awaited with the next batch; until then a rejection is not unhandled.
      writing.catch(() => {})
      if (!isOversized(batch)) continue
      await writing
      // Its memory is for the next one, which may be as long.
      batch.release?.()
      last = undefined
    }
  } catch (error) {
    // What is on its way to the engine comes before what could not be sent.
    if (error instanceof RecordRejected) await writing
    explained(error)
  }
  await writing
  const taken = await tableLoad.end().catch(explained)
  if (taken !== rows) {
    throw new TaskError(`${name}: the engine took ${taken} of ${rows} records, without an error`, {
      hint: 'Nothing was changed. A rule or a trigger of the target may drop rows.',
    })
  }
  options.onProgress?.({ table: name, rows, total: rows, finished: true })
  return rows
}
