import { connectionSettings } from './connection-settings.js';
import { parseDatabaseUrl } from './database-url.js';
/** A database by its URL alone, for programs. Relative paths start at `base`. TaskError 2 where it is no database's URL. */
export const databaseAt = (url, base = process.cwd()) => connectionSettings(parseDatabaseUrl(url, base, 'the database given'), undefined);
