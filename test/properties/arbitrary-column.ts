import fc from 'fast-check'
import type { LogicalType } from '../../lib/schema/logical-type.ts'
import type { ColumnType } from '../../lib/schema/table.ts'
import { arbitraryValue, type Cell } from './arbitrary-value.ts'
import type { Ground } from './common-ground.ts'

/** How many records a table has at most: each column comes with a value for each. */
export const mostRecords = 8

export interface ColumnSeed {
  name: string
  type: LogicalType
  nullable: boolean
  /** May hold values that no key takes. */
  isLong: boolean
  cells: Cell[]
  nulls: boolean[]
  /** Cells of another kind than the column, where a record has one. */
  strangers: (Cell | undefined)[]
  hasDefault: boolean
}

/** A column of any type that the ground has, with its values; `name` is what it would like to be called. */
export const arbitraryColumn = (name: fc.Arbitrary<string>, ground: Ground): fc.Arbitrary<ColumnSeed> =>
  fc
    .tuple(
      arbitraryType(ground),
      fc.nat(5).map((number) => number === 5),
    )
    .chain(([type, isLong]) =>
      fc.record({
        name,
        type: fc.constant(type),
        nullable: fc.boolean(),
        isLong: fc.constant(isLong),
        cells: eachRecord(arbitraryValue(type, ground, isLong)),
        nulls: eachRecord(fc.nat(4).map((number) => number === 4)),
        strangers: eachRecord(arbitraryStranger(type, ground)),
        hasDefault: fc.nat(4).map((number) => number === 4),
      }),
    )

export const eachRecord = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value[]> =>
  fc.array(value, { minLength: mostRecords, maxLength: mostRecords })

function arbitraryStranger(type: LogicalType, ground: Ground): fc.Arbitrary<Cell | undefined> {
  const strangers = ground.strangers ? (strangersOf[type.type] ?? []) : []
  if (strangers.length === 0) return fc.constant(undefined)
  return fc.oneof(
    { weight: 30, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(...strangers) },
  )
}

/** Cells of another kind than their column: SQLite gives them back, unless the column's affinity would make them its own. */
const strangersOf: Partial<Record<ColumnType, readonly Cell[]>> = {
  boolean: ['{"$text":"abc"}', '{"$real":1.5}', '{"$blob":"AAE="}'],
  integer: ['{"$text":"abc"}', '{"$text":""}', '{"$real":1.5}', '{"$blob":""}'],
  float: ['{"$text":"abc"}', '{"$blob":"AAE="}'],
  text: ['{"$blob":"AAE="}', '{"$invalid":"/w=="}'],
  binary: ['{"$integer":5}', '{"$real":1.5}', '{"$text":"abc"}'],
  date: ['{"$text":"not a date"}', '{"$blob":"AAE="}'],
  uuid: ['{"$blob":"AAE="}'],
}

const arbitraryType = (ground: Ground): fc.Arbitrary<LogicalType> =>
  fc.oneof(...weights.map(([weight, make]) => ({ weight, arbitrary: make(ground) })))

const bits = [8, 16, 24, 32, 64] as const
const isUnsigned = fc.nat(2).map((number) => (number === 2 ? { unsigned: true as const } : {}))
const fraction = fc.constantFrom(6, 6, 3, 0)
const plain = (type: ColumnType) => (): fc.Arbitrary<LogicalType> => fc.constant({ type })
const timed = (type: ColumnType) => (): fc.Arbitrary<LogicalType> =>
  fraction.map((precision) => ({ type, precision }))

function arbitraryDecimalType(ground: Ground): fc.Arbitrary<LogicalType> {
  const usual = fc.constantFrom(
    [10, 2],
    [5, 0],
    [15, 5],
    [16, 4],
    [18, 18],
    [1, 0],
    [65, 30],
    [38, 10],
    [30, 30],
    [100, 50],
  )
  const declared = usual
    .filter(([precision = 0, scale = 0]) => precision <= ground.precision && scale <= ground.scale)
    .chain(([precision, scale]) =>
      isUnsigned.map(
        (sign): LogicalType => ({ type: 'decimal', ...sign, precision: precision!, scale: scale! }),
      ),
    )
  return fc.oneof(
    { weight: 3, arbitrary: declared },
    { weight: 1, arbitrary: fc.constant<LogicalType>({ type: 'decimal' }) },
  )
}

