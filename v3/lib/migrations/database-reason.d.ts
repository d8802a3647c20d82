/**
 * What a failed migration or seed has to say, on one line. Knex puts the whole statement in front of the
 * driver's words; it stays in the error's cause, for `--debug`.
 */
export declare function databaseReason(cause: unknown): string;
