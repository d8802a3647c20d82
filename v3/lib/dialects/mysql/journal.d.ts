import { type Session } from './session.ts';
import { type TriggerDefinition } from './trigger.ts';
export type JournalEntry = 
/** Dropped for the import, to be made again in any case. */
{
    kind: 'trigger';
    trigger: TriggerDefinition;
}
/** Made by the import, and marked as such in its comment: nobody else's table is ever dropped. */
 | {
    kind: 'table';
    table: string;
    mark: string;
}
/** AUTO_INCREMENT before the import, and what it is to be after (at least). */
 | {
    kind: 'counter';
    table: string;
    before?: string;
    after?: string;
    mayFall: boolean;
}
/** Set after the import, since that commits; with a mark where it was made for it. */
 | {
    kind: 'sequence';
    sequence: string;
    next: string;
    mark?: string;
};
export declare function openJournal(session: Session, entries: readonly JournalEntry[]): Promise<void>;
/** To be called inside the transaction, last before its commit. */
export declare function markLoaded(session: Session): Promise<void>;
export declare function hasJournal(session: Session): Promise<boolean>;
export interface Settlement {
    wasLoaded: boolean;
    /** One sentence for each thing done. */
    sentences: string[];
}
/** Finishes or undoes what the journal says, and drops it. The lock must be held, and no transaction open. */
export declare function settleJournal(session: Session): Promise<Settlement>;
