import type { AnyTask } from '../task/define-task.ts';
/** Gives a loaded task back, or TaskError 2 that says what is wrong with it. */
export declare const checkTask: (name: string, task: AnyTask, file?: string) => AnyTask;
