import type { RenamedTable } from './rename-tables.ts';
/**
 * The table with columns of dates that take null, with a note for each that did not. Applications of MySQL write
 * `datetime NOT NULL DEFAULT '0000-00-00 00:00:00'`: where such dates become null, the column cannot stay as it was.
 * Which columns have them is not known before the records are read. Keys stay: they take no null anywhere.
 */
export declare function withNullableDates(renamed: RenamedTable): RenamedTable;
