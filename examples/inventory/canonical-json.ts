export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/**
 * JSON text that every engine gives back as it was: keys by length, then bytes, as MySQL's JSON and
 * PostgreSQL's jsonb sort them; MariaDB and SQLite keep the text.
 */
export const canonicalJson = (value: Json): string => JSON.stringify(sorted(value))

const sorted = (value: Json): Json => {
  if (value === null || typeof value !== 'object') return value
  if (isList(value)) return value.map(sorted)
  const entries = Object.entries(value).sort(([left], [right]) => compareKeys(left, right))
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]))
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)

const compareKeys = (left: string, right: string): number =>
  Buffer.byteLength(left) - Buffer.byteLength(right) || Buffer.compare(Buffer.from(left), Buffer.from(right))
