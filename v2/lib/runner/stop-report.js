import { TaskError } from '../errors.js';
import { describeError } from './describe-error.js';
/** Whether an error is no more than the stop itself, come back: as it is, as a cause, or as an aborted call. */
const isEcho = (reason, error) => {
    if (error === reason)
        return true;
    const { name, cause } = (error ?? {});
    return name === 'AbortError' || (cause !== undefined && isEcho(reason, cause));
};
/** The report of a run that was stopped. What a task says of itself, such as a rollback that failed, stays in it. */
export const stopReport = (reason, error) => {
    const stopped = describeError(reason);
    if (isEcho(reason, error) || !(error instanceof TaskError))
        return stopped;
    const own = describeError(error);
    return { ...own, message: `${stopped.message}: ${own.message}`, exitCode: stopped.exitCode };
};
