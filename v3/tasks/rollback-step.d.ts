import type { Step, TaskContext } from '../lib/task/context.ts';
/** What is going to be replaced, and by what. */
export declare function rollbackQuestion(context: TaskContext, database: string | undefined): Promise<string>;
/** Brings back what was there before the last update, and proves it. */
export declare function rollbackStep(context: TaskContext, database: string | undefined): Step;
