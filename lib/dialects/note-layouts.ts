import { someNames } from '../some-of.ts'

const shownNames = 5

/** Of columns of documents that a dump does not keep to the letter. */
export function noteLayouts(columns: readonly string[]): string[] {
  if (columns.length === 0) return []
  return [
    `Some JSON documents of ${someNames(columns, shownNames)} come back with other white space or other escapes than they have: the same documents, in one layout for each column.`,
  ]
}
