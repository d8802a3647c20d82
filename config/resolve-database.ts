import type { ConnectionSettings } from '../lib/dialects/dialect.ts'
import { suggestHint } from '../lib/suggest.ts'
import type { Config } from './config.ts'
import { configError } from './config-error.ts'
import { connectionSettings } from './connection-settings.ts'
import type { DatabaseAddress } from './database-address.ts'
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
  const { address, name } = resolveAddress(config, nameOrUrl, cwd)
  return connectionSettings(address, name)
}

/** The same as an address: files of passwords and certificates are not read. `name` is undefined for a URL. */
export const resolveAddress = (
  config: Config,
  nameOrUrl: string | undefined,
  cwd: string,
): { address: DatabaseAddress; name: string | undefined } => {
  const name = nameOrUrl ?? defaultName(config)
  const address = Object.hasOwn(config.databases, name) ? config.databases[name] : undefined
  if (address) return { address, name }
  if (isDatabaseUrl(name))
    return { address: parseDatabaseUrl(name, cwd, 'the database given'), name: undefined }
  const looksLikeFile = /[/\\]|\.(sqlite3?|db)$/i.test(name)
  const hint = looksLikeFile
    ? `an SQLite file is written sqlite:${name}`
    : suggestHint(name, Object.keys(config.databases), 'databases')
  // A URL with a slip in it is no URL, and may hold a password.
  const shown = name.replace(/:\S*@/, ':***@')
  throw configError(`there is no database "${shown}" in the configuration`, hint.replace(name, shown))
}
