import { type Session } from './session.ts';
/**
 * Refreshes what is made of the tables' records, as pg_restore does, in the load's transaction. Gives a sentence for
 * each that stays as it was.
 */
export declare function refreshMaterializedViews(session: Session, oids: readonly number[]): Promise<string[]>;
