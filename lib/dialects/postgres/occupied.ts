import { type Location, quoteLocation } from './location.ts'
import type { Session } from './session.ts'

/** Those tables that have a row of their own, in one statement. Records of tables that inherit are not the parent's. */
export async function readOccupied<Place extends Location & { partitioned: boolean }>(
  session: Session,
  tables: readonly Place[],
): Promise<Set<Place>> {
  if (tables.length === 0) return new Set()
  const questions = tables.map((table, index) => {
    return `(${index}, EXISTS (SELECT FROM ${table.partitioned ? '' : 'ONLY '}${quoteLocation(table)}))`
  })
  const rows = await session.query<{ index: number }>(
    `SELECT index FROM (VALUES ${questions.join(', ')}) AS t(index, occupied) WHERE occupied`,
  )
  return new Set(rows.map(({ index }) => tables[index]!))
}
