import type { Column, ColumnType, Table } from './table.ts'

/** By which columns records are in order (docs/dump-format.md, "Order of records"). */
export interface RecordOrdering {
  /** First by these, which every engine sorts alike. */
  byValue: Column[]
  /** Then by these, as they are written in records: engines keep and compare them in ways of their own. */
  asWritten: Column[]
}

const writtenTypes: ReadonlySet<ColumnType> = new Set(['json', 'array', 'range', 'geometry', 'other'])

/** Of the primary key, else of all columns. */
export function recordOrdering({
  columns,
  primaryKey,
}: Pick<Table, 'columns' | 'primaryKey'>): RecordOrdering {
  const ordering =
    primaryKey.length === 0 ? columns : primaryKey.map((name) => columns.find((it) => it.name === name)!)
  return {
    byValue: ordering.filter(({ type }) => !writtenTypes.has(type)),
    asWritten: ordering.filter(({ type }) => writtenTypes.has(type)),
  }
}
