import type { Table } from '../../lib/schema/table.ts'

/** A database that a property is tried with: tables in the order of a dump, their records as canonical lines in theirs. */
export interface Sample {
  tables: SampleTable[]
}

export interface SampleTable {
  table: Table
  /** Without LF. */
  records: string[]
}
