import { TaskError } from '../lib/errors.ts';
/** What is wrong with how a task is called or configured. */
export declare const usageError: (message: string, hint: string) => TaskError;
