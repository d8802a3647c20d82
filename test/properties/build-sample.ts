import { type Column, type ColumnType, isIdentity, type ReferenceAction } from '../../lib/schema/table.ts'
import type { ColumnSeed } from './arbitrary-column.ts'
import type { KeySeed, ReferenceSeed, SampleSeed, TableSeed } from './arbitrary-sample.ts'
import { type Cell, integerLimits } from './arbitrary-value.ts'
import { type Ground, lesser } from './common-ground.ts'
import { NameSet } from './name-set.ts'
import { compareCells, difference, recordOrder } from './record-order.ts'
import type { Sample, SampleTable } from './sample.ts'

/** Types of columns that every engine takes into a key and finds equal where their values are. */
const keyTypes = new Set<ColumnType>([
  'boolean',
  'integer',
  'decimal',
  'text',
  'binary',
  'date',
  'time',
  'timestamp',
  'timestamptz',
  'uuid',
  'enum',
  'bit',
  'inet',
])

/** Types that every engine lets refer to each other. */
const referenceTypes = new Set<ColumnType>([
  'integer',
  'decimal',
  'text',
  'binary',
  'date',
  'timestamp',
  'uuid',
])

/** Types with constants that every engine takes for a default. */
const defaultTypes = new Set<ColumnType>(['boolean', 'integer', 'decimal', 'text', 'date', 'uuid', 'enum'])

interface Draft extends SampleTable {
  /** A record's cells, in the order of the columns. */
  rows: Cell[][]
  names: NameSet
  keyNames: NameSet
}

/** Makes tables and records of numbers and wishes: names that are free, keys that are unique, references that are met. */
export function buildSample(seed: SampleSeed, ground: Ground): Sample {
  const tableNames = new NameSet(ground, 'table')
  const drafts = seed.tables.flatMap((table) => {
    const name = tableNames.take(table.name)
    return name === undefined ? [] : [draftTable(table, name, ground)]
  })
  const references = seed.references.flatMap((reference) => addReference(reference, drafts, ground))
  meetReferences(references)
  return {
    tables: drafts
      .map(finish)
      .sort((a, b) => Buffer.compare(Buffer.from(a.table.name), Buffer.from(b.table.name))),
  }
}

function draftTable(seed: TableSeed, name: string, ground: Ground): Draft {
  const names = new NameSet(ground, 'column')
  const seeds = seed.columns.flatMap((column) => {
    const free = names.take(column.name)
    return free === undefined ? [] : [{ ...column, name: free }]
  })
  const usable = seeds.length > 0 ? seeds : [{ ...seed.columns[0]!, name: 'a' }]
  const keyNames = new NameSet(ground, 'key')
  const primaryKey = pick(seed.primaryKey, usable.filter(isKeyColumn)).map((column) => column.name)
  const uniques = keysOf(seed.uniques, usable.filter(isKeyColumn), keyNames, [primaryKey])
  const indexes = keysOf(seed.indexes, usable.filter(isKeyColumn), keyNames, [
    primaryKey,
    ...uniques.map(({ columns }) => columns),
  ])
  const columns = usable.map((column) => columnOf(column, primaryKey))
  const keyed = primaryKey.length === 0 ? [] : [primaryKey, ...uniques.map((unique) => unique.columns)].flat()
  const rows = Array.from({ length: seed.records }, (_, record) =>
    usable.map((column, place) => cellOf(column, columns[place]!, record, keyed)),
  )
  const table = { name, columns, primaryKey, uniques, indexes, foreignKeys: [] }
  const draft: Draft = { table, records: [], rows, names, keyNames }
  keepUnique(draft)
  if (seed.isIdentity) number(draft, seed.gap, ground)
  return draft
}

const isKeyColumn = ({ type, isLong }: ColumnSeed): boolean => keyTypes.has(type.type) && !isLong

/** The columns at these places, each once. */
const pick = <Item>(places: readonly number[], items: readonly Item[]): Item[] =>
  items.length === 0 ? [] : [...new Set(places.map((place) => items[place % items.length]!))]

