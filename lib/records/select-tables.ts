import picomatch from 'picomatch'
import { exitCodes, TaskError } from '../errors.ts'
import type { Table } from '../schema/table.ts'
import { listNames } from './list-names.ts'

export interface Selection {
  /** Globs of table names; none means all. */
  include?: readonly string[] | undefined
  /** Globs of table names; wins over `include`. */
  exclude?: readonly string[] | undefined
  /** Globs that may match nothing: the configuration's, which serve several databases. */
  leaveOut?: readonly string[] | undefined
}

/** The tables that a selection names. A glob that matches no table is an error: most likely a typing error. */
export function selectTables<T extends Pick<Table, 'name'>>(tables: readonly T[], selection: Selection): T[] {
  const include = selection.include ?? []
  const exclude = selection.exclude ?? []
  for (const glob of [...include, ...exclude]) {
    if (!tables.some(({ name }) => matchesGlob(name, glob))) throw matchesNothing(glob, tables)
  }
  const out = [...exclude, ...(selection.leaveOut ?? [])]
  return tables.filter(
    ({ name }) =>
      (include.length === 0 || include.some((glob) => matchesGlob(name, glob))) &&
      !out.some((glob) => matchesGlob(name, glob)),
  )
}

/** A name stands for itself, whatever characters it has. */
export const matchesGlob = (name: string, glob: string): boolean =>
  name === glob || picomatch.isMatch(name, glob)

function matchesNothing(glob: string, tables: readonly Pick<Table, 'name'>[]): TaskError {
  const names = tables.map(({ name }) => name)
  return new TaskError(`No table matches ${JSON.stringify(glob)}`, {
    exitCode: exitCodes.usage,
    hint: names.length > 0 ? `There are: ${listNames(names, 10)}.` : 'There are no tables.',
  })
}
