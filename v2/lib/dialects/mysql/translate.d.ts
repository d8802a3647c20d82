import type { Table } from '../../schema/table.ts';
import type { Flavor } from './flavor.ts';
export interface Translation {
    tables: Table[];
    notes: string[];
}
/** What another engine's tables, or the other server's, are here (Database.translate). */
export declare function translateTables(source: readonly Table[], sourceEngine: string, flavor: Flavor): Translation;
/** A name of at most 64 characters, still its own. */
export declare function shortName(name: string): string;
