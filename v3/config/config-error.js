import { exitCodes, TaskError } from '../lib/errors.js';
/** Exit code 2. */
export const configError = (message, hint, cause) => new TaskError(message, { exitCode: exitCodes.usage, hint, cause });
