import type { Io } from './io.ts';
/**
 * Asks on the terminal, where anything but yes is no. TaskError 2 where there is no terminal to ask on:
 * nobody waits there for an answer.
 */
export declare const confirm: (io: Io, question: string, signal: AbortSignal) => Promise<void>;
