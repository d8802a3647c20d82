import fc from 'fast-check'

// biome-ignore format: a list
const reserved = [
  'order', 'select', 'user', 'group', 'table', 'key', 'index', 'primary', 'values', 'default', 'rank', 'limit',
  'rowid', 'oid', '_rowid_', 'value', 'id', 'public', 'main', 'null', 'true', 'references', 'check', 'constraint',
] as const

// biome-ignore format: a list
const odd = [
  'a b', ' a', 'a.b', '.a', 'a.', 'x"y', "x'y", 'x`y', 'x]y', '[x', '"', '`', 'a%b', '%s', '%', 'a\\b', '\\', "\\'",
  'a;b', 'a--b', '/*a*/', 'a/*', '*/', '$1', '$json', '?', ':a', '@a', '#a', '{a}', 'a,b', 'a(b)', 'a:[', 'é', 'Ä', 'ä',
  'ß', 'ss', 'İ', 'i', 'I', '漢字', '名前', 'Straße', 'ñ', 'A', 'a', 'Aa', 'aA', 'CamelCase', 'UPPER', 'upper', '1', '1a',
  '-', '_', '__proto__', 'constructor', 'toString', 'a\tb', 'a\nb', 'a\u00a0b', '\u200b', 'a\u0001', '😀', 'a😀', 'a ',
] as const

// biome-ignore format: a list
/** As long as names may be here or there, and alike but for their end. */
const long = [
  'x'.repeat(62), 'x'.repeat(63), 'x'.repeat(64), `${'x'.repeat(62)}y`, `${'x'.repeat(63)}y`, `${'X'.repeat(62)}y`,
  'é'.repeat(31), `${'é'.repeat(31)}y`, 'é'.repeat(32), '漢'.repeat(21), '漢'.repeat(64), 'a.'.repeat(31), '%'.repeat(63),
  'z'.repeat(120),
] as const

/** Of tables, columns, keys: whatever somebody may have called them. */
export const arbitraryName = (): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.string({ unit: fc.constantFrom(...'abcxyz_'), minLength: 1, maxLength: 6 }) },
    { weight: 2, arbitrary: fc.constantFrom(...reserved) },
    { weight: 3, arbitrary: fc.constantFrom(...odd) },
    { weight: 1, arbitrary: fc.constantFrom(...long) },
  )
