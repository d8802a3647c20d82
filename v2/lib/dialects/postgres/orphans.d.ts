import { type LoadOutcome, type OrphanPolicy, type Orphans } from '../dialect.ts';
import type { Reference } from './reference.ts';
import type { Session } from './session.ts';
export interface OrphanContext {
    session: Session;
    schemas: readonly string[];
    serverVersion: number;
    /** Of the server. */
    encoding: string;
}
/**
 * Applies the policy until no more follow from what was changed. What it cannot help is left.
 * @param tolerant whether a change that the server refuses is left undone: a check that wants a value
 */
export declare function applyOrphanPolicy(session: Session, references: readonly Reference[], policy: OrphanPolicy | undefined, tolerant?: boolean): Promise<LoadOutcome>;
/** Undefined where there are none. */
export declare function findOrphans(context: OrphanContext, reference: Reference, most?: number): Promise<Orphans | undefined>;
/** TaskError 1 if a reference has orphans. */
export declare function refuseOrphans(context: OrphanContext, reference: Reference, policy: OrphanPolicy | undefined): Promise<void>;
