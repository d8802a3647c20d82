import { type Column, isComputed, type Table } from '../../schema/table.ts'
import { quotedType } from './create-sql.ts'
import { literalOf } from './literal.ts'
import { hasOwnCollation } from './own-collation.ts'
import { quoteName } from './quote.ts'
import { rowidName } from './read-table.ts'

/** What of a table's DDL its description does not say. */
export interface CopiedDdl {
  /** Complete clauses. */
  checks: readonly string[]
  /** As pragma_table_xinfo gives them, by column name. */
  defaults: ReadonlyMap<string, string>
}

/**
 * A table that takes and refuses the same values as the original, one record at a time, but any number of equal
 * keys. Columns that are not loaded get their defaults, and rowids of their own.
 */
export function copyStatement(
  schema: string,
  table: Table,
  loaded: ReadonlySet<string>,
  ddl: CopiedDdl,
): string {
  const lines = [
    ...table.columns.map((column) => columnLine(column, loaded, ddl)),
    ...(rowidName({ columns: table.columns }) === undefined
      ? [`${quoteName(ownRowid)} INTEGER PRIMARY KEY`]
      : []),
    ...ddl.checks,
  ]
  const strict = table.options?.includes('STRICT') ? ' STRICT' : ''
  return `CREATE TABLE ${schema}.${quoteName(table.name)} (\n  ${lines.join(',\n  ')}\n)${strict}`
}

/** Of a copy whose columns have taken all names of the rowid. */
export const ownRowid = 'record-tasks rowid'

function columnLine(column: Column, loaded: ReadonlySet<string>, ddl: CopiedDdl): string {
  const { collation, name } = column
  const value = loaded.has(name) ? undefined : ddl.defaults.get(name)
  const isNumbered = column.generated === 'identity' && !loaded.has(name)
  // One that this process lacks matters where values are compared, and there it is asked for.
  return [
    quoteName(name),
    quotedType(column.native),
    isNumbered ? 'PRIMARY KEY' : '',
    column.nullable || isNumbered ? '' : 'NOT NULL',
    collation === undefined || hasOwnCollation(column) ? '' : `COLLATE ${quoteName(collation)}`,
    value === undefined ? '' : `DEFAULT (${literalOf(value)}\n)`,
    isComputed(column) ? `GENERATED ALWAYS AS (${column.expression}) ${column.generated?.toUpperCase()}` : '',
  ]
    .filter((part) => part !== '')
    .join(' ')
}
