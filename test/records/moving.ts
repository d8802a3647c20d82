import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { databaseAt } from '../../config/database-at.ts'
import type { ConnectionSettings, Database } from '../../lib/dialects/dialect.ts'
import { openDatabase } from '../../lib/dialects/open-database.ts'
import { dumpDocument } from '../../lib/dump/document.ts'
import { formatName, formatVersion } from '../../lib/dump/format.ts'
import { TaskError } from '../../lib/errors.ts'
import { type ExportOptions, exportRecords } from '../../lib/records/export-records.ts'
import { type ImportOptions, importRecords } from '../../lib/records/import-records.ts'
import type { Table } from '../../lib/schema/table.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'rt-records-'))
let files = 0

/** A path that no file has yet. */
export const newFile = (ending = 'json'): string => path.join(folder, `${++files}.${ending}`)

export const settingsOf = (database: { url: string }): ConnectionSettings => databaseAt(database.url, folder)

export async function exportTo(
  database: { url: string },
  options: Partial<ExportOptions> = {},
): Promise<string> {
  const file = typeof options.to === 'string' ? options.to : newFile()
  await exportRecords({ database: settingsOf(database), to: file, ...options })
  return file
}

export const importFrom = (
  from: string | Readable,
  database: { url: string },
  options: Partial<ImportOptions> = {},
) => importRecords({ database: settingsOf(database), from, ...options })

/** The bytes that must be the same from every engine. */
export function recordsOf(file: string): string {
  const text = readFileSync(file, 'utf8')
  return text.slice(text.indexOf('\n"records":{\n'), text.indexOf('\n"integrity":'))
}

export async function withOpen<Result>(
  database: { url: string },
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const open = await openDatabase(settingsOf(database))
  try {
    return await work(open)
  } finally {
    await open.close()
  }
}

/** The error that a call must end with. */
export async function failureOf(promise: Promise<unknown>): Promise<TaskError> {
  try {
    await promise
  } catch (error) {
    if (error instanceof TaskError) return error
    throw error
  }
  throw new Error('it did not fail')
}

/** A dump of tables and records made by hand. */
export function dumpOf(
  tables: Table[],
  records: Record<string, readonly object[]>,
  engine = 'none',
): Readable {
  const head = {
    format: formatName,
    version: formatVersion,
    created: '2026-11-20T03:00:00Z',
    tool: 'test',
    source: { engine, version: '1', database: 'test' },
    schema: null,
    tables,
  } as const
  async function* read(table: Table) {
    const lines = (records[table.name] ?? []).map((record) => `${JSON.stringify(record)}\n`)
    yield { bytes: Buffer.from(lines.join('')), rows: lines.length }
  }
  return Readable.from(dumpDocument(head, read, () => {}))
}
