import type { Table } from '../../schema/table.ts';
import type { SqliteConnection } from './connection.ts';
/** The form of columns whose booleans are the letters t and f, as Rails wrote them up to 5.1. */
export declare const letterForm = "t/f";
/** Sets `form` of the boolean columns whose sample holds letters and nothing else. */
export declare function sampleBooleans(connection: SqliteConnection, tables: readonly Table[]): Promise<void>;
