import { databaseAt } from '../../config/database-at.ts'
import type {
  Collision,
  Database,
  Load,
  LoadOutcome,
  LoadPlan,
  OpenOptions,
  OrphanPolicy,
  Orphans,
  TableLoadPlan,
} from '../../lib/dialects/dialect.ts'
import { mysql } from '../../lib/dialects/mysql/mysql.ts'
import type { RecordBatch } from '../../lib/schema/record-batch.ts'
import { isComputed, type Table } from '../../lib/schema/table.ts'
import type { TestDatabase } from '../servers/servers.ts'

export const openTest = (database: Pick<TestDatabase, 'url'>, options: OpenOptions = {}): Promise<Database> =>
  mysql.open(databaseAt(database.url), options)

/** Runs with an open database, and closes it. */
export async function withOpen<T>(
  database: Pick<TestDatabase, 'url'>,
  use: (open: Database) => Promise<T>,
  options: OpenOptions = {},
): Promise<T> {
  const open = await openTest(database, options)
  try {
    return await use(open)
  } finally {
    await open.close()
  }
}

/** The lines of every table, by name. */
export async function readAll(open: Database): Promise<Record<string, string[]>> {
  const snapshot = await open.snapshot()
  const lines: Record<string, string[]> = {}
  for (const table of snapshot.tables) {
    const parts: Buffer[] = []
    for await (const { bytes } of snapshot.read(table)) parts.push(bytes)
    lines[table.name] = Buffer.concat(parts).toString().split('\n').slice(0, -1)
  }
  await snapshot.close()
  return lines
}

export const batch = (...records: (string | object)[]): RecordBatch => ({
  bytes: Buffer.from(
    records.map((record) => `${typeof record === 'string' ? record : JSON.stringify(record)}\n`).join(''),
  ),
  rows: records.length,
})

/** Every column of a table into the one of the same name. */
export function samePlan(source: Table, target: Table = source): TableLoadPlan {
  const columns = source.columns.flatMap((column) => {
    const found = target.columns.find(({ name }) => name === column.name)
    return found === undefined || isComputed(found) ? [] : [{ source: column, target: found }]
  })
  return { source, target, columns }
}

export interface Loading {
  create?: Table[]
  clear?: Table[]
  records: Record<string, RecordBatch[]>
  /** As the dump describes them; the target's own where missing. */
  sources?: Table[]
  orphans?: OrphanPolicy
  /** About how many there are said to be of each table. */
  expected?: number
}

/** Loads as an import does: all of it, or rolled back with the error thrown. */
export async function loadRecords(open: Database, loading: Loading): Promise<LoadOutcome> {
  const { create = [], clear = [], records, sources, orphans = 'fail', expected } = loading
  const targets = [...(await open.tables()), ...create]
  const plans = Object.keys(records).map((name) => {
    const target = targets.find((table) => table.name === name)!
    return { ...samePlan(sources?.find((table) => table.name === name) ?? target, target), expected }
  })
  const plan: LoadPlan = { create, clear, loads: plans, orphans }
  const load = await open.load(plan)
  try {
    for (const table of plans) await loadTable(load, table, records[table.target.name]!)
    const outcome = await load.finish()
    await load.commit()
    return outcome
  } catch (error) {
    await load.rollback()
    throw error
  }
}

async function loadTable(load: Load, plan: TableLoadPlan, batches: RecordBatch[]): Promise<void> {
  const table = await load.table(plan)
  for (const records of batches) await table.write(records)
  await table.end()
}

/** Copies all tables of one database into another that is empty. */
export async function copyAll(from: Database, to: Database): Promise<string[]> {
  const snapshot = await from.snapshot()
  const { tables, notes } = to.translate(snapshot.tables, from.engine)
  const plans = snapshot.tables.map((source, index) => samePlan(source, tables[index]!))
  const load = await to.load({ create: tables, clear: [], loads: plans })
  try {
    for (const plan of plans) {
      const table = await load.table(plan)
      for await (const records of snapshot.read(plan.source)) await table.write(records)
      await table.end()
    }
    await load.finish()
    await load.commit()
  } catch (error) {
    await load.rollback()
    throw error
  } finally {
    await snapshot.close()
  }
  return notes
}

/** What a trial found, in the order in which it was told. */
export interface Found {
  refused: { row: number | undefined; column: string | undefined; reason: string; batch: RecordBatch }[]
  collided: Collision[]
  orphaned: Orphans[]
  /** Rows that the copies hold, by table. */
  rows: Record<string, number>
}

/** Tries a load, as check-records does. */
export async function tryRecords(
  open: Database,
  { create = [], clear = [], records, sources, orphans = 'fail' }: Loading,
): Promise<Found> {
  const targets = [...(await open.tables()), ...create]
  const plans = Object.keys(records).map((name) => {
    const target = targets.find((table) => table.name === name)!
    return samePlan(sources?.find((table) => table.name === name) ?? target, target)
  })
  const found: Found = { refused: [], collided: [], orphaned: [], rows: {} }
  const trial = await open.trial(
    { create, clear, loads: plans, orphans },
    {
      refused: ({ row, column, reason, batch }) => found.refused.push({ row, column, reason, batch: batch! }),
      collided: (collision) => found.collided.push(collision),
      orphaned: (orphans) => found.orphaned.push(orphans),
    },
  )
  try {
    for (const plan of plans) {
      const table = await trial.table(plan)
      for (const some of records[plan.target.name]!) await table.write(some)
      found.rows[plan.target.name] = await table.end()
    }
    await trial.finish()
  } finally {
    await trial.close()
  }
  return found
}
