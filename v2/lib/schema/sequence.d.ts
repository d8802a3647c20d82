/**
 * A sequence that numbers no column: programs ask it for numbers themselves. Property order in a dump: `name`, `next`,
 * then as here. Optional properties are left out, never null. Whole numbers beyond 2^53-1 are strings.
 */
export interface Sequence extends SequenceDefinition {
    /** The value that it gives next, beyond its limits where it has come to its end: then it gives none, or begins anew. */
    next: number | string;
    /** PostgreSQL: `next` is where it was set, not where it has counted to. */
    fresh?: true;
}
export interface SequenceDefinition {
    /** As a dump names it, in the manner of tables. */
    name: string;
    /** PostgreSQL: where it really is, when that is not what `name` says by itself. */
    schema?: string;
    /** MariaDB: 0 is what the server's auto_increment_increment says. */
    increment: number | string;
    /** Where it is not 1, of a falling one -2^63. */
    minimum?: number | string;
    /** Where it is not 2^63-1, of a falling one -1. */
    maximum?: number | string;
    /** What it was first, where that is not the limit that it leaves. */
    start?: number | string;
    /** It begins anew after its end. */
    cycles?: true;
    /** How many values a connection takes at once, where that is not usual in the engine. */
    cache?: number | string;
    /** PostgreSQL: where it is not bigint. */
    type?: string;
}
export type SequenceLimits = Pick<SequenceDefinition, 'increment' | 'minimum' | 'maximum'>;
export declare const ascends: ({ increment }: SequenceLimits) => boolean;
export declare const minimumOf: (sequence: SequenceLimits) => bigint;
export declare const maximumOf: (sequence: SequenceLimits) => bigint;
/** Whether a sequence that gives `next` next has come to its end, so that it gives nothing more or begins anew. */
export declare const isAtEnd: (limits: SequenceLimits, next: number | string) => boolean;
/** As a dump has whole numbers. */
export declare const wholeNumber: (value: bigint) => number | string;
