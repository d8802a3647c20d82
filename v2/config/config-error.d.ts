import { TaskError } from '../lib/errors.ts';
/** Exit code 2. */
export declare const configError: (message: string, hint?: string, cause?: unknown) => TaskError;
