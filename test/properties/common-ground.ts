import type { EngineName } from '../../lib/dialects/dialect.ts'

/**
 * What a database can hold, where engines differ. It alone says which samples a pair of engines is tried with; what it
 * leaves out is refused by the engine itself, or cannot be stored in it at all.
 */
export interface Ground {
  /** Longest name of a table or column. */
  nameBytes: number
  nameCharacters: number
  /** A table is a file, whose name spells most characters out in five: the longest that file systems take. */
  tableFileName: number
  /** Names may have characters beyond U+FFFF. */
  astralNames: boolean
  /** Names may end with a blank. */
  trailingBlanks: boolean
  /** Columns of one table may differ by case alone. */
  columnCase: boolean
  tableCase: boolean
  /** Names that no column can have. */
  systemColumns: readonly string[]
  /** U+0000 in text. */
  nul: boolean
  /** Other numbers than 0 and 1 in a boolean column. */
  booleanNumbers: boolean
  /** NaN and the infinities among floats. */
  floatSpecials: boolean
  /** −0 among floats. */
  negativeZero: boolean
  /** NaN in decimals of a declared scale. */
  decimalNaN: boolean
  /** Digits of a decimal, in all and after the point. */
  precision: number
  scale: number
  /** First and last year of dates and of timestamps; year 0 is 1 BC. */
  dateYears: readonly [number, number]
  timestampYears: readonly [number, number]
  /** `infinity` among dates and timestamps. */
  infinity: boolean
  /** `0000-00-00`, `2024-00-00`. */
  zeroDates: boolean
  /** Microseconds: the first and the last time. */
  times: readonly [number, number]
  /** Highest number of an identity column. */
  identity: bigint
  /** An array's inner arrays are of one length, and none is empty but the outermost. */
  rectangularArrays: boolean
  /** Columns may be compared with what they reference, whatever their type. */
  referenceDefaults: boolean
  deferrable: boolean
  /** An update may cascade from columns that take null to such as do not. */
  cascadesToNotNull: boolean
  /** Cells that are not what their column says. */
  strangers: boolean
  /** Halves of surrogate pairs, as escapes, in JSON. */
  halfSurrogates: boolean
}

const second = 1_000_000
const day = 24 * 3600 * second
const longTime = (838 * 3600 + 59 * 60 + 59) * second
const longestTime = longTime + 999_999
const longest = 2n ** 63n - 1n

const mysqlFamily: Ground = {
  nameBytes: 256,
  nameCharacters: 64,
  tableFileName: 250,
  astralNames: false,
  trailingBlanks: false,
  columnCase: false,
  tableCase: true,
  systemColumns: [],
  nul: true,
  booleanNumbers: true,
  floatSpecials: false,
  negativeZero: true,
  decimalNaN: false,
  precision: 65,
  scale: 30,
  dateYears: [1, 9999],
  timestampYears: [1, 9999],
  infinity: false,
  zeroDates: true,
  times: [-longTime, longTime],
  identity: 2n ** 64n - 2n,
  rectangularArrays: false,
  referenceDefaults: false,
  deferrable: false,
  cascadesToNotNull: true,
  strangers: false,
  halfSurrogates: true,
}

const grounds: Record<EngineName, Ground> = {
  sqlite: {
    nameBytes: 400,
    nameCharacters: 400,
    tableFileName: 1000,
    astralNames: true,
    trailingBlanks: true,
    columnCase: false,
    tableCase: false,
    systemColumns: [],
    nul: true,
    booleanNumbers: true,
    floatSpecials: true,
    negativeZero: true,
    decimalNaN: true,
    precision: 1000,
    scale: 900,
    dateYears: [-9999, 5_874_897],
    timestampYears: [-9999, 294_275],
    infinity: true,
    zeroDates: true,
    times: [-longestTime, longestTime],
    identity: longest,
    rectangularArrays: false,
    referenceDefaults: true,
    deferrable: true,
    cascadesToNotNull: true,
    strangers: true,
    halfSurrogates: true,
  },
  postgres: {
    nameBytes: 63,
    nameCharacters: 63,
    tableFileName: 1000,
    astralNames: true,
    trailingBlanks: true,
    columnCase: true,
    tableCase: true,
    systemColumns: ['tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid'],
    nul: false,
    booleanNumbers: false,
    floatSpecials: true,
    negativeZero: true,
    decimalNaN: true,
    precision: 1000,
    scale: 900,
    dateYears: [-4711, 5_874_896],
    timestampYears: [-4711, 294_275],
    infinity: true,
    zeroDates: false,
    times: [0, day],
    identity: longest,
    rectangularArrays: true,
    referenceDefaults: true,
    deferrable: true,
    cascadesToNotNull: true,
    strangers: false,
    halfSurrogates: true,
  },
  mysql: mysqlFamily,
  mariadb: {
    ...mysqlFamily,
    times: [-longestTime, longestTime],
    negativeZero: false,
    halfSurrogates: false,
    cascadesToNotNull: false,
  },
}

/** What both engines hold. */
export function commonGround(first: EngineName, second: EngineName): Ground {
  const [a, b] = [grounds[first], grounds[second]]
  return {
    nameBytes: Math.min(a.nameBytes, b.nameBytes),
    nameCharacters: Math.min(a.nameCharacters, b.nameCharacters),
    tableFileName: Math.min(a.tableFileName, b.tableFileName),
    astralNames: a.astralNames && b.astralNames,
    trailingBlanks: a.trailingBlanks && b.trailingBlanks,
    columnCase: a.columnCase && b.columnCase,
    tableCase: a.tableCase && b.tableCase,
    systemColumns: [...a.systemColumns, ...b.systemColumns],
    nul: a.nul && b.nul,
    booleanNumbers: a.booleanNumbers && b.booleanNumbers,
    floatSpecials: a.floatSpecials && b.floatSpecials,
    negativeZero: a.negativeZero && b.negativeZero,
    decimalNaN: a.decimalNaN && b.decimalNaN,
    precision: Math.min(a.precision, b.precision),
    scale: Math.min(a.scale, b.scale),
    dateYears: overlap(a.dateYears, b.dateYears),
    timestampYears: overlap(a.timestampYears, b.timestampYears),
    infinity: a.infinity && b.infinity,
    zeroDates: a.zeroDates && b.zeroDates,
    times: overlap(a.times, b.times),
    identity: lesser(a.identity, b.identity),
    rectangularArrays: a.rectangularArrays || b.rectangularArrays,
    referenceDefaults: a.referenceDefaults && b.referenceDefaults,
    deferrable: a.deferrable && b.deferrable,
    cascadesToNotNull: a.cascadesToNotNull && b.cascadesToNotNull,
    strangers: a.strangers && b.strangers,
    halfSurrogates: a.halfSurrogates && b.halfSurrogates,
  }
}

const overlap = (a: readonly [number, number], b: readonly [number, number]): readonly [number, number] => [
  Math.max(a[0], b[0]),
  Math.min(a[1], b[1]),
]

export function lesser(a: bigint, b: bigint): bigint {
  if (b < a) return b
  return a
}
