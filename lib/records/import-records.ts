import type { Readable } from 'node:stream'
import type { ConnectionSettings, Database, Load, TableLoadPlan } from '../dialects/dialect.ts'
import { openDatabase } from '../dialects/open-database.ts'
import { totalRows } from '../dump/format.ts'
import { type DumpBatch, type DumpReader, type DumpTable, openDump } from '../dump/reader.ts'
import { exitCodes, TaskError } from '../errors.ts'
import { isOversized } from '../schema/record-batch.ts'
import { listNames } from './list-names.ts'
import { type ImportPlan, planImport } from './plan-import.ts'
import type { OnRecordProgress } from './progress.ts'
import { explainRejection } from './rejection.ts'
import { type Selection, selectTables } from './select-tables.ts'

export interface ImportOptions extends Selection {
  database: ConnectionSettings
  /** A path, or a stream; compressed or not, recognised by content. */
  from: string | Readable
  /** Empty the tables first; without it a table with rows is an error. */
  clear?: boolean
  /** Make the tables that are missing. */
  create?: boolean
  ignoreNonexistent?: boolean
  /** Accept records that were changed after the export. */
  edited?: boolean
  /** Check everything that can be checked without writing, and stop. */
  dry?: boolean
  signal?: AbortSignal | undefined
  onProgress?: OnRecordProgress | undefined
  onStatement?: ((sql: string) => void) | undefined
}

export interface ImportResult {
  engine: string
  tables: number
  rows: number
  created: string[]
  /** Tables, and columns as `table.column`, that the target does not have. */
  ignored: string[]
  /** Tables whose records are not those that were exported. */
  edited: string[]
  notes: string[]
}

/**
 * Loads a dump, in one transaction: afterwards the target holds all of it, or is as it was.
 * Everything that can be checked is checked before the first row is deleted.
 */
export async function importRecords(options: ImportOptions): Promise<ImportResult> {
  const { signal, onStatement } = options
  const reader = await openDump(options.from, { edited: options.edited ?? false, signal })
  try {
    const database = await openDatabase(options.database, {
      // With `dry` nothing comes into it, and it goes again.
      createFile: options.create ?? false,
      signal,
      onStatement,
    })
    try {
      return await importInto(database, reader, options)
    } finally {
      await database.close()
    }
  } finally {
    await reader.close()
  }
}

async function importInto(
  database: Database,
  reader: DumpReader,
  options: ImportOptions,
): Promise<ImportResult> {
  const recovered = await database.recover()
  const chosen = selectTables(reader.head.tables, options)
  const plan = planImport(reader.head, chosen, await database.tables(), database, {
    create: options.create ?? false,
    clear: options.clear ?? false,
    ignoreNonexistent: options.ignoreNonexistent ?? false,
  })
  if (!options.clear) await refuseOccupied(database, plan)
  const { rows, edited } = options.dry
    ? await readThrough(reader)
    : await loadAll(database, reader, plan, options)
  return {
    engine: database.engine,
    tables: plan.load.loads.length,
    rows,
    created: plan.load.create.map(({ name }) => name),
    ignored: plan.ignored,
    edited,
    notes: [...recovered, ...plan.notes, ...(plan.load.create.length > 0 ? [notInDump] : [])],
  }
}

const notInDump =
  'The tables that were made have columns, keys, uniques, indexes and foreign keys; checks, triggers and views are not in a dump.'

async function refuseOccupied(database: Database, plan: ImportPlan): Promise<void> {
  const targets = plan.load.loads.map(({ target }) => target)
  const occupied = await database.occupied(targets.filter((table) => !plan.load.create.includes(table)))
  if (occupied.size === 0) return
  throw new TaskError(`${database.settings.display} is not empty: ${listNames([...occupied], 5)}`, {
    exitCode: exitCodes.notEmpty,
    hint: 'Use -c to replace the records of these tables by those of the dump. Nothing was changed.',
  })
}

interface Loaded {
  rows: number
  edited: string[]
}

/** What --dry can know: that the dump is whole. */
async function readThrough(reader: DumpReader): Promise<Loaded> {
  for await (const table of reader.tables()) for await (const _ of table.batches());
  const { integrity, edited } = await reader.finish()
  return { rows: totalRows(integrity), edited }
}

async function loadAll(
  database: Database,
  reader: DumpReader,
  plan: ImportPlan,
  options: ImportOptions,
): Promise<Loaded> {
  const load = await database.load(plan.load)
  try {
    let rows = 0
    for await (const table of reader.tables()) {
      const tablePlan = plan.byTable.get(table.table.name)
      if (tablePlan) rows += await loadTable(load, table, tablePlan, reader, options)
    }
    const { edited } = await reader.finish()
    await load.finish()
    options.signal?.throwIfAborted()
    await load.commit()
    return { rows, edited }
  } catch (error) {
    await load.rollback()
    options.signal?.throwIfAborted()
    throw await preferDamage(options, error)
  }
}

/** Loads one table, reading a batch ahead while the engine takes the one before. Gives the number of rows. */
async function loadTable(
  load: Load,
  table: DumpTable,
  plan: TableLoadPlan,
  reader: DumpReader,
  options: ImportOptions,
): Promise<number> {
  const { name } = table.table
  const total = reader.announced?.[name]?.rows
  const tableLoad = await load.table(plan)
  let rows = 0
  let last: DumpBatch | undefined
  let written: DumpBatch | undefined
  let writing = Promise.resolve()
  const explained = (error: unknown): never => {
    throw explainRejection(error, last, table.table, reader.name)
  }
  for await (const batch of table.batches()) {
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
    if (isOversized(batch)) await writing
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

/** Failures that no damage to the dump can have caused, and damage that is known already. */
const isBeyondData: ReadonlySet<number> = new Set([
  exitCodes.damaged,
  exitCodes.unreachable,
  exitCodes.locked,
])

/**
 * A value that the engine refused may be one that was damaged on the way: then the damage is what to report.
 * A file is read once more to know; a stream is gone.
 */
async function preferDamage(options: ImportOptions, error: unknown): Promise<unknown> {
  if (typeof options.from !== 'string' || options.edited) return error
  if (error instanceof TaskError && isBeyondData.has(error.exitCode)) return error
  try {
    const reader = await openDump(options.from, { signal: options.signal })
    await readThrough(reader).finally(() => reader.close())
    return error
  } catch (damage) {
    return damage instanceof TaskError && damage.exitCode === exitCodes.damaged ? damage : error
  }
}
