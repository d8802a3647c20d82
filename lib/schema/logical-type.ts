import type { Column } from './table.ts'

/** What makes up a logical type, in an order that never changes. */
export const logicalProperties = [
  'type',
  'bits',
  'unsigned',
  'precision',
  'scale',
  'length',
  'fixed',
  'values',
  'element',
  'byValue',
] as const satisfies (keyof Column)[]

/** What a column's values are, without its name, keys and defaults. */
export type LogicalType = Pick<Column, (typeof logicalProperties)[number]>

/** The logical type of a column and nothing else, its properties in an order that never changes. */
export const logicalOf = (column: LogicalType): LogicalType =>
  Object.fromEntries(
    logicalProperties.flatMap((property) =>
      column[property] === undefined ? [] : [[property, column[property]]],
    ),
  ) as unknown as LogicalType

/** What a comment remembers: the type, and how SQLite writes the moments of the column. Documents show that themselves. */
export type RememberedType = LogicalType & Pick<Column, 'form'>

const toRemember = (column: RememberedType): RememberedType => ({
  ...logicalOf(column),
  ...(column.form === undefined || column.type === 'json' ? {} : { form: column.form }),
})

const mark = 'record-tasks:'

/**
 * The comment by which a column that is read as `found` is known to mean `meant` (docs/dump-format.md, "Types that
 * an engine lacks"); undefined where it needs none.
 */
export function typeComment(found: LogicalType, meant: RememberedType): string | undefined {
  const wanted = JSON.stringify(toRemember(meant))
  return JSON.stringify(logicalOf(found)) === wanted ? undefined : mark + wanted
}

/** What a comment remembers; undefined for somebody's own comment. */
export function rememberedType(comment: string): RememberedType | undefined {
  if (!comment.startsWith(mark)) return undefined
  try {
    const remembered = JSON.parse(comment.slice(mark.length)) as RememberedType
    return typeof remembered.type === 'string' ? toRemember(remembered) : undefined
  } catch {
    return undefined
  }
}
