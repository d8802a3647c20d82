import { type ForeignKey, type Table } from '../../schema/table.ts';
import { type LoadOutcome, type LoadPlan, type OrphanPolicy, type Orphans } from '../dialect.ts';
import type { Session } from './session.ts';
/** A foreign key that an import can have broken: with foreign_key_checks off the server never looks again at what came in. */
export interface Reference {
    child: Table;
    key: ForeignKey;
    isLoaded: boolean;
    /** Where the child's rows are, quoted. */
    children: string;
    /** Where its parents are. Asked for before each statement, which may not open a temporary table twice. */
    parents: () => Promise<string>;
}
/** Those whose child or parent is loaded or cleared, of the tables themselves. */
export declare function referencesOf(tables: readonly Table[], { loads, clear }: LoadPlan): Reference[];
/** Does with orphans of loaded tables as the policy says, until it finds none that it can help. */
export declare function settleOrphans(session: Session, references: readonly Reference[], policy: OrphanPolicy): Promise<LoadOutcome>;
/** Undefined where there are none. */
export declare function findOrphans(session: Session, reference: Reference): Promise<Orphans | undefined>;
/** How many records refer to none, once for each reference: the server lets them be. */
export declare function countOrphans(session: Session, references: readonly Reference[]): Promise<number>;
/** TaskError 1 for the first that refers to none. */
export declare function refuseOrphans(session: Session, references: readonly Reference[]): Promise<void>;