function keysOf(
  seeds: readonly KeySeed[],
  columns: readonly ColumnSeed[],
  names: NameSet,
  taken: readonly (readonly string[])[],
) {
  const known = new Set(taken.map((key) => key.join('\0')))
  return seeds.flatMap((seed) => {
    const key = pick(seed.columns, columns).map((column) => column.name)
    const name = names.take(seed.name)
    if (key.length === 0 || name === undefined || known.has(key.join('\0'))) return []
    known.add(key.join('\0'))
    return [{ name, columns: key }]
  })
}

function columnOf(
  { name, type, nullable, hasDefault, isLong, cells }: ColumnSeed,
  primaryKey: readonly string[],
): Column {
  const takesNull = nullable && !primaryKey.includes(name)
  const constant = hasDefault && !isLong && defaultTypes.has(type.type) ? JSON.parse(cells[0]!) : undefined
  const isConstant = ['string', 'number', 'boolean'].includes(typeof constant)
  return {
    name,
    ...type,
    native: 'none',
    nullable: takesNull,
    ...(isConstant ? { default: { value: constant } } : {}),
    ...(hasDefault && type.type === 'timestamp' ? { default: { now: true as const } } : {}),
  }
}

/** Where a stranger stands among others docs/dump-format.md does not say: only a primary key of others tells. */
function cellOf(seed: ColumnSeed, column: Column, record: number, keys: readonly string[]): Cell {
  if (column.nullable && seed.nulls[record]) return 'null'
  const isOrdered = keys.length > 0 && !keys.includes(column.name)
  return (isOrdered ? seed.strangers[record] : undefined) ?? seed.cells[record]!
}

/** Without records whose keys an earlier one has. */
function keepUnique(draft: Draft): void {
  const { columns, primaryKey, uniques } = draft.table
  for (const key of [primaryKey, ...uniques.map((unique) => unique.columns)]) {
    if (key.length === 0) continue
    const places = key.map((name) => columns.findIndex((column) => column.name === name))
    const isSame = (a: Cell[], b: Cell[]) =>
      places.every((place) => a[place] !== 'null' && isEqual(columns[place]!, a[place]!, b[place]!))
    draft.rows = draft.rows.filter(
      (row, index) => !draft.rows.slice(0, index).some((earlier) => isSame(earlier, row)),
    )
  }
}

/** By value: 1.0 is 1.00. */
function isEqual(column: Column, a: Cell, b: Cell): boolean {
  if (column.type === 'decimal' && a !== b && /\d/.test(a) && /\d/.test(b)) return strip(a) === strip(b)
  return compareCells(column)(a, b) === 0
}

const strip = (cell: Cell): string =>
  cell
    .replaceAll('"', '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')

/** Lets the engine number the primary key, where it is one column of integers with room above its highest value. */
function number(draft: Draft, gap: number, ground: Ground): void {
  const { columns, primaryKey } = draft.table
  const place = columns.findIndex((column) => column.name === primaryKey[0])
  const column = columns[place]
  if (primaryKey.length !== 1 || column?.type !== 'integer') return
  const limit = lesser(integerLimits(column)[1], ground.identity)
  draft.rows = draft.rows.filter((row) => isIntegerBelow(row[place]!, limit))
  const highest =
    draft.rows
      .map((row) => asInteger(row[place]!))
      .sort(difference)
      .at(-1) ?? 0n
  const following = (highest < 0n ? 0n : highest) + 1n
  const possible = following + BigInt(gap) > limit ? following : following + BigInt(gap)
  delete column.default
  column.generated = 'identity'
  column.next = possible > BigInt(Number.MAX_SAFE_INTEGER) ? String(possible) : Number(possible)
}

const asInteger = (cell: Cell): bigint => BigInt(cell.replaceAll('"', ''))

const isIntegerBelow = (cell: Cell, limit: bigint): boolean =>
  /^"?-?\d+"?$/.test(cell) && asInteger(cell) < limit

interface Reference {
  child: Draft
  parent: Draft
  places: { child: number; parent: number }[]
  seed: ReferenceSeed
  nullable: boolean
}

