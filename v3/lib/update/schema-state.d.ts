import type { ConnectionSettings, Database } from '../dialects/dialect.ts';
import type { SchemaHistory } from '../dump/format.ts';
import type { Table } from '../schema/table.ts';
/** A schema as far as it can be told from another one of the same engine. */
export interface SchemaState {
    /** null where no framework's migrations were found. */
    history: SchemaHistory | null;
    /** SHA-256 over the shape of all tables with records, in lower-case hex. */
    shape: string;
    /** There is no table at all, or no file. */
    isEmpty: boolean;
}
export declare function readSchemaState(database: Pick<Database, 'tables' | 'rows'>): Promise<SchemaState>;
/** The same of a database that may still be a file to be made. */
export declare function schemaStateOf(settings: ConnectionSettings, signal?: AbortSignal): Promise<SchemaState>;
export declare const isSameSchema: (a: SchemaState, b: SchemaState) => boolean;
export declare const shapeOf: (tables: readonly Table[]) => string;
/** What differs between two schemas of the same engine, a sentence each. */
export declare function shapeDifferences(wanted: readonly Table[], found: readonly Table[]): string[];
