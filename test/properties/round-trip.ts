import { deepStrictEqual } from 'node:assert'
import { Readable, Writable } from 'node:stream'
import type { ConnectionSettings } from '../../lib/dialects/dialect.ts'
import { dumpDocument } from '../../lib/dump/document.ts'
import { type DumpHead, formatName, formatVersion } from '../../lib/dump/format.ts'
import { TaskError } from '../../lib/errors.ts'
import { exportRecords } from '../../lib/records/export-records.ts'
import { importRecords } from '../../lib/records/import-records.ts'
import { logicalOf } from '../../lib/schema/logical-type.ts'
import type { Table } from '../../lib/schema/table.ts'
import type { PairOfDatabases } from './pair-of-databases.ts'
import type { Sample } from './sample.ts'

/** A sample that did not come back as it went. */
export class Difference extends Error {
  override readonly name = 'Difference'
}

/**
 * The property: a dump goes into A, from there into B, and from there into an empty A again, and each export has the
 * records of the dump, byte for byte. The tables of the last are those of the first; and B takes the records once more
 * into the tables that it has.
 */
export async function roundTrip(databases: PairOfDatabases, sample: Sample): Promise<void> {
  try {
    const first = await moved(await dumpOf(sample), databases.source, 'the dump into the first')
    compareRecords(first, await dumpOf(sample), 'the first export')
    compareTables(
      shapes(first),
      sample.tables.map(({ table }) => shapeOf(table)),
      'the first export',
    )
    const second = await moved(first, databases.target, 'the first export into the second')
    compareRecords(second, first, 'the second export')
    await databases.emptySource()
    const third = await moved(second, databases.source, 'the second export into the first')
    compareRecords(third, first, 'the third export')
    compareTables(shapes(third), shapes(first), 'the third export')
    if (databases.isOneEngine) compareTables(headOf(second).tables, headOf(first).tables, 'the second export')
    const again = await moved(first, databases.target, 'the first export into the second again', {
      clear: true,
    })
    compareRecords(again, first, 'the export after clearing')
    compareTables(headOf(again).tables, headOf(second).tables, 'the export after clearing')
  } finally {
    await databases.empty()
  }
}

/** Imports, and exports what came of it. */
async function moved(
  dump: Buffer,
  database: ConnectionSettings,
  step: string,
  how: { create?: boolean; clear?: boolean } = { create: true },
): Promise<Buffer> {
  try {
    await importRecords({ database, from: Readable.from([dump]), ...how })
    return await exported(database)
  } catch (error) {
    throw new Difference(`${step} (${database.engine}): ${explain(error)}`, { cause: error })
  }
}

const explain = (error: unknown): string =>
  error instanceof TaskError ? `${error.message} [${error.exitCode}]` : String((error as Error).stack)

async function exported(database: ConnectionSettings): Promise<Buffer> {
  const chunks: Buffer[] = []
  const to = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk)
      done()
    },
  })
  await exportRecords({ database, to })
  return Buffer.concat(chunks)
}

/** The sample as a dump of no engine. */
export async function dumpOf({ tables }: Sample): Promise<Buffer> {
  const head: DumpHead = {
    format: formatName,
    version: formatVersion,
    created: '2026-11-20T03:00:00Z',
    tool: 'test',
    source: { engine: 'none', version: '1', database: 'test' },
    schema: null,
    tables: tables.map(({ table }) => table),
  }
  const records = new Map(tables.map((entry) => [entry.table, entry.records]))
  async function* read(table: Table) {
    const lines = records.get(table) ?? []
    yield { bytes: Buffer.from(lines.map((line) => `${line}\n`).join('')), rows: lines.length }
  }
  const chunks: Buffer[] = []
  for await (const chunk of dumpDocument(head, read, () => {})) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const recordsStart = Buffer.from('\n"records":{\n')

/** Records and integrity: everything after the head. */
const recordsOf = (dump: Buffer): Buffer => dump.subarray(dump.indexOf(recordsStart))

const headOf = (dump: Buffer): DumpHead =>
  JSON.parse(`${dump.subarray(0, dump.indexOf(recordsStart)).toString('utf8').replace(/,$/, '')}}`)

function compareRecords(found: Buffer, expected: Buffer, what: string): void {
  const [there, wanted] = [recordsOf(found), recordsOf(expected)]
  if (there.equals(wanted)) return
  const [lines, wantedLines] = [there.toString('utf8').split('\n'), wanted.toString('utf8').split('\n')]
  const at = wantedLines.findIndex((line, index) => line !== lines[index])
  throw new Difference(
    `${what} has other records:\n  expected ${shown(wantedLines[at])}\n  came     ${shown(lines[at])}`,
  )
}

const shown = (line = 'nothing'): string => (line.length > 2000 ? `${line.slice(0, 2000)}…` : line)

function compareTables(found: unknown, expected: unknown, what: string): void {
  try {
    deepStrictEqual(found, expected)
  } catch (error) {
    throw new Difference(`${what} has other tables: ${(error as Error).message}`)
  }
}

const shapes = (dump: Buffer) => headOf(dump).tables.map(shapeOf)

/** What must be there again, in no engine's words. Names of keys are the engine's to choose. */
const shapeOf = ({ name, primaryKey, uniques, foreignKeys, columns }: Table) => ({
  name,
  primaryKey,
  uniques: inOrder(uniques.map((unique) => unique.columns)),
  foreignKeys: inOrder(
    foreignKeys.map((key) => [
      key.columns,
      key.references,
      key.onDelete,
      key.onUpdate,
      key.deferrable ?? null,
    ]),
  ),
  columns: columns.map((column) => ({
    name: column.name,
    ...logicalOf(column),
    nullable: column.nullable,
    generated: column.generated ?? null,
    next: column.next ?? null,
  })),
})

const inOrder = <Item>(items: Item[]): Item[] =>
  items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
