import type { Database, OpenOptions } from '../../lib/dialects/dialect.ts'
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

/** Loads lines into tables of the target, matched by their names, and commits. */
export async function loadLines(
  open: Database,
  loads: readonly { source: Table; lines: readonly string[] }[],
  options: { clear?: readonly string[]; create?: boolean } = {},
): Promise<void> {
  const sources = loads.map((load) => load.source)
  const create = options.create ? open.translate(sources, 'none').tables : []
  const targets = options.create ? create : await open.tables()
  const find = (name: string) => targets.find((table) => table.name === name)!
  const plans = sources.map((source) => {
    const target = find(source.name)
    const columns = source.columns.map((column) => ({
      source: column,
      target: target.columns.find(({ name }) => name === column.name)!,
    }))
    return { source, target, columns }
  })
  const load = await open.load({ create, clear: (options.clear ?? []).map(find), loads: plans })
  try {
    for (const [index, plan] of plans.entries()) {
      const table = await load.table(plan)
      const { lines } = loads[index]!
      const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''))
      if (lines.length > 0) await table.write({ bytes, rows: lines.length })
      await table.end()
    }
    await load.finish()
    await load.commit()
  } catch (error) {
    await load.rollback()
    throw error
  }
}
