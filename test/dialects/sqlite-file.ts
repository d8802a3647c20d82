import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from '@jest/globals'
import sqlite3 from 'sqlite3'
import type {
  ConnectionSettings,
  Load,
  LoadOutcome,
  LoadPlan,
  OpenOptions,
  OrphanPolicy,
} from '../../lib/dialects/dialect.ts'
import { sqlite } from '../../lib/dialects/sqlite/sqlite.ts'
import type { RecordBatch } from '../../lib/schema/record-batch.ts'
import type { Table } from '../../lib/schema/table.ts'

/** A folder for the databases of one test file, gone after it. */
export function temporaryFolder(): (name: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'sqlite-dialect-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return (name) => join(folder, name)
}

export const settingsOf = (filename: string, more: Partial<ConnectionSettings> = {}): ConnectionSettings => ({
  engine: 'sqlite',
  name: 'test',
  display: `sqlite:${filename}`,
  filename,
  connectTimeout: 200,
  ...more,
})

/** Runs statements through the bare driver; gives the rows of the last. */
export async function execute(
  filename: string,
  statements: readonly (string | [sql: string, ...values: unknown[]])[],
): Promise<Record<string, unknown>[]> {
  const handle = new sqlite3.Database(filename)
  try {
    let last: Record<string, unknown>[] = []
    for (const statement of statements) {
      const [sql, ...values] = typeof statement === 'string' ? [statement] : statement
      last = await new Promise((resolve, reject) => {
        handle.all(sql, ...values, (error: Error | null, rows: Record<string, unknown>[]) =>
          error ? reject(error) : resolve(rows),
        )
      })
    }
    return last
  } finally {
    await new Promise((resolve) => handle.close(resolve))
  }
}

export interface Export {
  tables: readonly Table[]
  /** Record lines by table. */
  lines: Record<string, string[]>
}

export async function exportFile(filename: string): Promise<Export> {
  const database = await sqlite.open(settingsOf(filename))
  try {
    const snapshot = await database.snapshot()
    const lines: Record<string, string[]> = {}
    for (const table of snapshot.tables) {
      const read: string[] = []
      for await (const batch of snapshot.read(table)) {
        const text = batch.bytes.toString('utf8').split('\n').slice(0, -1)
        if (text.length !== batch.rows) throw new Error(`${batch.rows} rows announced, ${text.length} given`)
        read.push(...text)
      }
      lines[table.name] = read
    }
    return { tables: snapshot.tables, lines }
  } finally {
    await database.close()
  }
}

export const batchOf = (lines: readonly string[]): RecordBatch => ({
  bytes: Buffer.from(lines.map((line) => `${line}\n`).join('')),
  rows: lines.length,
})

/** As dumps are read: a long record stands alone. */
function batchesOf(lines: readonly string[]): RecordBatch[] {
  const isLong = (line: string): boolean => line.length > 1_000_000
  const short = lines.filter((line) => !isLong(line))
  return [...(short.length > 0 ? [short] : []), ...lines.filter(isLong).map((line) => [line])].map(batchOf)
}

export const planOf = (source: Table, target: Table): LoadPlan['loads'][number] => ({
  source,
  target,
  columns: source.columns.flatMap((column) => {
    const same = target.columns.find((candidate) => candidate.name === column.name)
    return same ? [{ source: column, target: same }] : []
  }),
})

/** Loads what was exported into another file, whose tables are made where it has none. */
export async function importFile(
  filename: string,
  { tables, lines }: Export,
  options: {
    engine?: string
    open?: OpenOptions
    orphans?: OrphanPolicy
    onFinish?: (outcome: LoadOutcome) => void
    before?: (load: Load) => Promise<void>
  } = {},
): Promise<string[]> {
  const database = await sqlite.open(settingsOf(filename), { createFile: true, ...options.open })
  try {
    const present = await database.tables()
    const missing = tables.filter((table) => !present.some(({ name }) => name === table.name))
    const { tables: create, notes } = database.translate(missing, options.engine ?? 'sqlite')
    const loads = tables.map((table) =>
      planOf(table, [...present, ...create].find(({ name }) => name === table.name)!),
    )
    const orphans = options.orphans === undefined ? {} : { orphans: options.orphans }
    const load = await database.load({ create, clear: present, loads, ...orphans })
    for (const plan of loads) {
      const table = await load.table(plan)
      const own = lines[plan.source.name] ?? []
      for (const batch of batchesOf(own)) await table.write(batch)
      const rows = await table.end()
      if (rows !== own.length) throw new Error(`${rows} of ${own.length} rows confirmed`)
    }
    const outcome = await load.finish()
    options.onFinish?.(outcome)
    await options.before?.(load)
    await load.commit()
    return notes
  } finally {
    await database.close()
  }
}

/** What is in the file, cell by cell with its storage class. */
export async function cellsOf(filename: string, table: string): Promise<unknown[]> {
  const quoted = `"${table.replaceAll('"', '""')}"`
  const columns = await execute(filename, [['SELECT name FROM pragma_table_xinfo(?)', table]])
  const cells = columns.map(({ name }) => {
    const cell = `"${String(name).replaceAll('"', '""')}"`
    return `typeof(${cell}) || ' ' || CASE typeof(${cell}) WHEN 'real' THEN format('%!.18g', ${cell}) WHEN 'integer' THEN ${cell} ELSE hex(${cell}) END`
  })
  return execute(filename, [`SELECT json_array(${cells.join(', ')}) AS row FROM ${quoted} ORDER BY 1`])
}
