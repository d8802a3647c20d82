import { exitCodes, TaskError } from '../errors.js';
/** Wrong usage or configuration: exit code 2. */
export const usageError = (message, hint, cause) => new TaskError(message, { exitCode: exitCodes.usage, hint, cause });
