import { TaskError } from '../errors.ts';
/** A migration failed; those of this run before it are in. */
export declare class MigrationFailed extends TaskError {
    readonly migration: string;
    readonly applied: readonly string[];
    readonly notRun: readonly string[];
    constructor(migration: string, applied: readonly string[], notRun: readonly string[], cause: unknown);
}
/** A migration could not be undone; those of this run before it are. */
export declare class MigrationNotUndone extends TaskError {
    readonly migration: string;
    readonly undone: readonly string[];
    readonly stillIn: readonly string[];
    constructor(migration: string, undone: readonly string[], stillIn: readonly string[], cause: unknown);
}
