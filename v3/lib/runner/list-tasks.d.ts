import type { ListFormat } from './core-options.ts';
import type { TaskSet } from './task-set.ts';
export interface ListedTask {
    name: string;
    summary: string;
    /** A user's own: its file. */
    file?: string;
    /** Why it cannot be loaded. */
    error?: string;
}
/** Every task with its summary; one that is broken, with what is wrong. Never rejects. */
export declare const listedTasks: (tasks: TaskSet) => Promise<ListedTask[]>;
export declare const listTasks: (tasks: TaskSet, format: ListFormat) => Promise<string>;
