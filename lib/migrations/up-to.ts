import { exitCodes, TaskError } from '../errors.ts'
import { type MigrationFile, stemOf } from './migration-files.ts'
import type { MigrationHistory } from './migration-history.ts'

/** The pending migrations up to and with `version`. TaskError 2 where it is unknown, ambiguous or behind. */
export function upTo(version: string, history: MigrationHistory): MigrationFile[] {
  const target = findVersion(version, history.files)
  const behind = history.applied.filter((name) => stemOf(name) > target.stem)
  if (behind.length > 0 && !history.pending.includes(target)) throw goesBack(target, behind)
  return history.pending.filter((file) => file.stem <= target.stem)
}

function findVersion(version: string, files: readonly MigrationFile[]): MigrationFile {
  const stem = stemOf(version)
  const exact = files.find((file) => file.stem === stem)
  if (exact) return exact
  const [first, ...others] = files.filter((file) => file.stem.startsWith(`${stem}_`))
  if (!first) throw wrong(`There is no migration ${version}`, `There are: ${listed(files)}`)
  if (others.length > 0)
    throw wrong(`${version} may be any of ${listed([first, ...others])}`, 'Give the whole name.')
  return first
}

const goesBack = (target: MigrationFile, behind: readonly string[]): TaskError =>
  wrong(
    `The database is past ${target.name} already: ${behind.join(', ')} ran after it`,
    '--to only goes forward. To go back: --down for the last batch, or a backup from before.',
  )

const wrong = (message: string, hint: string): TaskError =>
  new TaskError(message, { exitCode: exitCodes.usage, hint })

const listed = (files: readonly MigrationFile[]): string =>
  files.length === 0 ? 'none' : files.map((file) => file.name).join(', ')
