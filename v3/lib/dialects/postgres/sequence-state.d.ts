import type { Session } from './session.ts';
export interface SequenceState {
    last: string;
    /** Whether `last` has been given. */
    called: boolean;
}
/**
 * By oid, in one statement: pg_sequences says nothing of a sequence that has been set but not yet used, so that each
 * has to be read itself.
 */
export declare function readSequenceStates(session: Session, rows: readonly {
    oid: number;
    schema: string;
    name: string;
}[]): Promise<Map<number, SequenceState>>;
export declare const nextValue: ({ last, called }: SequenceState, increment: string) => number | string;
/** Set or restarted, and not counted there: the value before, though within its limits, was not given last. */
export declare function isFresh({ last, called }: SequenceState, { increment, minimum, maximum }: {
    increment: string;
    minimum: string;
    maximum: string;
}): boolean;
