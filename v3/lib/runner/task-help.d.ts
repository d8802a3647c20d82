import type { AnyTask } from '../task/define-task.ts';
export declare const taskHelp: (name: string, task: AnyTask) => string;
