import type { Column } from '../../schema/table.ts'

/**
 * How an application writes the temporal values of a column: `YYYY-MM-DD HH:MM:SS[.ffffff]+00:00`.
 * In a dump it stands as `form`. The fraction is one of
 * `[.f]` as many digits as it takes; `.ffffff` always so many; `[.ffffff]` so many, or none where they are zeros.
 */
export interface TemporalForm {
  separator: ' ' | 'T'
  fraction: { kind: 'trimmed' } | { kind: 'always' | 'optional'; digits: number }
  /** What follows, as it stands: the zone. For a date, a time of zero. */
  suffix: string
}

const formPattern = /^(?:YYYY-MM-DD)?([ T]?)(?:HH:MM:SS)?(\[?)(?:\.(f+))?\]?(.*)$/s

export function parseForm(type: Column['type'], form: string): TemporalForm | undefined {
  if (type === 'date') return { ...defaultForm('date'), suffix: form.slice('YYYY-MM-DD'.length) }
  const [, separator, bracket, digits = '', suffix = ''] = formPattern.exec(form) ?? []
  if (separator === undefined) return undefined
  return {
    separator: separator === 'T' ? 'T' : ' ',
    fraction:
      digits.length < 2
        ? { kind: 'trimmed' }
        : { kind: bracket === '' ? 'always' : 'optional', digits: digits.length },
    suffix,
  }
}

export function formText(type: Column['type'], form: TemporalForm): string {
  if (type === 'date') return `YYYY-MM-DD${form.suffix}`
  const moment = type === 'time' ? 'HH:MM:SS' : `YYYY-MM-DD${form.separator}HH:MM:SS`
  return moment + fractionText(form.fraction) + form.suffix
}

function fractionText(fraction: TemporalForm['fraction']): string {
  if (fraction.kind === 'trimmed') return '[.f]'
  const digits = `.${'f'.repeat(fraction.digits)}`
  return fraction.kind === 'always' ? digits : `[${digits}]`
}

const isZoned = (suffix: string): boolean => suffix !== ''

const zones = new Set(['', 'Z', '+00:00', ' +00:00'])

const midnight = /^(?:[ T]00:00:00(?:\.0+)?)?$/

/** The form of a column that says nothing about it: as SQLite's own functions write. */
export const defaultForm = (type: Column['type']): TemporalForm => ({
  separator: ' ',
  fraction: { kind: 'trimmed' },
  suffix: type === 'timestamptz' ? 'Z' : '',
})

export function formOf(column: Column): TemporalForm {
  return (
    (column.form === undefined ? undefined : parseForm(column.type, column.form)) ?? defaultForm(column.type)
  )
}

export const isTemporal = (type: Column['type']): boolean =>
  type === 'date' || type === 'time' || type === 'timestamp' || type === 'timestamptz'

/** How many sampled values look alike. */
export interface Shape {
  /** What follows the date, up to the time. */
  separator: string
  /** Digits after the point; 0 where there is none. */
  digits: number
  /** The last digit of the fraction is 0. */
  padded: boolean
  /** The fraction is all zeros. */
  zero: boolean
  suffix: string
  count: number
}

/** The form that most of the sample has; undefined where nothing in it is temporal text. */
export function formOfSample(type: Column['type'], shapes: readonly Shape[]): TemporalForm | undefined {
  const usable = shapes.filter(
    (shape) =>
      (type === 'date' ? midnight.test(shape.suffix) : zones.has(shape.suffix)) &&
      (type === 'date' || type === 'time' || shape.separator === ' ' || shape.separator === 'T'),
  )
  if (usable.length === 0) return undefined
  const style = mostCommon(usable, (shape) => `${shape.separator}\n${shape.suffix}`)
  const alike = usable.filter((shape) => shape.separator === style.separator && shape.suffix === style.suffix)
  return {
    separator: style.separator === 'T' ? 'T' : ' ',
    fraction: fractionOf(alike),
    suffix: style.suffix,
  }
}

function fractionOf(shapes: readonly Shape[]): TemporalForm['fraction'] {
  const fractions = shapes.filter((shape) => shape.digits > 0)
  if (fractions.length === 0) return { kind: 'trimmed' }
  const lengths = new Set(fractions.map((shape) => shape.digits))
  const isFixed = lengths.size === 1 && (lengths.has(3) || lengths.has(6))
  if (!isFixed && !fractions.some((shape) => shape.padded)) return { kind: 'trimmed' }
  const { digits } = mostCommon(fractions, (shape) => String(shape.digits))
  const zeros = count(fractions.filter((shape) => shape.zero && shape.digits === digits))
  const without = count(shapes.filter((shape) => shape.digits === 0))
  return { kind: zeros >= without && zeros > 0 ? 'always' : 'optional', digits }
}

/** Whether the sample left open how a fraction of zeros is written; then the whole column must be asked. */
export function isUndecided(shapes: readonly Shape[], form: TemporalForm): boolean {
  return form.fraction.kind === 'optional' && !shapes.some((shape) => shape.digits === 0 || shape.zero)
}

export const hasZone = (type: Column['type'], form: TemporalForm): boolean =>
  (type === 'timestamp' || type === 'timestamptz') && isZoned(form.suffix)

const count = (shapes: readonly Shape[]): number => shapes.reduce((sum, shape) => sum + shape.count, 0)

function mostCommon(shapes: readonly Shape[], key: (shape: Shape) => string): Shape {
  const counts = new Map<string, number>()
  for (const shape of shapes) counts.set(key(shape), (counts.get(key(shape)) ?? 0) + shape.count)
  return shapes.reduce((best, shape) => (counts.get(key(shape))! > counts.get(key(best))! ? shape : best))
}