const arbitraryTextType = (): fc.Arbitrary<LogicalType> =>
  fc.oneof(
    fc.constant<LogicalType>({ type: 'text' }),
    fc.constantFrom(1, 2, 20, 100, 191, 255).map((length): LogicalType => ({ type: 'text', length })),
    fc.constantFrom(1, 3, 10, 255).map((length): LogicalType => ({ type: 'text', length, fixed: true })),
  )

const arbitraryBinaryType = (): fc.Arbitrary<LogicalType> =>
  fc.oneof(
    fc.constant<LogicalType>({ type: 'binary' }),
    fc.constantFrom(1, 16, 100).map((length): LogicalType => ({ type: 'binary', length })),
    fc.constantFrom(1, 3, 16).map((length): LogicalType => ({ type: 'binary', length, fixed: true })),
  )

const arbitraryBitType = (): fc.Arbitrary<LogicalType> =>
  fc.oneof(
    fc.constant<LogicalType>({ type: 'bit' }),
    fc.constantFrom(1, 7, 64, 70).map((length): LogicalType => ({ type: 'bit', length })),
    fc.constantFrom(1, 2, 8, 13, 64, 65).map((length): LogicalType => ({ type: 'bit', length, fixed: true })),
  )

/** Of enums and sets. */
function members(ground: Ground, minLength: number): fc.Arbitrary<string[]> {
  // biome-ignore format: a list
  const words = [
    'a', 'b', 'A', 'red', 'green', '', ' ', 'a ', "it's", 'a,b', '"', '\\', '\\N', 'é', 'e\u0301', '漢', '😀', '0', '1', 'null', 'a\nb', '*/', 'a\r',
    ...(ground.nul ? ['a\0b'] : []),
  ]
  return fc.uniqueArray(fc.constantFrom(...words), { minLength, maxLength: 6 })
}

const arbitraryArrayType = (): fc.Arbitrary<LogicalType> =>
  fc.constantFrom<LogicalType>(
    { type: 'array', bits: 32, element: 'integer' },
    { type: 'array', bits: 64, element: 'integer' },
    { type: 'array', element: 'text' },
    { type: 'array', length: 20, element: 'text' },
    { type: 'array', element: 'boolean' },
    { type: 'array', precision: 10, scale: 2, element: 'decimal' },
    { type: 'array', bits: 64, element: 'float' },
    { type: 'array', element: 'date' },
    { type: 'array', precision: 6, element: 'timestamp' },
    { type: 'array', precision: 6, element: 'timestamptz' },
    { type: 'array', element: 'uuid' },
    { type: 'array', element: 'binary' },
    { type: 'array', element: 'json' },
  )

const weights: readonly (readonly [number, (ground: Ground) => fc.Arbitrary<LogicalType>])[] = [
  [2, plain('boolean')],
  [
    4,
    () =>
      fc
        .tuple(fc.constantFrom(...bits), isUnsigned)
        .map(([size, sign]) => ({ type: 'integer', bits: size, ...sign })),
  ],
  [4, arbitraryDecimalType],
  [3, () => fc.constantFrom<LogicalType>({ type: 'float', bits: 64 }, { type: 'float', bits: 32 })],
  [6, arbitraryTextType],
  [3, arbitraryBinaryType],
  [2, plain('date')],
  [2, timed('time')],
  [3, timed('timestamp')],
  [2, timed('timestamptz')],
  [3, plain('json')],
  [2, plain('uuid')],
  [2, (ground) => members(ground, 1).map((values) => ({ type: 'enum', values }))],
  [2, (ground) => members(ground, 1).map((values) => ({ type: 'set', values }))],
  [3, arbitraryArrayType],
  [1, plain('inet')],
  [1, plain('interval')],
  [2, arbitraryBitType],
  [1, plain('range')],
  [1, plain('geometry')],
  [1, plain('other')],
]
