import { type Table } from '../../schema/table.ts';
/** See Database.translate. `taken`: names of indexes and tables that the target has already. */
export declare function translateTables(source: readonly Table[], sourceEngine: string): {
    tables: Table[];
    notes: string[];
};
/** Throws where names differ only by case. `taken`: what is there already; `table`: whose columns they are. */
export declare function refuseSameNames(names: readonly string[], table?: string, taken?: readonly string[]): void;
