/*
 * Lists in messages, cut to what a reader takes in.
 */

/** The first so many names, and how many more there are. */
export function someNames(names: readonly string[], most: number): string {
  const rest = names.length > most ? ` and ${names.length - most} more` : ''
  return `${names.slice(0, most).join(', ')}${rest}`
}

/** The same of reasons, which have commas of their own. */
export function someReasons(reasons: readonly string[], most: number): string {
  const rest = reasons.length > most ? [`and ${reasons.length - most} more`] : []
  return [...reasons.slice(0, most), ...rest].join('; ')
}
