import { TaskError } from '../errors.ts';
/** Wrong usage or configuration: exit code 2. */
export declare const usageError: (message: string, hint?: string, cause?: unknown) => TaskError;
