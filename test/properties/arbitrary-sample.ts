import fc from 'fast-check'
import type { ForeignKey, ReferenceAction } from '../../lib/schema/table.ts'
import { arbitraryColumn, type ColumnSeed, eachRecord, mostRecords } from './arbitrary-column.ts'
import { arbitraryName } from './arbitrary-name.ts'
import { buildSample } from './build-sample.ts'
import type { Ground } from './common-ground.ts'
import type { Sample } from './sample.ts'

/*
 * What is drawn knows nothing of each other: columns, keys and references are numbers that build-sample.ts takes
 * modulo what there is. So every part shrinks by itself.
 */

export interface TableSeed {
  name: string
  columns: ColumnSeed[]
  records: number
  /** Places of columns; empty for none. */
  primaryKey: number[]
  isIdentity: boolean
  /** Of the identity, above its highest value. */
  gap: number
  uniques: KeySeed[]
  indexes: KeySeed[]
}

export interface KeySeed {
  name: string
  columns: number[]
}

export interface ReferenceSeed {
  name: string
  child: number
  parent: number
  /** Which of the parent's keys. */
  key: number
  columnNames: string[]
  nullable: boolean
  nulls: boolean[]
  /** Which of the parent's records, for each of the child's. */
  records: number[]
  onDelete: ReferenceAction
  onUpdate: ReferenceAction
  deferrable: ForeignKey['deferrable'] | 'none'
}

export interface SampleSeed {
  tables: TableSeed[]
  references: ReferenceSeed[]
}

/** Tables and records that both engines of the ground hold. */
export const arbitrarySample = (ground: Ground): fc.Arbitrary<Sample> =>
  arbitrarySeed(ground)
    .map((seed) => buildSample(seed, ground))
    .filter(({ tables }) => tables.length > 0)

const name = arbitraryName()
const place = fc.nat(7)

const arbitraryKey = fc.record({ name, columns: fc.array(place, { minLength: 1, maxLength: 3 }) })

function arbitrarySeed(ground: Ground): fc.Arbitrary<SampleSeed> {
  const table: fc.Arbitrary<TableSeed> = fc.record({
    name,
    columns: fc.array(arbitraryColumn(name, ground), { minLength: 1, maxLength: 7 }),
    records: fc.nat(mostRecords),
    primaryKey: fc.oneof<fc.WeightedArbitrary<number[]>[]>(
      { weight: 3, arbitrary: fc.constant<number[]>([]) },
      { weight: 4, arbitrary: place.map((only) => [only]) },
      { weight: 2, arbitrary: fc.array(place, { minLength: 2, maxLength: 3 }) },
    ),
    isIdentity: fc.boolean(),
    gap: fc.oneof(fc.constant(0), fc.nat(1000)),
    uniques: fc.array(arbitraryKey, { maxLength: 2 }),
    indexes: fc.array(arbitraryKey, { maxLength: 2 }),
  })
  const reference: fc.Arbitrary<ReferenceSeed> = fc.record({
    name,
    child: fc.nat(4),
    parent: fc.nat(4),
    key: fc.nat(2),
    columnNames: fc.array(name, { minLength: 3, maxLength: 3 }),
    nullable: fc.boolean(),
    nulls: eachRecord(fc.nat(3).map((number) => number === 3)),
    records: eachRecord(fc.nat(mostRecords)),
    onDelete: fc.constantFrom<ReferenceAction>('no action', 'cascade', 'restrict', 'set null', 'set default'),
    onUpdate: fc.constantFrom<ReferenceAction>('no action', 'cascade', 'restrict', 'set null', 'set default'),
    deferrable: fc.constantFrom('none', 'none', 'immediate', 'deferred'),
  })
  return fc.record({
    tables: fc.oneof(
      { weight: 3, arbitrary: fc.array(table, { minLength: 1, maxLength: 2 }) },
      { weight: 2, arbitrary: fc.array(table, { minLength: 3, maxLength: 5 }) },
    ),
    references: fc.array(reference, { maxLength: 4 }),
  })
}
