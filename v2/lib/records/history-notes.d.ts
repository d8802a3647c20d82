import type { Database } from '../dialects/dialect.ts';
import type { SchemaHistory } from '../dump/format.ts';
import type { Table } from '../schema/table.ts';
/** An application that finds its tables and no history of migrations takes the database for an empty one. */
export declare function historyNotes(database: Pick<Database, 'rows'>, schema: SchemaHistory | null, created: readonly Table[], existing: readonly Table[]): Promise<string[]>;
