import type { BooleanOption, ListOption, NumberOption, StringOption } from '../lib/task/option.ts'

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

/** Without a default, so that it can be told from --from. */
export const sourceFilenameOption = {
  type: 'string',
  short: 'f',
  placeholder: 'FILE',
  complete: 'file',
  help: 'the dump; - is standard input (default: data.json)',
} as const satisfies StringOption

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

export const fromOption = {
  type: 'string',
  placeholder: 'NAME|URL',
  complete: 'database',
  help: 'take the records straight from this database, without a dump',
} as const satisfies StringOption

export const clearOption = {
  type: 'boolean',
  short: 'c',
  help: 'replace the records of the tables that are loaded',
} as const satisfies BooleanOption

export const createOption = {
  type: 'boolean',
  help: 'make the tables that are missing, with keys and indexes; an empty database gets them from the knex migrations of the configuration',
} as const satisfies BooleanOption

export const renameOption = {
  type: 'string',
  multiple: true,
  placeholder: 'OLD=NEW',
  help: 'another name for a table, or for table.column',
} as const satisfies ListOption

export const ignoreNonexistentOption = {
  type: 'boolean',
  help: 'leave out tables and columns that the target does not have, and list them',
} as const satisfies BooleanOption

export const ignoreVersionOption = {
  type: 'boolean',
  help: 'go on though the source is of another schema version than the target: the tables alone decide',
} as const satisfies BooleanOption

export const onNulOption = {
  type: 'string',
  choices: ['fail', 'strip', 'escape'],
  default: 'fail',
  placeholder: 'HOW',
  help: 'U+0000 in texts, where the target cannot hold it: refuse the import, take it out, or write the six characters \\u0000',
} as const satisfies StringOption

export const onZeroDateOption = {
  type: 'string',
  choices: ['fail', 'null'],
  default: 'fail',
  placeholder: 'HOW',
  help: 'dates such as 0000-00-00, where the target cannot hold them: refuse the import, or make them null',
} as const satisfies StringOption

export const onOrphanOption = {
  type: 'string',
  choices: ['fail', 'null', 'skip', 'keep'],
  default: 'fail',
  placeholder: 'HOW',
  help: 'records that refer to none: refuse the import, make the reference null, leave the record out, or keep it as it is (SQLite, MySQL and MariaDB)',
} as const satisfies StringOption

export const maxErrorsOption = <const Default extends number>(fallback: Default) =>
  ({
    type: 'number',
    whole: true,
    least: 0,
    default: fallback,
    placeholder: 'COUNT',
    help: 'list so many of the values that are refused',
  }) as const satisfies NumberOption

export const pathsOption = {
  type: 'string',
  short: 'p',
  multiple: true,
  placeholder: 'PLACE',
  complete: 'directory',
  help: 'where backups lie, a directory or s3://bucket/prefix (default: backup.location, or backups)',
} as const satisfies ListOption

export const editedOption = {
  type: 'boolean',
  help: 'accept a dump whose records were edited after the export',
} as const satisfies BooleanOption
