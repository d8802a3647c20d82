/** What a process of this tool ends with; a contract with scripts (docs/exit-codes.md). */
export const exitCodes = {
    done: 0,
    failed: 1,
    usage: 2,
    partial: 3,
    damaged: 10,
    notEmpty: 11,
    schemaMismatch: 12,
    locked: 13,
    unreachable: 14,
    interrupted: 130,
    terminated: 143,
};
/**
 * A failure that the user can act on: printed as one line and a hint, without a stack.
 * Every other error is a fault of ours and is printed with its stack.
 */
export class TaskError extends Error {
    name = 'TaskError';
    exitCode;
    /** What to do next, as an instruction. */
    hint;
    constructor(message, options = {}) {
        super(message, options.cause === undefined ? undefined : { cause: options.cause });
        this.exitCode = options.exitCode ?? exitCodes.failed;
        this.hint = options.hint;
    }
}
/**
 * A record that the target refused, or that it would have changed.
 * Thrown by a dialect, which knows only the batch; whoever read the batch adds table, key and dump line.
 */
export class RecordRejected extends Error {
    name = 'RecordRejected';
    /** The batch that holds the record, where it is not the one just written. */
    batch;
    /** Index of the record in its batch, from 0; undefined where the engine does not say. */
    row;
    column;
    /** Ends a sentence that starts with table, key, column and value: `is out of range for smallint`. */
    reason;
    constructor(reason, where = {}) {
        super(reason, where.cause === undefined ? undefined : { cause: where.cause });
        this.reason = reason;
        this.batch = where.batch;
        this.row = where.row;
        this.column = where.column;
    }
}
