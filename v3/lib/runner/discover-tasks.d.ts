import type { TaskEntry } from './task-set.ts';
/**
 * The user's own tasks: the files of `tasks/` beside the configuration, named after their files. Nothing is
 * loaded here. One that takes the name of another is an entry that fails.
 */
export declare const discoverTasks: (directory: string, builtIn: ReadonlySet<string>) => TaskEntry[];
