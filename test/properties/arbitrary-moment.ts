import fc from 'fast-check'
import type { LogicalType } from '../../lib/schema/logical-type.ts'
import type { Ground } from './common-ground.ts'

const two = (number: number): string => String(number).padStart(2, '0')

/** Year 0 is 1 BC. The era stands at the end of the whole value. */
interface Day {
  text: string
  era: string
}

function arbitraryDay(years: readonly [number, number], ground: Ground): fc.Arbitrary<Day> {
  const [first, last] = years
  const edges = [
    first,
    last,
    0,
    -43,
    1,
    99,
    100,
    1582,
    1899,
    1900,
    1969,
    1970,
    1999,
    2000,
    2024,
    2038,
    9999,
    10_000,
  ]
  const year = fc.oneof(
    fc.constantFrom(...edges.filter((edge) => edge >= first && edge <= last)),
    fc.integer({ min: 1900, max: 2100 }),
    fc.integer({ min: first, max: last }),
  )
  const day = fc.oneof(
    fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })),
    fc.constantFrom<[number, number]>([1, 1], [12, 31], [2, 28], [3, 31], [3, 29]),
  )
  const usual = fc.tuple(year, day).map(([number, [month, date]]) => writeDay(number, month, date))
  const zero = fc
    .constantFrom('0000-00-00', '2024-00-00', '2024-05-00', '0000-01-01')
    .map((text) => ({ text, era: '' }))
  return ground.zeroDates ? fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: zero }) : usual
}

function writeDay(year: number, month: number, date: number): Day {
  const shown = year > 0 ? year : 1 - year
  return { text: `${String(shown).padStart(4, '0')}-${two(month)}-${two(date)}`, era: year > 0 ? '' : ' BC' }
}

const withInfinity = (values: fc.Arbitrary<string>, ground: Ground): fc.Arbitrary<string> =>
  ground.infinity
    ? fc.oneof(
        { weight: 12, arbitrary: values },
        { weight: 1, arbitrary: fc.constantFrom('infinity', '-infinity') },
      )
    : values

export const arbitraryDate = (ground: Ground): fc.Arbitrary<string> =>
  withInfinity(
    arbitraryDay(ground.dateYears, ground).map(({ text, era }) => text + era),
    ground,
  )

/** Of so many digits, without trailing zeros, and with its point. */
function arbitraryFraction(precision: number): fc.Arbitrary<string> {
  if (precision === 0) return fc.constant('')
  const digits = fc.oneof(
    fc.constantFrom('', '9'.repeat(precision), `${'0'.repeat(precision - 1)}1`, '5'),
    fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: precision }),
  )
  return digits.map((text) => text.replace(/0+$/, '')).map((text) => (text === '' ? '' : `.${text}`))
}

export function arbitraryTimestamp(
  { type, precision = 6 }: LogicalType,
  ground: Ground,
): fc.Arbitrary<string> {
  const zone = type === 'timestamptz' ? 'Z' : ''
  const time = fc.oneof(
    fc.constantFrom('00:00:00', '23:59:59', '02:30:00', '12:00:00', '10:00:00'),
    fc.integer({ min: 0, max: 86_399 }).map(clock),
  )
  const usual = fc
    .tuple(arbitraryDay(ground.timestampYears, ground), time, arbitraryFraction(precision))
    .map(([day, text, fraction]) => `${day.text}T${text}${fraction}${zone}${day.era}`)
  return withInfinity(usual, ground)
}

function clock(seconds: number): string {
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

export function arbitraryTime({ precision = 6 }: LogicalType, ground: Ground): fc.Arbitrary<string> {
  const [first, last] = ground.times.map((limit) => Math.trunc(limit / 1e6)) as [number, number]
  const edges = [first, last, 0, 1, -1, 86_399, 86_400, 360_000]
  const seconds = fc.oneof(
    fc.constantFrom(...edges.filter((edge) => edge >= first && edge <= last)),
    fc.integer({ min: 0, max: 86_399 }),
    fc.integer({ min: first, max: last }),
  )
  return fc.tuple(seconds, arbitraryFraction(precision)).map(([number, fraction]) => {
    const size = Math.abs(number) * 1e6 + Number(`0${fraction}`) * 1e6
    const isWithin = size <= ground.times[1]
    return `${number < 0 ? '-' : ''}${clock(Math.abs(number))}${isWithin ? fraction : ''}`
  })
}
