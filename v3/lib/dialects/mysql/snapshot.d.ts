import type { RecordBatch } from '../../schema/record-batch.ts';
import type { Sequence } from '../../schema/sequence.ts';
import type { Table } from '../../schema/table.ts';
import type { Snapshot } from '../dialect.ts';
import type { Session } from './session.ts';
/**
 * One REPEATABLE READ transaction. Tables of engines without transactions (MyISAM, Aria, MEMORY) are read as
 * they are when their turn comes.
 */
export declare class MysqlSnapshot implements Snapshot {
    #private;
    readonly tables: readonly Table[];
    readonly sequences: readonly Sequence[];
    readonly notes: readonly string[];
    private constructor();
    /** `stopStatement` ends the statement that runs in the session, from outside. */
    static begin(session: Session, stopStatement: () => Promise<void>): Promise<MysqlSnapshot>;
    read(table: Table): AsyncGenerator<RecordBatch>;
    estimates(): Promise<Map<string, number>>;
    close(): Promise<void>;
}
