import type { RecordBatch } from '../../schema/record-batch.ts';
import type { Sequence } from '../../schema/sequence.ts';
import type { Table } from '../../schema/table.ts';
import type { Snapshot } from '../dialect.ts';
import type { Relation } from './catalog.ts';
import type { Session } from './session.ts';
/** A read that is left early is cancelled, which would end the transaction without it. */
export declare const savepoint = "reading";
/** A repeatable-read transaction, which sees one moment of the database until it ends. */
export declare class PostgresSnapshot implements Snapshot {
    #private;
    readonly tables: readonly Table[];
    readonly sequences: readonly Sequence[];
    readonly notes: readonly string[];
    /** @param encoding of the server */
    constructor(session: Session, relations: ReadonlyMap<string, Relation>, sequences: readonly Sequence[], encoding: string, notes: readonly string[]);
    read(table: Table): AsyncIterable<RecordBatch>;
    estimates(): Promise<Map<string, number>>;
    close(): Promise<void>;
}
