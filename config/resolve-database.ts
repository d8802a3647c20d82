import type { ConnectionSettings } from '../lib/dialects/dialect.ts'
import { suggestHint } from '../lib/suggest.ts'
import type { Config } from './config.ts'
import { configError } from './config-error.ts'
import { connectionSettings } from './connection-settings.ts'
import { isDatabaseUrl, parseDatabaseUrl } from './database-url.ts'

const howToName = '-d NAME or -d postgres://…; DATABASE_URL; or databases in tasks.config.ts'

const defaultName = (config: Config): string => {
  if (config.defaultDatabase !== undefined) return config.defaultDatabase
  const names = Object.keys(config.databases)
  if (names.length === 0) throw configError('no database is given', `give one by ${howToName}`)
  throw configError(
    `there are the databases ${names.join(', ')}, and none is called "default"`,
    `choose one: -d ${names[0]}`,
  )
}

/**
 * The database that an option names, by a name of the configuration or by a URL, whose relative paths start at
 * `cwd`; without either, the default one. TaskError 2 where there is none such. Reads password and certificate files.
 */
export const resolveDatabase = (
  config: Config,
  nameOrUrl: string | undefined,
  cwd: string,
): ConnectionSettings => {
  const name = nameOrUrl ?? defaultName(config)
  const address = Object.hasOwn(config.databases, name) ? config.databases[name] : undefined
  if (address) return connectionSettings(address, name)
  if (isDatabaseUrl(name))
    return connectionSettings(parseDatabaseUrl(name, cwd, 'the database given'), undefined)
  const looksLikeFile = /[/\\]|\.(sqlite3?|db)$/i.test(name)
  const hint = looksLikeFile
    ? `an SQLite file is written sqlite:${name}`
    : suggestHint(name, Object.keys(config.databases), 'databases')
  throw configError(`there is no database "${name}" in the configuration`, hint)
}
