import type { Config } from '../config/config.ts'
import type { KnexMigrations, LoadOptions } from '../lib/records/load-records.ts'
import type { TaskContext } from '../lib/task/context.ts'
import type { OptionValues } from '../lib/task/option.ts'
import {
  createOption,
  excludeOption,
  ignoreNonexistentOption,
  ignoreVersionOption,
  includeOption,
  onNulOption,
  onOrphanOption,
  onZeroDateOption,
  renameOption,
} from './options.ts'
import { parseRenames } from './parse-renames.ts'

/** What an import, a copy and a check may be told about the way of the records into the target. */
export const loadOptions = {
  create: createOption,
  include: includeOption,
  exclude: excludeOption,
  rename: renameOption,
  ignoreNonexistent: ignoreNonexistentOption,
  ignoreVersion: ignoreVersionOption,
  onNul: onNulOption,
  onZeroDate: onZeroDateOption,
  onOrphan: onOrphanOption,
} as const

type Given = Pick<TaskContext, 'config' | 'signal' | 'echo'> & { options: OptionValues<typeof loadOptions> }

/** The same, and the configuration's part in it, as lib/records takes it. TaskError 2 for a rename that is none. */
export function loadChoices({ options, config, signal, echo }: Given): LoadOptions & {
  onStatement: (sql: string) => void
} {
  const { create, include, exclude, ignoreNonexistent, ignoreVersion, onNul, onZeroDate, onOrphan } = options
  return {
    create,
    include,
    exclude,
    leaveOut: config.exclude,
    rename: parseRenames(config.rename, options.rename),
    casts: config.casts,
    ignoreNonexistent,
    ignoreVersion,
    migrations: knexMigrations(config),
    onNul,
    onZeroDate,
    onOrphan,
    signal,
    onStatement: echo,
  }
}

/** Those that the tool runs itself; another framework's command is the application's own affair. */
export function knexMigrations({ migrations }: Pick<Config, 'migrations'>): KnexMigrations | undefined {
  if (migrations?.directory === undefined) return undefined
  const { directory, table } = migrations
  return { directory, table }
}
