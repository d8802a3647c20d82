import { type Index, isIdentity, type Table } from '../../schema/table.ts'
import type { LoadPlan } from '../dialect.ts'
import { quoteName, quoteNames } from './sql-text.ts'

/** Of records, from where on it pays to make indexes when they are there: that takes two more statements. */
const manyRecords = 50_000

/** Indexes of a new table that are made when its records are in. */
export interface DeferredIndexes {
  table: string
  names: string[]
  drop: string
  make: string
}

/**
 * Indexes that an import can do without: of new tables with many records, without those that keep values apart, that the
 * server wants for a foreign key or an AUTO_INCREMENT, or that take more than a line to define. Made at once from
 * sorted entries they take half of what keeping them up for each record does.
 */
export function deferredIndexes({ create, loads }: LoadPlan): DeferredIndexes[] {
  const made = new Set(create)
  const referenced = new Set(
    create.flatMap(({ foreignKeys }) =>
      foreignKeys.map(({ references }) => JSON.stringify([references.table, references.columns[0]])),
    ),
  )
  return loads
    .filter(({ target, expected = 0 }) => made.has(target) && expected >= manyRecords)
    .map(({ target }) => ({
      table: target,
      indexes: target.indexes.filter(
        (index) =>
          isPlain(index) &&
          !isWanted(target, index) &&
          !referenced.has(JSON.stringify([target.name, index.columns[0]])),
      ),
    }))
    .filter(({ indexes }) => indexes.length > 0)
    .map(({ table, indexes }) => statements(table, indexes))
}

const isPlain = ({ unique, definition }: Index): boolean => !unique && definition === undefined

/** By its first column, which is more than the server asks for. */
function isWanted({ columns, foreignKeys }: Table, index: Index): boolean {
  const [first] = index.columns
  const column = columns.find(({ name }) => name === first)
  return (
    (column !== undefined && isIdentity(column)) || foreignKeys.some((key) => key.columns.includes(first!))
  )
}

function statements({ name }: Table, indexes: readonly Index[]): DeferredIndexes {
  const alter = `ALTER TABLE ${quoteName(name)} `
  return {
    table: name,
    names: indexes.map((index) => index.name),
    drop: alter + indexes.map((index) => `DROP INDEX ${quoteName(index.name)}`).join(', '),
    make:
      alter +
      indexes.map((index) => `ADD INDEX ${quoteName(index.name)} (${quoteNames(index.columns)})`).join(', '),
  }
}
