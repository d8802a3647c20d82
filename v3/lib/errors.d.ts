import type { RecordBatch } from './schema/record-batch.ts';
/** What a process of this tool ends with; a contract with scripts (docs/exit-codes.md). */
export declare const exitCodes: {
    readonly done: 0;
    readonly failed: 1;
    readonly usage: 2;
    readonly partial: 3;
    readonly damaged: 10;
    readonly notEmpty: 11;
    readonly schemaMismatch: 12;
    readonly locked: 13;
    readonly unreachable: 14;
    readonly interrupted: 130;
    readonly terminated: 143;
};
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
/**
 * A failure that the user can act on: printed as one line and a hint, without a stack.
 * Every other error is a fault of ours and is printed with its stack.
 */
export declare class TaskError extends Error {
    readonly name = "TaskError";
    readonly exitCode: ExitCode;
    /** What to do next, as an instruction. */
    readonly hint: string | undefined;
    constructor(message: string, options?: {
        exitCode?: ExitCode;
        hint?: string | undefined;
        cause?: unknown;
    });
}
/**
 * A record that the target refused, or that it would have changed.
 * Thrown by a dialect, which knows only the batch; whoever read the batch adds table, key and dump line.
 */
export declare class RecordRejected extends Error {
    readonly name = "RecordRejected";
    /** The batch that holds the record, where it is not the one just written. */
    readonly batch: RecordBatch | undefined;
    /** Index of the record in its batch, from 0; undefined where the engine does not say. */
    readonly row: number | undefined;
    readonly column: string | undefined;
    /** Ends a sentence that starts with table, key, column and value: `is out of range for smallint`. */
    readonly reason: string;
    constructor(reason: string, where?: {
        row?: number | undefined;
        column?: string | undefined;
        batch?: RecordBatch | undefined;
        cause?: unknown;
    });
}
