import { type Table } from '../schema/table.ts';
/** New names by old ones: of tables, and of columns as `table.column`, whose new name may be with or without its table. */
export type Renames = Readonly<Record<string, string>>;
export interface RenamedTable {
    /** As the source has it: the record lines have these names. */
    source: Table;
    /** The same under its new names, column by column. */
    table: Table;
    /** What the new names keep from being made anew, a sentence each. */
    notes: readonly string[];
}
/**
 * The source's tables under the names that they are to have, in foreign keys too. All renames at once: two may change
 * places. TaskError 2 lists every rename that names nothing, and every name that would be there twice.
 */
export declare function renameTables(tables: readonly Table[], renames: Renames): RenamedTable[];
