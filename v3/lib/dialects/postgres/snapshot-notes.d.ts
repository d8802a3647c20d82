import type { Relation } from './catalog.ts';
import type { Session } from './session.ts';
/**
 * What a user may miss in a dump: a sentence each; `unreadable` are sequences. Sets the `form` of json columns on the way.
 */
export declare function readSnapshotNotes(session: Session, relations: ReadonlyMap<string, Relation>, schemas: readonly string[], unreadable: readonly string[]): Promise<string[]>;
