import type { Column, Table } from '../../schema/table.ts'
import { affinityOf } from './affinity.ts'
import { quoteName } from './quote.ts'
import { isTemporal } from './temporal-form.ts'

const orderedLast = new Set<Column['type']>(['json', 'array', 'range', 'geometry', 'other'])

/** ORDER BY terms that bring rows into the order of docs/dump-format.md. */
export function recordOrder(table: Table, alias: string): string[] {
  return orderColumns(table).flatMap((column) => columnOrder(column, `${alias}.${quoteName(column.name)}`))
}

function orderColumns(table: Table): Column[] {
  if (table.primaryKey.length > 0) {
    return table.primaryKey.map((name) => table.columns.find((column) => column.name === name)!)
  }
  return [
    ...table.columns.filter((column) => !orderedLast.has(column.type)),
    ...table.columns.filter((column) => orderedLast.has(column.type)),
  ]
}

function columnOrder(column: Column, cell: string): string[] {
  if (column.type === 'decimal' && affinityOf(column.native) === 'text') return digitsOrder(cell)
  if (!isTemporal(column.type)) return [`${cell} COLLATE BINARY`]
  // Without its zone, or a value with a fraction would come before the same one without.
  const moment = column.form?.includes('Z') || column.type === 'timestamptz' ? `rtrim(${cell}, 'Z')` : cell
  const separator = column.type === 'time' ? ':' : '-'
  return [
    `CASE WHEN ${cell} = '-infinity' THEN 0 WHEN ${cell} GLOB '* BC' THEN 1 WHEN ${cell} IS NOT NULL THEN 2 END`,
    `CASE WHEN ${cell} GLOB '* BC' THEN substr(${cell}, 1, instr(${cell}, '-')) END DESC`,
    `CASE WHEN ${cell} GLOB '[0-9]*' THEN instr(${cell}, '${separator}') ELSE 99 END`,
    `${moment} COLLATE BINARY`,
  ]
}

/** Decimals that are kept as digits: by sign, length of the integer part, digits. */
function digitsOrder(cell: string): string[] {
  const whole = `instr(${cell} || '.', '.')`
  return [
    `CASE ${cell} WHEN '-Infinity' THEN 0 WHEN 'Infinity' THEN 3 WHEN 'NaN' THEN 4 ELSE CASE WHEN ${cell} GLOB '-*' THEN 1 WHEN ${cell} IS NOT NULL THEN 2 END END`,
    `CASE WHEN ${cell} GLOB '-*' THEN -${whole} ELSE ${whole} END`,
    `CASE WHEN ${cell} GLOB '-*' THEN ${cell} END COLLATE BINARY DESC`,
    `${cell} COLLATE BINARY`,
  ]
}
