import type { TaskSet } from './task-set.ts';
export declare const generalHelp: (tasks: TaskSet) => Promise<string>;
