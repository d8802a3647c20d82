import type { ForeignKey, Table } from '../../schema/table.ts'
import { quoteName } from './quote.ts'

/** A table as an import would leave it, and where its records are. */
export interface PlacedTable {
  table: Table
  /** Of the connection: main, or the name of an attached database. */
  schema: string
  /** SQL of the rowid's name; undefined where there is none. */
  rowid: string | undefined
  isLoaded: boolean
  /** Its records would be gone, and no others come. */
  isEmpty: boolean
}

/** A foreign key between two of them; without a parent where there is no such table. */
export interface Reference {
  key: ForeignKey
  child: PlacedTable
  parent: PlacedTable | undefined
}

/** The foreign keys of tables that are loaded or cleared, and those to them. */
export function touchedReferences(
  tables: readonly PlacedTable[],
  isTouched: (name: string) => boolean,
): Reference[] {
  // Names are compared without case, and a foreign key has that of its parent as somebody wrote it.
  const byName = new Map(tables.map((placed) => [placed.table.name.toLowerCase(), placed]))
  return tables.flatMap((child) =>
    child.table.foreignKeys
      .filter((key) => isTouched(child.table.name) || isTouched(key.references.table))
      .map((key) => ({ key, child, parent: byName.get(key.references.table.toLowerCase()) })),
  )
}

export const placeOf = ({ schema, table }: PlacedTable): string => `${schema}.${quoteName(table.name)}`
