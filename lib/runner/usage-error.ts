import { exitCodes, TaskError } from '../errors.ts'

/** Wrong usage or configuration: exit code 2. */
export const usageError = (message: string, hint?: string, cause?: unknown): TaskError =>
  new TaskError(message, { exitCode: exitCodes.usage, hint, cause })
