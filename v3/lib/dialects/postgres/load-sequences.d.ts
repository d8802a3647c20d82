import { type SequenceDefinition } from '../../schema/sequence.ts';
import type { SequenceLoadPlan } from '../dialect.ts';
import type { Session } from './session.ts';
/** Before tables are: what makes a sequence of its own takes another name where this one is there. */
export declare function makeSequences(session: Session, plans: readonly SequenceLoadPlan[], schemas: readonly string[]): Promise<void>;
/** To what the source would have given next, whatever they were at. */
export declare function setLoadedSequences(session: Session, plans: readonly SequenceLoadPlan[], schemas: readonly string[]): Promise<void>;
/** Its limits are always said: they are those of the source's engine, whatever is usual here. */
export declare function createSequence(sequence: SequenceDefinition, name: string): string;
