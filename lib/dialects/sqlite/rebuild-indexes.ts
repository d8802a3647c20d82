import { TaskError } from '../../errors.ts'
import type { Table } from '../../schema/table.ts'
import type { ConnectionSettings, IndexRebuild, OpenOptions } from '../dialect.ts'
import { SqliteConnection } from './connection.ts'
import { quoteName } from './quote.ts'

/** See Database.rebuildIndexes. SQLite lets nobody write meanwhile, and readers in WAL mode alone. */
export async function rebuildIndexes(
  settings: ConnectionSettings,
  options: OpenOptions,
  table: Table,
): Promise<IndexRebuild> {
  const connection = await SqliteConnection.open(settings, 'rw', options)
  try {
    return await rebuild(connection, table)
  } finally {
    await connection.close()
  }
}

async function rebuild(connection: SqliteConnection, { name }: Table): Promise<IndexRebuild> {
  const quoted = `main.${quoteName(name)}`
  const there = await connection.all(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`, name)
  if (there.length === 0) return skipped(`${name}: it is not there any more`)
  const before = await faultsOf(connection, name)
  try {
    await connection.run(`REINDEX ${quoted}`)
  } catch (error) {
    // A key that is there twice, or a collation that only the application knows.
    if (error instanceof TaskError || !isOfTable(error)) throw error
    return { ...skipped(`${name}: ${(error as Error).message}`), invalid: before }
  }
  await connection.run(`ANALYZE ${quoted}`)
  await connection.run('PRAGMA optimize')
  const after = await faultsOf(connection, name)
  const mended = before.filter((fault) => !after.includes(fault))
  return { rebuilt: 'all', skipped: [], invalid: after, notes: mended.map((fault) => `${fault}: mended`) }
}

const skipped = (reason: string): IndexRebuild => ({
  rebuilt: 'none',
  skipped: [reason],
  invalid: [],
  notes: [],
})

const isOfTable = (error: unknown): boolean =>
  /SQLITE_(CONSTRAINT|ERROR)/.test((error as { code?: string }).code ?? '')

/** Lines of integrity_check but those about values, which no index is to blame for. */
async function faultsOf(connection: SqliteConnection, name: string): Promise<string[]> {
  const rows = await connection.all('SELECT integrity_check AS line FROM pragma_integrity_check(?)', name)
  return rows
    .map(({ line }) => String(line))
    .filter(
      (line) =>
        line !== 'ok' &&
        !/^(NULL value in|CHECK constraint failed in|NUMERIC value in|TEXT value in|non-\w+ value in)/.test(
          line,
        ),
    )
    .map((line) => `${name}: ${line}`)
}
