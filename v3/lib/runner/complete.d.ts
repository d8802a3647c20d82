import type { TaskSet } from './task-set.ts';
/** Where the shell takes over: names of files or directories. */
export type Takeover = ':file' | ':directory';
export interface Candidate {
    value: string;
    description?: string;
}
export interface Completions {
    candidates: Candidate[];
    takeover?: Takeover;
}
/**
 * What can stand in place of the last word, which may be empty. `databases` is asked only where a database
 * name is wanted. Never rejects.
 */
export declare const complete: (given: readonly string[], tasks: TaskSet, databases: () => Promise<string[]>) => Promise<Completions>;
/** A line for each: the word, a tab, what it is; then where the shell takes over. The scripts of completion-script.ts read it. */
export declare const completionLines: ({ candidates, takeover }: Completions) => string;
