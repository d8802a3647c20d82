import type { Sequence } from '../schema/sequence.ts'
import type { Table } from '../schema/table.ts'

export const formatName = 'record-dump'
/** Of a schema without records, which is another document (docs/schema.md). */
export const schemaFormatName = 'record-schema'
/** The version that is written, and the newest that is read. */
export const formatVersion = 1

/** An application's migration history, as its framework's table has it. */
export interface SchemaHistory {
  /** `knex`, `django`, `rails`, … */
  kind: string
  /** Applied migrations, in the framework's order. */
  versions: string[]
}

/** Everything before the records. */
export interface DumpHead {
  format: typeof formatName
  version: number
  /** Of the snapshot: UTC, to the second. */
  created: string
  /** `record-tasks 1.0.0` */
  tool: string
  source: { engine: string; version: string; database: string }
  schema: SchemaHistory | null
  tables: Table[]
  /** Those that number no column; left out where there are none. */
  sequences?: Sequence[]
}

export interface TableIntegrity {
  rows: number
  /** Lower-case hex, over the table's record lines without trailing commas, each with one LF. */
  sha256: string
}

export type Integrity = Record<string, TableIntegrity>

/** Without a prototype: a table may be called `__proto__`. */
export const noIntegrity = (): Integrity => Object.create(null) as Integrity

export const totalRows = (integrity: Integrity): number =>
  Object.values(integrity).reduce((sum, { rows }) => sum + rows, 0)

/** What begins and ends the parts of the document. Reader and writer lean on these very bytes. */
export const layout = {
  records: '"records":{',
  complete: '"complete":true}',
} as const

/** The document up to and with the line that opens `records`. */
export function renderHead(head: DumpHead): string {
  const { tables, sequences = [] } = head
  return [
    `{"format":${JSON.stringify(head.format)},"version":${head.version},`,
    `"created":${JSON.stringify(head.created)},"tool":${JSON.stringify(head.tool)},`,
    `"source":${JSON.stringify(head.source)},`,
    `"schema":${JSON.stringify(head.schema)},`,
    ...renderList('tables', tables),
    ...(sequences.length > 0 ? renderList('sequences', sequences) : []),
    layout.records,
    '',
  ].join('\n')
}

/** One on a line. */
function renderList(key: string, items: readonly unknown[]): string[] {
  const lines = items.map((item) => JSON.stringify(item))
  return [`"${key}":[`, ...(lines.length > 0 ? [lines.join(',\n')] : []), '],']
}

/** Names of tables and sequences in the order of a dump: by their UTF-8 bytes. */
export const byName = (a: { name: string }, b: { name: string }): number =>
  Buffer.compare(Buffer.from(a.name), Buffer.from(b.name))
