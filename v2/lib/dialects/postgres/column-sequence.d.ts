import type { ColumnSequence } from '../../schema/table.ts';
import type { Session } from './session.ts';
/** A sequence that numbers a column or stands in its default. */
export interface NumberingSequence {
    /** The value that it gives next; undefined where the role may not read it. */
    next?: number | string;
    /** What it has beyond a new one's. */
    kept: ColumnSequence;
    /** Whether the column alone has it, so that an identity column can stand for both. */
    isOwn: boolean;
}
/** The sequences behind identity columns and nextval() defaults, by `table oid.column number`. */
export declare function readColumnSequences(session: Session, oids: number[]): Promise<Map<string, NumberingSequence>>;
