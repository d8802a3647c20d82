import { TaskError } from '../errors.ts'
import { describeError, type ErrorReport } from './describe-error.ts'

/** Whether an error is no more than the stop itself, come back: as it is, as a cause, or as an aborted call. */
const isEcho = (reason: unknown, error: unknown): boolean => {
  if (error === reason) return true
  const { name, cause } = (error ?? {}) as { name?: string; cause?: unknown }
  return name === 'AbortError' || (cause !== undefined && isEcho(reason, cause))
}

/** The report of a run that was stopped. What a task says of itself, such as a rollback that failed, stays in it. */
export const stopReport = (reason: unknown, error: unknown): ErrorReport => {
  const stopped = describeError(reason)
  if (isEcho(reason, error) || !(error instanceof TaskError)) return stopped
  const own = describeError(error)
  return { ...own, message: `${stopped.message}: ${own.message}`, exitCode: stopped.exitCode }
}
