import type { Table } from '../../schema/table.ts'
import { someNames } from '../../some-of.ts'
import type { Session } from './session.ts'
import { quoteName } from './sql-text.ts'

/** Of tables that keep what their rows were. */
export async function historyNotes(session: Session): Promise<string[]> {
  const versioned = await session.rows(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'SYSTEM VERSIONED' " +
      'ORDER BY table_name',
  )
  return versioned.map(
    ({ name }) =>
      `${name} is system-versioned: its rows are in the dump as they are now, their history is not`,
  )
}

export const layoutNotes = (columns: readonly string[]): string[] =>
  columns.map((column) => `documents in ${column} come back without their white space and escapes`)

const shownNames = 5

/** MariaDB's catalog shows foreign keys and triggers to users who have more than SELECT; a table's statement shows its keys. */
export async function hiddenKeyNotes(session: Session, tables: readonly Table[]): Promise<string[]> {
  if (session.flavor.engine !== 'mariadb' || (await hasMoreThanSelect(session))) return []
  const hidden: string[] = []
  for (const { name, foreignKeys } of tables) {
    if (foreignKeys.length > 0) continue
    const [row] = await session.rows(`SHOW CREATE TABLE ${quoteName(name)}`)
    if (/^\s*CONSTRAINT .* FOREIGN KEY /m.test(Object.values(row ?? {})[1] ?? '')) hidden.push(name)
  }
  if (hidden.length === 0) return []
  return [
    `Foreign keys and triggers are not in the dump, of ${someNames(hidden, shownNames)}: this user may not see them (GRANT SHOW VIEW, or any privilege beside SELECT).`,
  ]
}

/** Of grants to a pattern or a role nothing is known here. */
async function hasMoreThanSelect(session: Session): Promise<boolean> {
  const [row] = await session.rows(
    "SELECT (SELECT COUNT(*) FROM information_schema.user_privileges WHERE privilege_type NOT IN ('SELECT', 'USAGE')) + " +
      "(SELECT COUNT(*) FROM information_schema.schema_privileges WHERE table_schema = DATABASE() AND privilege_type <> 'SELECT') AS count",
  )
  return Number(row?.count) > 0
}
