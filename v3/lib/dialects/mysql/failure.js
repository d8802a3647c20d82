import { exitCodes, TaskError } from '../../errors.js';
import { isConnectionLost } from './session.js';
import { ServerError } from './wire-statement.js';
/** What the server or the network did to a statement, as the user's own failure; any other error as it is. */
export function asTaskError(error, { display }) {
    if (error instanceof TaskError)
        return error;
    if (isConnectionLost(error)) {
        return new TaskError(`the connection to ${display} was lost: ${error.message}`, {
            exitCode: exitCodes.unreachable,
            hint: 'When the server answers again, run the task again: it first undoes or finishes what was begun.',
            cause: error,
        });
    }
    if (!(error instanceof ServerError))
        return error;
    return new TaskError(`${display}: ${error.message}`, { hint: hints[error.errno], cause: error });
}
/** Whether the server refused for want of a privilege, or what was made of that. */
export function isDenied(error) {
    const cause = error instanceof TaskError ? error.cause : error;
    return cause instanceof ServerError && deniedNumbers.has(cause.errno);
}
/** Of a database, a table, a column, an administrator, a routine, a trigger beside the binary log. */
const deniedNumbers = new Set([1044, 1142, 1143, 1227, 1370, 1419]);
const privilege = 'Give the user the privilege, or use another user.';
const space = 'Make room on the server, and run the task again.';
const waiting = 'Another connection holds the table: end its transaction, and run the task again.';
const hints = {
    1021: space,
    1030: space,
    1044: privilege,
    1114: space,
    1153: 'Raise max_allowed_packet on the server: a statement with one record was longer.',
    1142: privilege,
    1143: privilege,
    1205: waiting,
    1213: 'Another transaction wrote to the same rows: run the task again.',
    1227: privilege,
    1370: privilege,
    1412: 'A table was altered while it was read: run the task again.',
};
