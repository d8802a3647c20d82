import type { Io } from './io.ts';
/** A run that can be asked to stop. */
export interface Stop {
    /** Its reason is a TaskError with the exit code of the signal. */
    readonly signal: AbortSignal;
    end(): void;
}
/**
 * The first signal aborts, and what runs rolls back and ends by itself; the second ends the process at once.
 * A reader of stdout that goes away stops the run too.
 */
export declare const watchSignals: (io: Io, onStop: (text: string) => void) => Stop;
