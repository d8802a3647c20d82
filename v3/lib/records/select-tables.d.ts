import type { Table } from '../schema/table.ts';
export interface Selection {
    /** Globs of table names; none means all. */
    include?: readonly string[] | undefined;
    /** Globs of table names; wins over `include`. */
    exclude?: readonly string[] | undefined;
    /** Globs that may match nothing: the configuration's, which serve several databases. */
    leaveOut?: readonly string[] | undefined;
}
/** The tables that a selection names. A glob that matches no table is an error: most likely a typing error. */
export declare function selectTables<T extends Pick<Table, 'name'>>(tables: readonly T[], selection: Selection): T[];
/** A name stands for itself, whatever characters it has. */
export declare const matchesGlob: (name: string, glob: string) => boolean;
