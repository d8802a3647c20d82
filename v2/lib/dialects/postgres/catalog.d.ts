import type { Table } from '../../schema/table.ts';
import { type Location } from './location.ts';
import type { Session } from './session.ts';
/** What a table is to the server, beyond its description. */
export interface Relation extends Location {
    oid: number;
    /** Its rows are those of its partitions. */
    partitioned: boolean;
    table: Table;
}
/** All tables with records in `schemas`, by their names in dumps, in name order by UTF-8 bytes. */
export declare const readCatalog: (session: Session, schemas: readonly string[], serverVersion: number) => Promise<Map<string, Relation>>;
/** There while the database is being made, and after a kill until that is undone. */
export declare const buildTable = "record_tasks_build";
