import { jsonLayout } from '../../canonical/json-layout.ts'
import type { Column } from '../../schema/table.ts'
import type { Relation } from './catalog.ts'
import { quoteLocation } from './location.ts'
import { quoteName } from './quote.ts'
import type { Session } from './session.ts'

/** Rows of a table that are looked at, how many of their documents, and up to which size in bytes. */
const sampledRows = 1000
const sampledDocuments = 50
const longestSampled = 10_000

/**
 * Finds out how documents of json columns, whose text PostgreSQL keeps, are laid out: sets `form` of the columns
 * where most of a sample are spaced, and gives the names of those with documents of another layout than that. One statement.
 */
export async function readJsonForms(session: Session, relations: readonly Relation[]): Promise<string[]> {
  const readable = relations.filter((relation) => relation.readable)
  const kept = readable.flatMap((relation) =>
    relation.table.columns.filter(({ native }) => native === 'json').map((column) => ({ relation, column })),
  )
  if (kept.length === 0) return []
  const samples = kept.map(({ relation, column }, index) => `(${index}, ${sampleOf(relation, column)})`)
  const rows = await session.query<{ index: number; documents: string[] | null }>(
    `SELECT index, documents FROM (VALUES ${samples.join(', ')}) AS s(index, documents)`,
  )
  const odd: string[] = []
  for (const { index, documents } of rows) {
    const { relation, column } = kept[index]!
    if (!setForm(column, documents ?? [])) odd.push(`${relation.table.name}.${column.name}`)
  }
  return odd
}

function sampleOf({ partitioned, ...relation }: Relation, column: Column): string {
  const from = `${partitioned ? '' : 'ONLY '}${quoteLocation(relation)}`
  return `(SELECT pg_catalog.array_agg(d) FROM (
    SELECT d FROM (SELECT ${quoteName(column.name)}::text AS d FROM ${from} LIMIT ${sampledRows}) AS r
    WHERE d IS NOT NULL AND octet_length(d) <= ${longestSampled} LIMIT ${sampledDocuments}) AS s)`
}

/** Gives whether all documents are laid out as the column's form says. */
function setForm(column: Column, documents: readonly string[]): boolean {
  const layouts = documents
    .map((text) => jsonLayout(Buffer.from(text)))
    .filter((layout) => layout !== undefined)
  const count = (wanted: string) => layouts.filter((layout) => layout === wanted).length
  const isSpaced = count('spaced') > count('compact')
  if (isSpaced) column.form = 'spaced'
  return count(isSpaced ? 'spaced' : 'compact') === layouts.length
}
