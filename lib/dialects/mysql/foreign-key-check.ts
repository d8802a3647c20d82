import { TaskError } from '../../errors.ts'
import type { ForeignKey, Table } from '../../schema/table.ts'
import type { Session } from './session.ts'
import { quoteName } from './sql-text.ts'

/**
 * Looks for orphans in every foreign key whose child or parent is one of `touched`: with foreign_key_checks off
 * the server never looks again at what came in. TaskError 1 for the first found.
 */
export async function checkForeignKeys(
  session: Session,
  tables: readonly Table[],
  touched: ReadonlySet<string>,
): Promise<void> {
  for (const child of tables) {
    for (const key of child.foreignKeys) {
      if (touched.has(child.name) || touched.has(key.references.table)) await checkKey(session, child, key)
    }
  }
}

async function checkKey(session: Session, child: Table, key: ForeignKey): Promise<void> {
  const { columns, references } = key
  const pairs = columns.map(
    (column, index) => [quoteName(column), quoteName(references.columns[index]!)] as const,
  )
  const [orphan] = await session.rows(
    `SELECT ${pairs.map(([column]) => `c.${column}`).join(', ')} FROM ${quoteName(child.name)} c ` +
      `LEFT JOIN ${quoteName(references.table)} p ON ${pairs.map(([column, parent]) => `c.${column} = p.${parent}`).join(' AND ')} ` +
      `WHERE ${pairs.map(([column]) => `c.${column} IS NOT NULL`).join(' AND ')} ` +
      `AND p.${pairs[0]![1]} IS NULL LIMIT 1`,
  )
  if (orphan === undefined) return
  const values = Object.values(orphan).join(', ')
  throw new TaskError(
    `${child.name}: foreign key ${key.name} (${columns.join(', ')}) is ${values}, ` +
      `and ${references.table} (${references.columns.join(', ')}) has no such row`,
    { hint: `Add the missing row to ${references.table}, or leave the orphans out.` },
  )
}
