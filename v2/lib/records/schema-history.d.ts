import type { Database } from '../dialects/dialect.ts';
import type { SchemaHistory } from '../dump/format.ts';
import type { Table } from '../schema/table.ts';
export interface FoundHistory {
    /** null where no framework's table was found. */
    history: SchemaHistory | null;
    /** The tables of migration histories, with the lock and settings tables beside them: they are not records. */
    historyTables: Table[];
}
/**
 * The application's migration history, from whichever framework's table is among `tables`: recognised by
 * the table's name and by its columns, so that an application's own `migrations` stays a table of records.
 */
export declare function readSchemaHistory(database: Pick<Database, 'rows'>, tables: readonly Table[]): Promise<FoundHistory>;
