import type { Session } from './session.ts';
/**
 * Statement by statement, as each commits: after a kill the next call drops the rest. The journal of a stopped
 * import goes first, so that nobody puts back triggers of tables that are gone; the mark of a build goes last. The
 * lock must be held.
 */
export declare function dropAll(session: Session): Promise<void>;
/** Names of what dropAll() would drop. */
export declare function droppable(session: Session): Promise<string[]>;
