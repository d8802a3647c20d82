import type { Renames } from '../lib/records/rename-tables.ts';
/** `old=new` of the command line, divided at the first `=`, after those of the configuration. */
export declare function parseRenames(configured: Renames, given: readonly string[]): Renames;
