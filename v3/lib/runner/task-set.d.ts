import type { AnyTask } from '../task/define-task.ts';
export interface TaskEntry {
    name: string;
    /** A user's own: its file, absolute. */
    file?: string;
    /** Rejects where the file is broken, every time. */
    load(): Promise<AnyTask>;
}
/** The tasks that there are, built-in and the user's own. Each is loaded at most once. */
export interface TaskSet {
    readonly entries: readonly TaskEntry[];
    has(name: string): boolean;
    entry(name: string): TaskEntry;
    /** TaskError 2 with a "did you mean" where there is no such task. */
    load(name: string): Promise<AnyTask>;
}
export declare const taskSet: (given: readonly TaskEntry[]) => TaskSet;
