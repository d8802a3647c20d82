import type { Collision } from '../dialect.ts';
import { type Session } from './session.ts';
import type { TrialCopy } from './trial-copy.ts';
interface CollisionContext {
    session: Session;
    serverVersion: number;
    /** Of the server. */
    encoding: string;
}
/** The records of a trial's copy that uniques and exclusion constraints of its target would refuse. */
export declare function findCollisions(context: CollisionContext, copy: TrialCopy): Promise<Collision[]>;
export {};
