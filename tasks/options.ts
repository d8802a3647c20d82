import type { BooleanOption, ListOption, StringOption } from '../lib/task/option.ts'

/*
 * Options that several tasks share, so that they read and complete the same everywhere.
 */

export const databaseOption = {
  type: 'string',
  short: 'd',
  placeholder: 'NAME|URL',
  complete: 'database',
  help: 'a database of tasks.config.ts, or a URL such as sqlite:app.sqlite3 or postgres://user@host/name (default: the configured default, or DATABASE_URL)',
} as const satisfies StringOption

/** `help` says which way the dump goes. */
export const filenameOption = <const Help extends string>(help: Help) =>
  ({
    type: 'string',
    short: 'f',
    default: 'data.json',
    placeholder: 'FILE',
    complete: 'file',
    help,
  }) as const satisfies StringOption

export const includeOption = {
  type: 'string',
  short: 'i',
  multiple: true,
  placeholder: 'TABLE',
  help: 'only these tables; a name or a glob',
} as const satisfies ListOption

export const excludeOption = {
  type: 'string',
  short: 'x',
  multiple: true,
  placeholder: 'TABLE',
  help: 'not these tables; a name or a glob',
} as const satisfies ListOption

export const editedOption = {
  type: 'boolean',
  help: 'accept a dump whose records were edited after the export',
} as const satisfies BooleanOption
