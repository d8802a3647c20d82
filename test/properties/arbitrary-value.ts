import fc from 'fast-check'
import { formatFloat } from '../../lib/canonical/float.ts'
import type { LogicalType } from '../../lib/schema/logical-type.ts'
import { arbitraryDocument } from './arbitrary-document.ts'
import { arbitraryGeometry } from './arbitrary-geometry.ts'
import { arbitraryInet } from './arbitrary-inet.ts'
import { arbitraryInterval } from './arbitrary-interval.ts'
import { arbitraryDate, arbitraryTime, arbitraryTimestamp } from './arbitrary-moment.ts'
import { arbitraryText } from './arbitrary-text.ts'
import type { Ground } from './common-ground.ts'

/** Canonical JSON of a cell that is not null (docs/dump-format.md, "Values"). */
export type Cell = string

/** Values of a column, at their limits more often than not. `isLong`: also such as no key could have. */
export function arbitraryValue(type: LogicalType, ground: Ground, isLong: boolean): fc.Arbitrary<Cell> {
  switch (type.type) {
    case 'boolean':
      return ground.booleanNumbers
        ? fc.oneof(
            { weight: 4, arbitrary: fc.constantFrom('true', 'false') },
            { weight: 1, arbitrary: fc.constantFrom('2', '-1', '127', '-128') },
          )
        : fc.constantFrom('true', 'false')
    case 'integer':
      return arbitraryInteger(type)
    case 'decimal':
      return arbitraryDecimal(type, ground)
    case 'float':
      return arbitraryFloat(type, ground)
    case 'text':
      return arbitraryText(type, ground, isLong).map(quote)
    case 'binary':
      return arbitraryBinary(type, isLong)
    case 'date':
      return arbitraryDate(ground).map(quote)
    case 'time':
      return arbitraryTime(type, ground).map(quote)
    case 'timestamp':
    case 'timestamptz':
      return arbitraryTimestamp(type, ground).map(quote)
    case 'json':
      return arbitraryDocument(ground)
    case 'uuid':
      return arbitraryUuid().map(quote)
    case 'enum':
      return fc.constantFrom(...type.values!.map(quote))
    case 'set':
      return fc.subarray(type.values!).map((members) => JSON.stringify(members))
    case 'array':
      return arbitraryArray(type, ground)
    case 'inet':
      return arbitraryInet().map(quote)
    case 'interval':
      return arbitraryInterval().map(quote)
    case 'bit':
      return arbitraryBits(type).map(quote)
    case 'range':
      return fc.constantFrom(...ranges.map(quote))
    case 'geometry':
      return arbitraryGeometry().map(quote)
    case 'other':
      return arbitraryText({}, ground, isLong).map(quote)
  }
}

const quote = (text: string): Cell => JSON.stringify(text)

const ranges = [
  'empty',
  '(,)',
  '[1,5)',
  '[2026-01-01,infinity)',
  '["2026-01-01 10:00:00",)',
  '["a\\"b","c,d"]',
  '{[1,2),[5,6)}',
]

/** The lowest and the highest value of an integer column. */
export function integerLimits({ bits = 64, unsigned }: LogicalType): [bigint, bigint] {
  const size = 2n ** BigInt(bits)
  return unsigned ? [0n, size - 1n] : [-size / 2n, size / 2n - 1n]
}

function arbitraryInteger(type: LogicalType): fc.Arbitrary<Cell> {
  const [min, max] = integerLimits(type)
  const safe = 2n ** 53n
  const edges = [
    0n,
    1n,
    -1n,
    min,
    max,
    min + 1n,
    max - 1n,
    safe - 1n,
    safe,
    safe + 1n,
    -safe,
    1n - safe,
    -1n - safe,
  ]
  const possible = edges.filter((edge) => edge >= min && edge <= max)
  return fc
    .oneof(
      fc.constantFrom(...possible),
      fc.bigInt({ min: min > -100n ? min : -100n, max: max < 100n ? max : 100n }),
      fc.bigInt({ min, max }),
    )
    .map(writeInteger)
}

export const writeInteger = (value: bigint): Cell =>
  BigInt.asIntN(54, value) === value && value !== -(2n ** 53n) ? String(value) : quote(String(value))

function arbitraryDecimal({ precision, scale, unsigned }: LogicalType, ground: Ground): fc.Arbitrary<Cell> {
  if (precision === undefined) return arbitraryFreeDecimal().map(quote)
  const max = 10n ** BigInt(precision) - 1n
  const min = unsigned ? 0n : -max
  const unit = 10n ** BigInt(scale ?? 0)
  const edges = [0n, 1n, -1n, min, max, unit, -unit, unit / 10n, max / 2n].filter(
    (edge) => edge >= min && edge <= max,
  )
  const finite = fc
    .oneof(
      fc.constantFrom(...edges),
      fc.bigInt({ min, max }),
      fc.bigInt({ min: min < -999n ? -999n : min, max: max > 999n ? 999n : max }),
    )
    .map((digits) => fixedNotation(digits, scale ?? 0))
  if (!ground.decimalNaN) return finite.map(quote)
  return fc.oneof({ weight: 15, arbitrary: finite }, { weight: 1, arbitrary: fc.constant('NaN') }).map(quote)
}

function fixedNotation(digits: bigint, scale: number): string {
  if (scale === 0) return String(digits)
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0')
  return `${digits < 0n ? '-' : ''}${text.slice(0, -scale)}.${text.slice(-scale)}`
}

