import type { ConnectionSettings } from '../lib/dialects/dialect.ts';
/** A database by its URL alone, for programs. Relative paths start at `base`. TaskError 2 where it is no database's URL. */
export declare const databaseAt: (url: string, base?: string) => ConnectionSettings;
