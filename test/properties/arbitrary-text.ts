import fc from 'fast-check'
import type { LogicalType } from '../../lib/schema/logical-type.ts'
import type { Ground } from './common-ground.ts'

// biome-ignore format: a list
const edges = [
  '', ' ', '  ', 'a ', 'a  ', ' a', '\\N', '\\', '\\\\', "'", "''", '"', '`', 'NULL', 'null', 'true', '0', '-0', '1e5', '1.0',
  '007', '\r', '\n', '\r\n', '\t', 'a\rb', '\\.', '\\x41', '%', '_', '{}', '{"$text":"a"}', '[1]', '\u0001', '\u001f', '\u007f',
  '\u001a', '\b\f', 'é', 'e\u0301', 'ß', 'ss', 'SS', 'İ', 'ı', '漢字', '😀', 'a😀', '\u{10ffff}', '\ufeff', '\ufeffa', '\ufffd', '\uffff',
  '\u2028', '\u00a0', '\u00ad', '\u200d', 'A', 'a', 'Ä', 'ä', '٣', 'NaN', 'Infinity', '2026-01-05', '0x41', 'record-tasks:{}', '*/', '--', ';',
] as const

const nulEdges = ['\0', 'a\0', '\0a', 'a\0b', '\0\0', '\\0'] as const

// biome-ignore format: a list
const units = [
  'a', 'b', 'Z', '0', '9', ' ', '\t', '\n', '\r', '\\', '"', "'", '%', ',', ';', '{', '}', '/', 'é', 'ß', 'Ω', '漢', '\ue000', '\uffee', '😀',
  '𝒳', '\u007f', '\u0001', '\u2028', '\ufeff', '\u0301',
] as const

/** Within the length of the column, in characters; without trailing blanks where it is fixed. */
export function arbitraryText(
  { length, fixed }: Pick<LogicalType, 'length' | 'fixed'>,
  ground: Ground,
  isLong: boolean,
): fc.Arbitrary<string> {
  const unit = fc.constantFrom(...units, ...(ground.nul ? ['\0'] : []))
  const short = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...edges, ...(ground.nul ? nulEdges : [])) },
    { weight: 4, arbitrary: fc.string({ unit, maxLength: Math.min(length ?? 20, 20) }) },
    { weight: 1, arbitrary: full(length) },
  )
  const text = isLong ? fc.oneof({ weight: 20, arbitrary: short }, { weight: 1, arbitrary: longText }) : short
  return text.map((value) => within(value, length, fixed))
}

/** As long as the column takes. */
const full = (length = 30): fc.Arbitrary<string> =>
  fc.constantFrom('a', '漢', '😀', 'a ', '\\').map((part) => part.repeat(Math.min(length, 300)))

const longText = fc
  .tuple(fc.constantFrom('a', '漢', '😀', '\\', 'a\r\n', '"'), fc.integer({ min: 1, max: 70_000 }))
  .map(([part, times]) => part.repeat(times))

function within(text: string, length: number | undefined, fixed: true | undefined): string {
  const cut = length === undefined ? text : [...text].slice(0, length).join('')
  return fixed ? cut.replace(/ +$/, '') : cut
}
