import { type SortedForm, sortedForms } from '../canonical/compare-keys.ts'
import { type NormalForm, normalForms } from '../canonical/compare-values.ts'
import { exitCodes, TaskError } from '../errors.ts'
import { misfit } from '../schema/fit.ts'
import { recordOrdering } from '../schema/record-ordering.ts'
import type { Column, Table } from '../schema/table.ts'
import type { RenamedTable } from './rename-tables.ts'

/** Two columns of one name. */
export interface ComparedColumn {
  /** As the right side has it. */
  name: string
  /** Their places in the tables' columns, and so in their lines. */
  left: number
  right: number
  normalLeft: NormalForm
  normalRight: NormalForm
}

/** A column by which both sides are in order. */
export interface SortedColumn {
  column: ComparedColumn
  sortLeft: SortedForm
  sortRight: SortedForm
}

/** How the records of two tables are compared, made once. */
export interface TablePlan {
  left: Table
  right: Table
  columns: ComparedColumn[]
  /** Those of the primary key, where both tables have the same. */
  key: ComparedColumn[]
  /** By these both sides come in order; records that agree in them may come in any order. */
  order: SortedColumn[]
  /** Whether records that agree in `order` are one and the same. */
  isUnique: boolean
  /** What only one side has, by its own names. */
  onlyLeft: string[]
  onlyRight: string[]
  /** Columns whose types have no value in common, a sentence each; they are not compared. */
  incomparable: string[]
}

export interface Sides {
  /** For messages. */
  left: string
  right: string
  isSameEngine: boolean
}

export function planTable({ source, table }: RenamedTable, right: Table, sides: Sides): TablePlan {
  const plan: TablePlan = {
    left: source,
    right,
    columns: [],
    key: [],
    order: [],
    isUnique: false,
    onlyLeft: [],
    onlyRight: right.columns.map(({ name }) => name).filter((name) => !has(table, name)),
    incomparable: [],
  }
  for (const [index, { name }] of table.columns.entries()) {
    const place = right.columns.findIndex((column) => column.name === name)
    const left = source.columns[index]!
    if (place < 0) plan.onlyLeft.push(left.name)
    else addColumn(plan, left, index, place, sides)
  }
  addOrder(plan, table)
  return plan
}

const has = ({ columns }: Table, name: string): boolean => columns.some((column) => column.name === name)

function addColumn(plan: TablePlan, left: Column, index: number, place: number, sides: Sides): void {
  const right = plan.right.columns[place]!
  const reason = misfit(left, right)
  if (reason !== undefined && misfit(right, left) !== undefined) {
    refuseKey(plan, left, right, sides)
    plan.incomparable.push(`${right.name}: ${describe(left)} and ${describe(right)} have no values in common`)
    return
  }
  const [normalLeft, normalRight] = normalForms(left, right, sides.isSameEngine)
  plan.columns.push({ name: right.name, left: index, right: place, normalLeft, normalRight })
}

const describe = ({ type, native }: Column): string => (type === native ? type : `${type} (${native})`)

/** By such a key nothing can be found on the other side. */
function refuseKey(
  { left: { primaryKey }, right: { name } }: TablePlan,
  left: Column,
  right: Column,
  sides: Sides,
): void {
  if (!primaryKey.includes(left.name)) return
  throw new TaskError(
    `${name} cannot be compared: its key ${right.name} is ${describe(left)} in ${sides.left} and ` +
      `${describe(right)} in ${sides.right}, which are in different orders`,
    {
      exitCode: exitCodes.schemaMismatch,
      hint: 'Bring both to the same schema, or leave the table out with -x.',
    },
  )
}

/** Names of the columns by which a side's records come in order. */
function orderOf(table: Table): string[] {
  const { byValue, asWritten } = recordOrdering(table)
  return [...byValue, ...asWritten].map(({ name }) => name)
}

/** What both orders begin with is an order of both sides. */
function addOrder(plan: TablePlan, renamed: Table): void {
  const [left, right] = [orderOf(renamed), orderOf(plan.right)]
  const end = left.findIndex((name, index) => name !== right[index])
  for (const name of end < 0 ? left : left.slice(0, end)) {
    const sorted = sortedColumn(plan, name)
    if (sorted === undefined) break
    plan.order.push(sorted)
  }
  if (!isSameList(renamed.primaryKey, plan.right.primaryKey)) return
  plan.key = renamed.primaryKey.map((name) => plan.columns.find((column) => column.name === name)!)
  plan.isUnique = plan.key.length > 0 && plan.order.length === plan.key.length
}

const isSameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, index) => name === b[index])

function sortedColumn({ columns, left, right }: TablePlan, name: string): SortedColumn | undefined {
  const column = columns.find((each) => each.name === name)
  if (!column) return undefined
  const forms = sortedForms(
    [left.columns[column.left]!, right.columns[column.right]!],
    [column.normalLeft, column.normalRight],
  )
  return forms && { column, sortLeft: forms[0], sortRight: forms[1] }
}
