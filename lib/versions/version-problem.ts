import type { SchemaHistory } from '../dump/format.ts'
import { stemOf } from '../migrations/migration-files.ts'
import { someNames } from '../some-of.ts'
import type { VersionComparison } from './compare-histories.ts'
import { describeHistory } from './describe-history.ts'

export interface VersionSide {
  /** As in messages: the dump's file name, the database's address. */
  name: string
  history: SchemaHistory | null
}

/** Why a source does not belong into a target, though its tables might fit. */
export interface VersionProblem {
  message: string
  /** What to do, as an instruction. */
  hint: string
}

/** The application's own migrations, as files of a folder that knex runs; undefined where they are not known. */
export type KnownMigrations = ReadonlySet<string> | undefined

/** None where both are of the same version, or where one of them has none to compare. `known` has stems. */
export function versionProblem(
  comparison: VersionComparison,
  source: VersionSide,
  target: VersionSide,
  known: KnownMigrations,
): VersionProblem | undefined {
  const { order } = comparison
  if (order === 'same' || order === 'unknown') return undefined
  const versions = `${describeHistory(source.history)}; against ${describeHistory(target.history)}`
  return {
    message: `${headline(comparison, source.name, target.name)}: ${versions}${differences(comparison)}`,
    hint: `${advice(comparison, known)} Or, where the tables fit all the same, --ignore-version.`,
  }
}

/** The dump of an application that is newer than the one that is to make the schema, whose migrations are `known`. */
export function newerThanApplication(
  source: VersionSide,
  known: ReadonlySet<string>,
  directory: string,
): VersionProblem | undefined {
  const strange = (source.history?.versions ?? []).filter((version) => !known.has(stemOf(version)))
  if (strange.length === 0) return undefined
  return {
    message: `${source.name} is of a newer schema version than ${directory} can make: ${describeHistory(source.history)}; not there: ${listed(strange)}`,
    hint: `${updateApplication} Or have the tables made from the dump alone: --ignore-version.`,
  }
}

/** A dump of one framework and an application of another, which is to make the schema. */
export const otherFramework = (source: VersionSide, directory: string): VersionProblem => ({
  message: `${source.name} is of another framework than the migrations of ${directory}: ${describeHistory(source.history)}; against knex`,
  hint: 'Run it without the configuration of the other application, or have the tables made from the dump alone: --ignore-version.',
})

function headline({ order }: VersionComparison, source: string, target: string): string {
  switch (order) {
    case 'older':
      return `${source} is of an older schema version than ${target}`
    case 'newer':
      return `${source} is of a newer schema version than ${target}`
    case 'framework':
      return `${source} is of another framework than ${target}`
    case 'unordered':
      return `${source} is of another schema version than ${target}`
    default:
      return `${source} and ${target} have been through different migrations`
  }
}

const shownMigrations = 5

const listed = (versions: readonly string[]): string => someNames(versions.map(stemOf), shownMigrations)

function differences({ order, onlySource, onlyTarget }: VersionComparison): string {
  if (order === 'framework' || order === 'unordered') return ''
  return [
    ...(onlySource.length > 0 ? [`; not in the latter: ${listed(onlySource)}`] : []),
    ...(onlyTarget.length > 0 ? [`; not in the former: ${listed(onlyTarget)}`] : []),
  ].join('')
}

const updateApplication = 'Update the application, and load into its newer schema.'

function advice({ order, onlySource }: VersionComparison, known: KnownMigrations): string {
  switch (order) {
    case 'older':
      return known === undefined
        ? 'Bring an empty database to the older version with the application’s own migrations, load there, and migrate on.'
        : 'Load into an empty database with --create: it is migrated to the older version, filled, and migrated on.'
    case 'newer':
      if (known === undefined)
        return 'Bring the target to the newer version with the application’s migrations, and load then.'
      return onlySource.every((version) => known.has(stemOf(version)))
        ? 'Migrate the target first (tasks migrate), and load then.'
        : updateApplication
    case 'framework':
      return 'Take a dump of the application that the target belongs to.'
    case 'unordered':
      return 'Bring both to the same version with the application’s migrations.'
    default:
      return 'Bring both to a version that they share, with the application’s migrations.'
  }
}
