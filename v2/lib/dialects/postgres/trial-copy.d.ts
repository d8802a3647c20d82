import type { Table } from '../../schema/table.ts';
import type { LoadPlan } from '../dialect.ts';
import type { Session } from './session.ts';
/** What a trial loads instead of a target: a temporary table without keys and indexes. */
export interface TrialCopy {
    target: Table;
    /** The target's place, quoted. */
    table: string;
    /** The copy's. */
    relation: string;
    primaryKeyName: string;
    isNew: boolean;
}
interface CopyContext {
    session: Session;
    schemas: readonly string[];
}
/** Made in the trial's transaction, and gone with it. Takes no lock on a target beyond a reader's. */
export declare function makeCopies(context: CopyContext, plan: LoadPlan): Promise<TrialCopy[]>;
export {};