/** Of any number of digits: every engine keeps such as PostgreSQL's numeric does, or as text. */
const arbitraryFreeDecimal = (): fc.Arbitrary<string> =>
  fc.oneof(
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        '0',
        '1',
        '-1',
        '1.0',
        '1.00',
        '-1.0',
        '0.0',
        '0.00',
        '10',
        '9',
        '0.1',
        '123456789012345678901234567890.5',
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'NaN',
        'Infinity',
        '-Infinity',
        `0.${'0'.repeat(29)}1`,
        '9'.repeat(65),
        `-${'9'.repeat(70)}.5`,
        `0.${'0'.repeat(40)}1`,
      ),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat(22))
        .map(([digits, scale]) => fixedNotation(digits, scale)),
    },
  )

const doubles = [
  0,
  1,
  -1,
  0.1,
  0.1234567890123456,
  1e300,
  -1e300,
  5e-324,
  2.2250738585072014e-308,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  1e21,
  1e20,
  123456789012345680000,
  1e-7,
  1e-6,
  9007199254740992,
  1 / 3,
  4.35,
  0.000001234,
  1e15,
  1e16,
  123456.789e3,
]
const singles = [
  0,
  1,
  -1,
  0.1,
  16777216,
  16777215,
  3.4028235e38,
  -3.4028235e38,
  1.1754944e-38,
  1e-45,
  1.5e-42,
  1e10,
  1e21,
  1e-7,
  8388608.5,
  123456.79,
  1 / 3,
]

function arbitraryFloat({ bits }: LogicalType, ground: Ground): fc.Arbitrary<Cell> {
  const isSingle = bits === 32
  const edges = isSingle ? singles.map(Math.fround) : doubles
  const special = [
    ...(ground.negativeZero ? [-0] : []),
    ...(ground.floatSpecials ? [Number.NaN, Infinity, -Infinity] : []),
  ]
  const options = { noNaN: true, noDefaultInfinity: true }
  return fc
    .oneof(
      { weight: 4, arbitrary: fc.constantFrom(...edges) },
      { weight: 4, arbitrary: (isSingle ? fc.float(options) : fc.double(options)).map((value) => value + 0) },
      ...(special.length > 0 ? [{ weight: 2, arbitrary: fc.constantFrom(...special) }] : []),
    )
    .map((value) => writeFloat(value, isSingle ? 32 : 64))
}

function writeFloat(value: number, bits: 32 | 64): Cell {
  const text = formatFloat(value, bits)
  return Number.isFinite(value) ? text : quote(text)
}

function arbitraryBinary({ length, fixed }: LogicalType, isLong: boolean): fc.Arbitrary<Cell> {
  const most = length ?? 100
  const edges = [
    '',
    '\0',
    '\0\0',
    'a',
    'AAE=',
    '\\x00',
    "'",
    '\xff',
    '\xff\xfe',
    ' ',
    'a\0',
    '\\N',
    '\r\n',
  ].map((text) => Buffer.from(text, 'latin1'))
  const short = fc.oneof(
    fc.constantFrom(...edges),
    fc.uint8Array({ maxLength: Math.min(most, 40) }).map((bytes) => Buffer.from(bytes)),
  )
  const long = fc.integer({ min: 1, max: 100_000 }).map((size) => Buffer.alloc(size, 'ab\0\xff', 'latin1'))
  return fc
    .oneof({ weight: 20, arbitrary: short }, { weight: isLong ? 1 : 0, arbitrary: long })
    .map((bytes) => ofLength(bytes, length, fixed))
    .map((bytes) => quote(bytes.toString('base64')))
}

function ofLength(bytes: Buffer, length: number | undefined, fixed: true | undefined): Buffer {
  if (length === undefined || (!fixed && bytes.length <= length)) return bytes
  return Buffer.concat([bytes, Buffer.alloc(length)]).subarray(0, length)
}

const arbitraryUuid = (): fc.Arbitrary<string> =>
  fc
    .oneof(
      {
        weight: 1,
        arbitrary: fc.constantFrom('0'.repeat(32), 'f'.repeat(32), '0123456789abcdef0123456789abcdef'),
      },
      {
        weight: 3,
        arbitrary: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 }),
      },
    )
    .map((digits) => digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'))

function arbitraryBits({ length = 70, fixed }: LogicalType): fc.Arbitrary<string> {
  const edges = ['0'.repeat(length), '1'.repeat(length), `1${'0'.repeat(length - 1)}`]
  const any = fc.string({ unit: fc.constantFrom('0', '1'), minLength: fixed ? length : 0, maxLength: length })
  return fc.oneof(fc.constantFrom(...edges), any)
}

function arbitraryArray(type: LogicalType, ground: Ground): fc.Arbitrary<Cell> {
  const { element, type: _, ...rest } = type
  const plain = arbitraryValue({ ...rest, type: element! }, ground, false)
  // An array in an array is a dimension; a document that is one is tagged.
  const isDocument = element === 'json'
  const item = plain.map((cell) => (isDocument && cell.startsWith('[') ? `{"$json":${cell}}` : cell))
  const cell = fc.oneof({ weight: 5, arbitrary: item }, { weight: 1, arbitrary: fc.constant('null') })
  const flat = fc.array(cell, { maxLength: 4 }).map(list)
  const grid = fc
    .tuple(
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 3 }),
      fc.array(cell, { minLength: 9, maxLength: 9 }),
    )
    .map(([rows, columns, cells]) =>
      list(Array.from({ length: rows }, (_, row) => list(cells.slice(row * columns, (row + 1) * columns)))),
    )
  const ragged = fc.array(flat, { maxLength: 3 }).map(list)
  return fc.oneof(
    { weight: 4, arbitrary: flat },
    { weight: 2, arbitrary: grid },
    ...(ground.rectangularArrays ? [] : [{ weight: 1, arbitrary: ragged }]),
  )
}

const list = (cells: readonly Cell[]): Cell => `[${cells.join(',')}]`
