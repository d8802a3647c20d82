import type { ConnectionSettings } from '../lib/dialects/dialect.ts'
import { connectionSettings } from './connection-settings.ts'
import { parseDatabaseUrl } from './database-url.ts'

/** A database by its URL alone, for programs. Relative paths start at `base`. TaskError 2 where it is no database's URL. */
export const databaseAt = (url: string, base: string = process.cwd()): ConnectionSettings =>
  connectionSettings(parseDatabaseUrl(url, base, 'the database given'), undefined)
