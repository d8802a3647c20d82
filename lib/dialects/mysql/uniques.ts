import type { Table } from '../../schema/table.ts'
import { primaryName } from './catalog.ts'
import { quoteName } from './sql-text.ts'

/** What must be unique in a table. */
export interface UniqueKey {
  name: string
  parts: readonly KeyPart[]
}

export interface KeyPart {
  /** As DDL takes it: a name, a name with a length, an expression in brackets. */
  definition: string
  /** Its value in a statement. */
  sql: string
  /** Undefined for an expression. */
  column: string | undefined
}

/** The primary key is first, under the name that the server gives it. */
export function uniquesOf({ primaryKey, uniques, indexes }: Table): UniqueKey[] {
  return [
    ...(primaryKey.length === 0 || indexes.some(({ name }) => name === primaryName)
      ? []
      : [{ name: primaryName, parts: primaryKey.map(wholeColumn) }]),
    ...uniques.map(({ name, columns }) => ({ name, parts: columns.map(wholeColumn) })),
    ...indexes
      .filter(({ unique }) => unique)
      .map(({ name, columns, definition }) => ({
        name,
        parts: definition === undefined ? columns.map(wholeColumn) : definedParts(definition),
      })),
  ]
}

const wholeColumn = (column: string): KeyPart => ({
  definition: quoteName(column),
  sql: quoteName(column),
  column,
})

/** Of our own `CREATE UNIQUE INDEX … ON … (…)` and `ALTER TABLE … ADD PRIMARY KEY (…)`. */
function definedParts(definition: string): KeyPart[] {
  const tokens =
    definition.match(/`(?:[^`]|``)*`|'(?:[^'\\]|''|\\.)*'|"(?:[^"\\]|""|\\.)*"|[(),]|[^`'"(),]+/gs) ?? []
  const parts: string[] = []
  let depth = 0
  for (const token of tokens) {
    if (token === ')' && --depth === 0) break
    if (depth > 0 && !(depth === 1 && token === ',')) parts[parts.length - 1] += token
    if (depth === 1 && token === ',') parts.push('')
    if (token !== '(') continue
    if (depth++ === 0) parts.push('')
  }
  return parts.map((part) => keyPart(part.trim().replace(/ DESC$/, '')))
}

function keyPart(definition: string): KeyPart {
  const [, name, length] = /^`((?:[^`]|``)+)`(?:\((\d+)\))?$/s.exec(definition) ?? []
  if (name === undefined) return { definition, sql: definition, column: undefined }
  const column = name.replaceAll('``', '`')
  const sql = length === undefined ? quoteName(column) : `LEFT(${quoteName(column)}, ${length})`
  return { definition, sql, column }
}
