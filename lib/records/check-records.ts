import type { ConnectionSettings, Database, Trial } from '../dialects/dialect.ts'
import { openDatabase } from '../dialects/open-database.ts'
import type { DumpBatch, DumpTable } from '../dump/reader.ts'
import { TaskError } from '../errors.ts'
import { isOversized } from '../schema/record-batch.ts'
import { explainRejection } from './explain-rejection.ts'
import type { Fault, FaultKind } from './fault.ts'
import { FaultList } from './fault-list.ts'
import { ownSchema, wouldBeMade } from './load-into-new.ts'
import { type LoadOptions, type LoadPlanning, occupiedTargets, planLoad } from './load-records.ts'
import { mapTable } from './map-table.ts'
import { openSource, type RecordSource, type SourceAddress } from './record-source.ts'
import type { ChangedValues } from './value-policies.ts'

export interface CheckOptions extends Omit<LoadOptions, 'clear' | 'dry'> {
  source: SourceAddress
  database: ConnectionSettings
  /** Accept records of a dump that were changed after the export. */
  edited?: boolean
  /** How many faults are kept to be listed; all are counted. Default 1000. */
  maxErrors?: number | undefined
  onStatement?: ((sql: string) => void) | undefined
}

export interface CheckResult {
  engine: string
  /** Those whose records were tried. */
  tables: number
  rows: number
  /** Whether an import would be taken, the target's present records aside. */
  accepted: boolean
  /** Why the schema does not fit, a sentence each; first of all that it is of another version. */
  problems: string[]
  /** What to do about another schema version. */
  versionHint?: string
  /** Whether tables are missing among the problems, which `create` would make. */
  lacksTables: boolean
  /** The first `maxErrors`, in the order of the dump; then those of keys and references. */
  faults: Fault[]
  /** All of them. */
  count: number
  /** How many of each kind. */
  kinds: FaultKind[]
  /** Tables, and columns as `table.column`, that the target does not have, where they may be left out. */
  ignored: string[]
  /** Tables of the target that have records now, which an import would refuse without `clear`. */
  occupied: string[]
  /** Values that the policies would change. */
  changed: ChangedValues
  notes: string[]
}

const keptFaults = 1000

/**
 * Everything that a target would refuse of a source, all of it in one run, before anything is written: the records
 * are loaded into copies of the target's tables that nobody else sees.
 */
export async function checkRecords(options: CheckOptions): Promise<CheckResult> {
  const { edited, signal, onStatement } = options
  const source = await openSource(options.source, { edited, signal, onStatement })
  try {
    const database = await openDatabase(options.database, {
      createFile: options.create ?? false,
      signal,
      onStatement,
    })
    try {
      return await checkSource(database, source, options)
    } finally {
      await database.close()
    }
  } finally {
    await source.close()
  }
}

async function checkSource(
  database: Database,
  source: RecordSource,
  options: CheckOptions,
): Promise<CheckResult> {
  const recovered = await database.recover()
  const own = await ownSchema(database, source, options)
  const plan = fitting(await planLoad(database, source, { ...options, clear: true }, own !== undefined))
  const version = own && 'problem' in own ? own.problem : plan.version
  const faults = new FaultList(plan, options.maxErrors ?? keptFaults)
  const rows = await tryAll(database, source, plan, faults, options)
  const problems = [...(version ? [version.message] : []), ...plan.problems]
  return {
    engine: database.engine,
    tables: plan.load.loads.length,
    rows,
    accepted: problems.length === 0 && faults.count === 0,
    problems,
    ...(version && { versionHint: version.hint }),
    lacksTables: plan.lacksTables,
    ...faults.result(),
    ignored: plan.ignored,
    occupied: await occupiedTargets(database, plan),
    changed: plan.changed,
    notes: [
      ...source.notes,
      ...recovered,
      ...(own && !('problem' in own) ? [wouldBeMade(own), triedAsDescribed] : []),
      ...plan.notes,
    ],
  }
}

const triedAsDescribed = 'The records were tried in tables as the source describes them.'

/** Without the tables whose columns do not fit: of them no record can be tried. */
function fitting(plan: LoadPlanning): LoadPlanning {
  const loads = plan.load.loads.filter(({ target }) => !plan.unfit.has(target.name))
  return {
    ...plan,
    load: { ...plan.load, loads },
    byTable: new Map(loads.map((load) => [load.source.name, load])),
  }
}

async function tryAll(
  database: Database,
  source: RecordSource,
  plan: LoadPlanning,
  faults: FaultList,
  options: CheckOptions,
): Promise<number> {
  const trial = await database.trial(plan.load, faults)
  try {
    let rows = 0
    for await (const table of source.tables()) {
      rows += await tryTable(trial, table, plan, source, faults, options)
    }
    await source.finish()
    await trial.finish()
    return rows
  } finally {
    await trial.close()
    options.signal?.throwIfAborted()
  }
}

async function tryTable(
  trial: Trial,
  table: DumpTable,
  { byTable, mappings }: LoadPlanning,
  source: RecordSource,
  faults: FaultList,
  options: CheckOptions,
): Promise<number> {
  const { name } = table.table
  const plan = byTable.get(name)
  if (!plan) return 0
  const total = source.announced?.[name]?.rows
  const tableLoad = await trial.table(plan)
  faults.begin(plan)
  let rows = 0
  const batches = mapTable(table.batches(), plan, mappings.get(name), (rejections) => {
    rows++
    for (const rejection of rejections) faults.refused(rejection)
  })
  let written: DumpBatch | undefined
  let last: DumpBatch | undefined
  try {
    for await (const batch of batches) {
      written?.release?.()
      options.signal?.throwIfAborted()
      options.onProgress?.({ table: name, rows, total, finished: false })
      rows += batch.rows
      written = isOversized(batch) ? undefined : last
      last = batch
      await tableLoad.write(batch)
    }
  } catch (error) {
    throw explainRejection(error, last, plan, source.name)
  }
  const held = await tableLoad.end()
  if (held + faults.refusedRows !== rows) throw uncounted(name, rows, held, faults.refusedRows)
  options.onProgress?.({ table: name, rows, total: rows, finished: true })
  return rows
}

/** A fault of ours: it must not look as if all had been tried. */
const uncounted = (table: string, rows: number, held: number, refused: number): TaskError =>
  new TaskError(
    `${table}: of ${rows} records ${held} were tried and ${refused} refused, and the rest is unknown`,
    { hint: 'Nothing was changed. A rule or a trigger of the target may drop rows.' },
  )
