import type { DatabaseAddress } from './database-address.ts';
/** Whether a text is a database URL rather than a name. */
export declare const isDatabaseUrl: (text: string) => boolean;
/**
 * A database URL as an address. Relative paths in it start at `base`. TaskError 2 says what is wrong with it,
 * after `what`: `--database`, `databases.next`. It never shows the URL, which may hold a password.
 */
export declare const parseDatabaseUrl: (url: string, base: string, what: string) => DatabaseAddress;
