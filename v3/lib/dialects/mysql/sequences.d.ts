import { type Sequence, type SequenceDefinition } from '../../schema/sequence.ts';
import type { Session } from './session.ts';
/**
 * MariaDB's sequences, which number no column by themselves. `next` is past the values that the server has in its
 * cache: which of them were given it does not tell, and after a restart it gives none of them.
 */
export declare function readSequences(session: Session): Promise<Sequence[]>;
/** `mark`, in its comment: as made by an import. */
export declare function createSequence(sequence: SequenceDefinition, mark?: string): string;
/** Commits. Gives whether there was anything to set. */
export declare function setSequence(session: Session, name: string, next: string): Promise<boolean>;
