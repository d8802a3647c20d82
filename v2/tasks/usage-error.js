import { exitCodes, TaskError } from '../lib/errors.js';
/** What is wrong with how a task is called or configured. */
export const usageError = (message, hint) => new TaskError(message, { exitCode: exitCodes.usage, hint });
