/** A row of a migration table: its values as text. */
export type HistoryRow = Readonly<Record<string, string | null>>;
/** How one framework keeps its migration history, and what in it says that a migration is in. */
export interface MigrationFramework {
    readonly kind: string;
    /** Of the history table, whose name is given in lower case. */
    readonly table: RegExp;
    /** Columns that the table has, all of them. */
    readonly columns: readonly string[];
    /** Columns that some versions or settings of the framework add. */
    readonly optional?: readonly string[];
    /** Tables that belong to it and hold no records either, with all their columns. */
    readonly companions?: readonly Companion[];
    /** The migrations that are in, in the framework's order. */
    readonly versions: (rows: readonly HistoryRow[]) => string[];
}
export interface Companion {
    /** Its name, in lower case, out of that of the history table. */
    readonly table: (history: string) => string;
    readonly columns: readonly string[];
    /** Without it the table is not this framework's. */
    readonly required?: true;
}
/** Where a database has the tables of more than one, the first here gives the history. */
export declare const migrationFrameworks: readonly MigrationFramework[];
