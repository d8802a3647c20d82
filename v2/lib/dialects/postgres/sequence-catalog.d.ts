import { type Sequence, type SequenceDefinition } from '../../schema/sequence.ts';
import { type Location } from './location.ts';
import { type SetSequence } from './sequences.ts';
import type { Session } from './session.ts';
/** The sequences of the schemas, with or without those of columns. */
export declare function readSequenceDefinitions(session: Session, schemas: readonly string[], which: 'all' | 'loose'): Promise<SequenceDefinition[]>;
/** Sequences that number no column, and the names of those that the role may not read. */
export declare function readLooseSequences(session: Session, schemas: readonly string[]): Promise<{
    sequences: Sequence[];
    unreadable: string[];
}>;
/** What setting them needs, by their quoted places. */
export declare function findSequences(session: Session, locations: readonly Location[]): Promise<Map<string, SetSequence>>;
