import { type CastColumn } from '../canonical/cast.ts';
import type { Database } from '../dialects/dialect.ts';
import { type Table } from '../schema/table.ts';
import { type Casts } from './cast-rules.ts';
import type { RenamedTable } from './rename-tables.ts';
/** Of one column, by its place in the table: how its values are turned. */
export type TableCasts = ReadonlyMap<number, Pick<CastColumn, 'convert' | 'mark'>>;
export interface CastTables {
    /** With the columns as they are after the casts, in both names. */
    tables: RenamedTable[];
    /** By the source table's name; none for a table without a cast. */
    casts: ReadonlyMap<string, TableCasts>;
}
export interface CastOptions {
    casts: Casts;
    sourceEngine: string;
    /** The target's tables. */
    existing: readonly Table[];
    database: Pick<Database, 'engine' | 'capabilities' | 'translate'>;
    /** Whether a table's records are going to be loaded. */
    isChosen: (source: Table) => boolean;
}
/**
 * Applies the rules of the configuration to the source's tables. TaskError 2 lists every rule that matches no column
 * of the source, and every column to whose type its rule does not apply.
 */
export declare function applyCasts(tables: readonly RenamedTable[], options: CastOptions): CastTables;
