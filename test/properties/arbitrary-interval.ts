import fc from 'fast-check'

/** ISO 8601 as PostgreSQL writes it: months up to a year's, minutes and seconds up to an hour's, each with its sign. */
export const arbitraryInterval = (): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.oneof(
        fc.constant(0),
        fc.integer({ min: -30, max: 30 }),
        fc.integer({ min: -100_000, max: 100_000 }),
      ),
      fc.oneof(fc.constant(0), fc.integer({ min: -40, max: 40 })),
      fc.oneof(
        fc.constant(0n),
        fc.bigInt({ min: -10_000_000n, max: 10_000_000n }),
        fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
      ),
    )
    .map(([months, days, microseconds]) => write(months, days, microseconds))

function write(months: number, days: number, microseconds: bigint): string {
  const date = part(Math.trunc(months / 12), 'Y') + part(months % 12, 'M') + part(days, 'D')
  const time =
    part(microseconds / 3_600_000_000n, 'H') +
    part((microseconds / 60_000_000n) % 60n, 'M') +
    seconds(microseconds % 60_000_000n)
  if (date === '' && time === '') return 'PT0S'
  return `P${date}${time === '' ? '' : `T${time}`}`
}

const part = (number: number | bigint, letter: string): string =>
  Number(number) === 0 ? '' : `${number}${letter}`

function seconds(microseconds: bigint): string {
  if (microseconds === 0n) return ''
  const size = microseconds < 0n ? -microseconds : microseconds
  const fraction = String(size % 1_000_000n)
    .padStart(6, '0')
    .replace(/0+$/, '')
  return `${microseconds < 0n ? '-' : ''}${size / 1_000_000n}${fraction === '' ? '' : `.${fraction}`}S`
}
