import { exitCodes, TaskError } from '../lib/errors.ts'

/** What is wrong with how a task is called or configured. */
export const usageError = (message: string, hint: string): TaskError =>
  new TaskError(message, { exitCode: exitCodes.usage, hint })
