import { isComputed, type Table } from '../../schema/table.ts'
import type { LoadPlan } from '../dialect.ts'
import { byName, foreignKeyStatement, parentLocation } from './ddl.ts'
import { type Location, locate, quoteLocation } from './location.ts'
import type { Session } from './session.ts'
import { type KeyPlace, readTouched, type SuspendedKey } from './suspension.ts'

/** A foreign key, with the tables in which its records and those that they refer to are now: real ones, or a trial's. */
export interface Reference {
  name: string
  child: Place
  /** Undefined where nothing will be: its table is cleared, and not loaded. */
  parent: Place | undefined
  parentLocation: Location
  columns: readonly string[]
  parentColumns: readonly string[]
  /** Of each parent column whose collation is another than the child's: the key compares under it. */
  collations: readonly (string | null)[]
  /** Whether all of `columns` may become null. */
  nullable: boolean
  /** MATCH FULL: null in some of its columns is an orphan too. */
  full: boolean
}

export interface Place {
  location: Location
  /** The same for a table and its partitions. */
  table: string
  /** In SQL, as FROM, UPDATE and DELETE take it. */
  relation: string
  /** Over bare column names: a partition's rows, where `relation` holds those of all. */
  condition?: string
  isLoaded: boolean
  /** Known of tables that are loaded. */
  description?: Table
}

/** Where a table's records are; undefined where there will be none. */
export type FindPlace = (location: Location, place: KeyPlace) => Place | undefined

/** Of a table that is no partition and has none. */
export const plainPlace: KeyPlace = { partitioned: false, root: null, condition: null }

/** Without those of children that will have no records. */
export function referencesOf(keys: readonly SuspendedKey[], find: FindPlace): Reference[] {
  return keys.flatMap((key) => {
    const child = find(key.child, key.childPlace)
    if (!child || !key.enforced) return []
    return [
      {
        name: key.name,
        child,
        parent: find(key.parent, key.parentPlace),
        parentLocation: key.parent,
        columns: key.childColumns,
        parentColumns: key.parentColumns,
        collations: key.collations,
        nullable: key.nullable,
        full: key.full,
      },
    ]
  })
}

export interface NewReference {
  reference: Reference
  /** Of the statement that makes it. */
  sql: string
  /** As a dump names it. */
  table: string
}

/** Of tables that the load makes: those whose parents there are. */
export async function newReferences(
  { session, schemas }: { session: Session; schemas: readonly string[] },
  created: readonly Table[],
  find: FindPlace,
): Promise<NewReference[]> {
  const named = byName(created)
  const keys = created.flatMap((table) => table.foreignKeys.map((key) => ({ table, key })))
  const parents = await readTouched(
    session,
    keys.map(({ key }) => parentLocation(key, schemas, named)),
  )
  const partitioned = new Map(parents.map((parent) => [quoteLocation(parent), parent.partitioned]))
  for (const table of created) partitioned.set(quoteLocation(locate(table, schemas)), false)
  return keys.flatMap(({ table, key }) => {
    const child = locate(table, schemas)
    const parent = parentLocation(key, schemas, named)
    const isPartitioned = partitioned.get(quoteLocation(parent))
    if (isPartitioned === undefined) return []
    const columns = table.columns.filter(({ name }) => key.columns.includes(name))
    const reference: Reference = {
      name: key.name,
      child: find(child, plainPlace)!,
      parent: find(parent, { ...plainPlace, partitioned: isPartitioned }),
      parentLocation: parent,
      columns: key.columns,
      parentColumns: key.references.columns,
      collations: [],
      nullable: columns.every((column) => column.nullable && !isComputed(column)),
      full: key.match === 'full',
    }
    return [
      {
        reference,
        sql: foreignKeyStatement(key, quoteLocation(child), quoteLocation(parent)),
        table: table.name,
      },
    ]
  })
}

/** By where they are. */
export const loadedTables = (plan: LoadPlan, schemas: readonly string[]): Map<string, Table> =>
  new Map(plan.loads.map(({ target }) => [quoteLocation(locate(target, schemas)), target]))

export const rootOf = (location: Location, { root }: KeyPlace): Location => root ?? location

/** Finds the tables themselves. */
export function findReal(loaded: ReadonlyMap<string, Table>): FindPlace {
  return (location, place) => {
    const table = quoteLocation(rootOf(location, place))
    const description = loaded.get(table)
    return {
      location,
      table,
      relation: `${place.partitioned ? '' : 'ONLY '}${quoteLocation(location)}`,
      isLoaded: description !== undefined,
      ...(description === undefined ? {} : { description }),
    }
  }
}
