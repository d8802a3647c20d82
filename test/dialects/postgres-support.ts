import type {
  Collision,
  Database,
  Load,
  LoadOutcome,
  LoadPlan,
  OpenOptions,
  OrphanPolicy,
  Orphans,
  Trial,
} from '../../lib/dialects/dialect.ts'
import { postgres } from '../../lib/dialects/postgres/postgres.ts'
import type { Column, Table } from '../../lib/schema/table.ts'
import { settingsOf } from '../records/moving.ts'
import type { TestDatabase } from '../servers/servers.ts'

export async function withPostgres<Result>(
  database: Pick<TestDatabase, 'url'>,
  work: (open: Database) => Promise<Result>,
  options: OpenOptions & { schemas?: string[] } = {},
): Promise<Result> {
  const { schemas, ...rest } = options
  const settings = { ...settingsOf(database), ...(schemas === undefined ? {} : { schemas }) }
  const open = await postgres.open(settings, rest)
  try {
    return await work(open)
  } finally {
    await open.close()
  }
}

/** The record lines of every table, by its name. */
export async function linesOf(open: Database): Promise<Record<string, string[]>> {
  const snapshot = await open.snapshot()
  const lines: Record<string, string[]> = {}
  for (const table of snapshot.tables) {
    let text = ''
    for await (const batch of snapshot.read(table)) text += batch.bytes.toString('utf8')
    lines[table.name] = text.split('\n').slice(0, -1)
  }
  await snapshot.close()
  return lines
}

/** A table as another engine describes it. */
export const tableOf = (name: string, columns: Column[], more: Partial<Table> = {}): Table => ({
  name,
  columns,
  primaryKey: [],
  uniques: [],
  indexes: [],
  foreignKeys: [],
  ...more,
})

export const columnOf = (name: string, more: Partial<Column> & Pick<Column, 'type'>): Column => ({
  name,
  native: 'whatever',
  nullable: true,
  ...more,
})

export interface LinesOfTable {
  source: Table
  lines: readonly string[]
}

interface LinesOptions {
  clear?: readonly string[]
  create?: boolean
  orphans?: OrphanPolicy
}

async function planOf(
  open: Database,
  loads: readonly LinesOfTable[],
  { clear = [], create = false, orphans }: LinesOptions,
): Promise<LoadPlan> {
  const sources = loads.map((load) => load.source)
  const made = create ? open.translate(sources, 'none').tables : []
  const targets = create ? made : await open.tables()
  const find = (name: string) => targets.find((table) => table.name === name)!
  const plans = sources.map((source) => {
    const target = find(source.name)
    const columns = source.columns.map((column) => ({
      source: column,
      target: target.columns.find(({ name }) => name === column.name)!,
    }))
    return { source, target, columns }
  })
  return { create: made, clear: clear.map(find), loads: plans, ...(orphans === undefined ? {} : { orphans }) }
}

async function writeLines(
  load: Load | Trial,
  plan: LoadPlan,
  loads: readonly LinesOfTable[],
): Promise<number[]> {
  const taken = []
  for (const [index, tablePlan] of plan.loads.entries()) {
    const table = await load.table(tablePlan)
    const { lines } = loads[index]!
    const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''))
    if (lines.length > 0) await table.write({ bytes, rows: lines.length })
    taken.push(await table.end())
  }
  return taken
}

/** Loads lines into tables of the target, matched by their names, and commits. */
export async function loadLines(
  open: Database,
  loads: readonly LinesOfTable[],
  options: LinesOptions = {},
): Promise<LoadOutcome> {
  const plan = await planOf(open, loads, options)
  const load = await open.load(plan)
  try {
    await writeLines(load, plan, loads)
    const outcome = await load.finish()
    await load.commit()
    return outcome
  } catch (error) {
    await load.rollback()
    throw error
  }
}

export interface TrialResult {
  /** Number of the record in its table's lines, column, reason. */
  refused: [number | undefined, string | undefined, string][]
  collided: Collision[]
  orphaned: Orphans[]
  /** How many records each copy holds. */
  taken: number[]
}

/** What a trial of such a load finds. */
export async function tryLines(
  open: Database,
  loads: readonly LinesOfTable[],
  options: LinesOptions = {},
): Promise<TrialResult> {
  const plan = await planOf(open, loads, options)
  const result: TrialResult = { refused: [], collided: [], orphaned: [], taken: [] }
  const trial = await open.trial(plan, {
    refused: ({ row, column, reason }) => result.refused.push([row, column, reason]),
    collided: (collision) => result.collided.push(collision),
    orphaned: (orphans) => result.orphaned.push(orphans),
  })
  try {
    result.taken = await writeLines(trial, plan, loads)
    await trial.finish()
    return result
  } finally {
    await trial.close()
  }
}
