import { type Table } from '../../schema/table.ts';
import { type KnownNames, type Names } from './known-names.ts';
export interface Translation {
    tables: Table[];
    notes: string[];
}
export interface TranslationTarget {
    schemas: readonly string[];
    serverVersion: number;
    /** Names of the types that there are, as format_type writes them. */
    types: Names;
    known: KnownNames;
}
/** What tables of any engine are as new tables of PostgreSQL. */
export declare function translateTables(source: readonly Table[], sourceEngine: string, target: TranslationTarget): Translation;
