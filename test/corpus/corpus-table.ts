/** One type or one trap of an engine: tables small enough to be read, each the only one of its kind. */
export interface CorpusTable {
  /** As a dump names it. */
  name: string
  /** What docs/fidelity.md calls it: the type as the engine writes it, and what is unusual about the values. */
  title: string
  /** Makes it, and whatever it needs. */
  ddl: string[]
  /** Statements that fill it. */
  rows: string[]
  /** Further tables that it comes with, and is nothing without. */
  parts?: string[]
}

export interface Corpus {
  /** Statements that a session begins with, so that the engine takes every value that it can hold. */
  session: string[]
  tables: CorpusTable[]
}

/** A table (id, v) with a record for each literal, and one with null at the end. */
export function valuesOf(
  name: string,
  type: string,
  literals: readonly string[],
  title: string = type,
): CorpusTable {
  const rows = [...literals, 'null'].map((literal, index) => `(${index + 1}, ${literal})`)
  return {
    name,
    title,
    ddl: [`create table ${name} (id integer not null primary key, v ${type})`],
    rows: [`insert into ${name} (id, v) values ${rows.join(', ')}`],
  }
}

/**
 * 300 columns, and more cells in all than PostgreSQL takes parameters for one statement.
 * @param everyText how many columns there are for each that is a text: MariaDB has room for fewer in a row
 */
export function wideTable(everyText: number): CorpusTable {
  const isText = (column: number) => column % everyText === 0
  const columns = Array.from({ length: 299 }, (_, i) => `c${i + 1} ${isText(i) ? 'varchar(20)' : 'integer'}`)
  const cell = (row: number, column: number) => (isText(column) ? `'${row}-${column}'` : row * column)
  const record = (row: number) => `(${[row, ...columns.map((_, column) => cell(row, column))].join(', ')})`
  return {
    name: 'wide',
    title: '300 columns, 72,000 cells',
    ddl: [`create table wide (id integer not null primary key, ${columns.join(', ')})`],
    rows: [`insert into wide values ${Array.from({ length: 240 }, (_, i) => record(i + 1)).join(', ')}`],
  }
}
