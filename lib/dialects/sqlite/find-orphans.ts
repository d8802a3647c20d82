import { TaskError } from '../../errors.ts'
import { type FoundRecord, mostFoundRecords, type Orphans } from '../dialect.ts'
import type { SqliteConnection } from './connection.ts'
import { columnNamed, foundRecords } from './found-records.ts'
import { isOrphan } from './orphan-sql.ts'
import { placeOf, type Reference } from './placed-table.ts'

/** Records that refer to none by this foreign key; undefined where there are none. */
export async function findOrphans(
  connection: SqliteConnection,
  reference: Reference,
): Promise<Orphans | undefined> {
  const { child, parent, key } = reference
  const condition = isOrphan(reference)
  const [counted] = await connection.all(
    `SELECT count(*) AS count FROM ${placeOf(child)} AS c WHERE ${condition}`,
  )
  const count = Number(counted!.count)
  if (count === 0) return undefined
  return {
    table: child.table.name,
    foreignKey: key.name,
    columns: key.columns,
    parent: parent?.table.name ?? key.references.table,
    parentColumns: key.references.columns,
    isLoaded: child.isLoaded,
    count,
    records: await foundOrphans(connection, reference, mostFoundRecords),
  }
}

export const foundOrphans = (
  connection: SqliteConnection,
  reference: Reference,
  most: number,
): Promise<FoundRecord[]> =>
  foundRecords(
    connection,
    reference.child,
    reference.key.columns.map((name) => columnNamed(reference.child, name)),
    isOrphan(reference),
    most,
  )

/** SQLite checks no foreign key whose parent could be several records. */
export function checkParentKeys(references: readonly Reference[]): void {
  for (const { child, parent, key } of references) {
    const isNamed = key.references.columns.length > 0
    if (parent === undefined || (isNamed && isKeyOf(parent.table, key.references.columns))) continue
    throw mismatch(child.table.name, `"${child.table.name}" referencing "${parent.table.name}"`)
  }
}

function isKeyOf(table: Reference['child']['table'], columns: readonly string[]): boolean {
  const wanted = JSON.stringify([...columns].sort())
  const keys = [table.primaryKey, ...table.uniques.map((unique) => unique.columns)]
  if (keys.some((key) => JSON.stringify([...key].sort()) === wanted)) return true
  // Whether a unique index with an order or an expression will do, its description does not say.
  return table.indexes.some(({ unique, definition }) => unique && definition !== undefined)
}

export const mismatch = (table: string, what: string, cause?: unknown): TaskError =>
  new TaskError(`The foreign keys of table ${table} cannot be checked: foreign key mismatch - ${what}.`, {
    hint: 'A foreign key must refer to a primary key or to columns with a unique index. Mend the schema first, or take records as they are: --on-orphan keep.',
    cause,
  })