function addReference(seed: ReferenceSeed, drafts: readonly Draft[], ground: Ground): Reference[] {
  const [child, parent] = [drafts[seed.child % drafts.length], drafts[seed.parent % drafts.length]]
  if (child === undefined || parent === undefined) return []
  const keys = [parent.table.primaryKey, ...parent.table.uniques.map(({ columns }) => columns)].filter(
    (key) => isReferable(parent, key),
  )
  const key = keys[seed.key % keys.length]
  const name = child.keyNames.take(seed.name)
  if (key === undefined || name === undefined) return []
  const references = key.map((column) => parent.table.columns.find((candidate) => candidate.name === column)!)
  const columns = references.map(
    (column, index) =>
      child.names.take(seed.columnNames[index]!) ?? child.names.take(`${column.name}_${index}`),
  )
  if (columns.includes(undefined)) return []
  const made = references.map((column, index) => referringColumn(column, columns[index]!, seed.nullable))
  const first = child.table.columns.length
  child.table.columns.push(...made)
  for (const row of child.rows) row.push(...made.map(() => 'null'))
  const action = (wanted: ReferenceAction) => possibleAction(wanted, seed.nullable, ground)
  const canUpdate =
    ground.cascadesToNotNull || seed.nullable || references.every((column) => !column.nullable)
  child.table.foreignKeys.push({
    name,
    columns: made.map((column) => column.name),
    references: { table: parent.table.name, columns: [...key] },
    onDelete: action(seed.onDelete),
    onUpdate: canUpdate ? action(seed.onUpdate) : 'no action',
    ...(ground.deferrable && seed.deferrable !== 'none' && seed.deferrable !== undefined
      ? { deferrable: seed.deferrable }
      : {}),
  })
  const places = references.map((column, index) => ({
    child: first + index,
    parent: parent.table.columns.indexOf(column),
  }))
  return [{ child, parent, places, seed, nullable: seed.nullable }]
}

const isReferable = ({ table }: Draft, key: readonly string[]): boolean =>
  key.length > 0 &&
  key.every((name) => referenceTypes.has(table.columns.find((column) => column.name === name)!.type))

function referringColumn(column: Column, name: string, nullable: boolean): Column {
  const { generated: _, next: __, default: ___, ...rest } = column
  return { ...rest, name, nullable }
}

/** What becomes null must be able to, and a default must be there. */
function possibleAction(wanted: ReferenceAction, nullable: boolean, ground: Ground): ReferenceAction {
  if (wanted === 'set null' && !nullable) return 'cascade'
  return wanted === 'set default' && !(ground.referenceDefaults && nullable) ? 'no action' : wanted
}

/** Drops records that must refer to one where there is none, and then those that referred to them; fills in the others. */
function meetReferences(references: readonly Reference[]): void {
  for (let isSettled = false; !isSettled; ) {
    const empty = references.filter(
      ({ child, nullable, ...rest }) =>
        !nullable && child.rows.length > 0 && possibleParents(rest).length === 0,
    )
    for (const { child } of empty) child.rows = []
    isSettled = empty.length === 0
  }
  for (const reference of references) fillIn(reference)
}

const possibleParents = ({ parent, places }: Pick<Reference, 'parent' | 'places'>): Cell[][] =>
  parent.rows.filter((row) => places.every((place) => row[place.parent] !== 'null'))

function fillIn({ child, parent, places, seed, nullable }: Reference): void {
  const parents = possibleParents({ parent, places })
  child.rows.forEach((row, record) => {
    if (parents.length === 0 || (nullable && seed.nulls[record])) return
    const chosen = parents[seed.records[record]! % parents.length]!
    for (const place of places) row[place.child] = chosen[place.parent]!
  })
}

function finish({ table, rows }: Draft): SampleTable {
  const identity = table.columns.find(isIdentity)
  if (identity) identity.nullable = false
  const sorted = [...rows].sort(recordOrder(table))
  const names = table.columns.map((column) => JSON.stringify(column.name))
  return {
    table,
    records: sorted.map((row) => `{${row.map((cell, place) => `${names[place]}:${cell}`).join(',')}}`),
  }
}
