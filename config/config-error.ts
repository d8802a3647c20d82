import { exitCodes, TaskError } from '../lib/errors.ts'

/** Exit code 2. */
export const configError = (message: string, hint?: string, cause?: unknown): TaskError =>
  new TaskError(message, { exitCode: exitCodes.usage, hint, cause })
