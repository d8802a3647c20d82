import { exitCodes, TaskError } from '../../errors.ts'
import { type Column, isComputed, isIdentity, type Table } from '../../schema/table.ts'
import { declaredTypeFor } from './declared-type.ts'

/** See Database.translate. `taken`: names of indexes and tables that the target has already. */
export function translateTables(
  source: readonly Table[],
  sourceEngine: string,
): { tables: Table[]; notes: string[] } {
  const notes: string[] = []
  const names = new UniqueNames(source.map((table) => table.name))
  const tables = source.map((table) =>
    sourceEngine === 'sqlite' ? withoutTriggers(table, notes) : translateTable(table, names, notes),
  )
  return { tables, notes }
}

function withoutTriggers(table: Table, notes: string[]): Table {
  const { triggers, ...rest } = table
  noteTriggers(table, notes)
  return rest
}

function noteTriggers(table: Table, notes: string[]): void {
  if (table.triggers?.length) {
    notes.push(`Table ${table.name}: triggers are not carried over: ${table.triggers.join(', ')}.`)
  }
}

function translateTable(table: Table, names: UniqueNames, notes: string[]): Table {
  if (table.columns.length === 0) {
    throw new TaskError(`The table ${table.name} has no columns, which SQLite cannot hold.`, {
      exitCode: exitCodes.schemaMismatch,
      hint: `Leave it out: -x ${table.name}. Nothing was changed.`,
    })
  }
  noteTriggers(table, notes)
  const key = table.primaryKey.length === 1 ? table.primaryKey[0] : undefined
  const columns = table.columns.map((column) => translateColumn(column, column.name === key, table, notes))
  const isNumbered = columns.some(isIdentity)
  return {
    name: table.name,
    columns,
    primaryKey: table.primaryKey,
    uniques: table.uniques.map((unique) => {
      if (unique.nullsNotDistinct) {
        notes.push(`Table ${table.name}: unique ${unique.name} lets several nulls in, as SQLite's do.`)
      }
      return {
        name: unique.index ? names.free(unique.name, table.name) : unique.name,
        columns: unique.columns,
        ...(unique.index && { index: true as const }),
      }
    }),
    indexes: table.indexes.flatMap((index) => {
      if (index.columns.length === 0) {
        notes.push(`Table ${table.name}: index ${index.name} is not carried over: ${index.definition}`)
        return []
      }
      return [
        {
          name: names.free(index.name, table.name),
          columns: index.columns,
          ...(index.unique && { unique: true as const }),
        },
      ]
    }),
    foreignKeys: table.foreignKeys,
    ...(isNumbered && { options: 'AUTOINCREMENT' }),
  }
}

function translateColumn(column: Column, isKey: boolean, table: Table, notes: string[]): Column {
  const { native, collation, form, generated, expression, next, default: value, ...rest } = column
  const isNumbered = isIdentity(column) && isKey && column.type === 'integer'
  if (isIdentity(column) && !isNumbered) {
    notes.push(
      `Table ${table.name}: SQLite numbers only a primary key of one column, so ${column.name} gets no numbers by itself.`,
    )
  }
  if (isComputed(column)) {
    notes.push(
      `Table ${table.name}: ${column.name} holds the computed values, but is not computed by SQLite: ${expression ?? ''}`,
    )
  }
  const isNative = value !== undefined && 'native' in value
  if (isNative) {
    notes.push(`Table ${table.name}: the default of ${column.name} is not carried over: ${value.native}`)
  }
  return {
    ...rest,
    native: isNumbered ? 'INTEGER' : declaredTypeFor(column),
    ...(isNumbered && { generated: 'identity' as const, ...(next !== undefined && { next }) }),
    ...(value !== undefined && !isNative && { default: value }),
  }
}

/** Indexes share one space of names with tables in SQLite, where other engines have one for each table. */
class UniqueNames {
  readonly #taken: Set<string>

  constructor(taken: readonly string[]) {
    this.#taken = new Set(taken.map((name) => name.toLowerCase()))
  }

  free(name: string, table: string): string {
    let candidate = name.startsWith('sqlite_') ? `${table}_${name}` : name
    for (let n = 1; this.#taken.has(candidate.toLowerCase()); n++) {
      candidate = `${table}_${name}${n === 1 ? '' : `_${n}`}`
    }
    this.#taken.add(candidate.toLowerCase())
    return candidate
  }
}
