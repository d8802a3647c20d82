import { isNativeError } from 'node:util/types';
import { exitCodes, TaskError } from './errors.js';
const isErrorLike = (error) => isNativeError(error) || error instanceof Error;
const wrongFile = (message, cause) => new TaskError(message, { exitCode: exitCodes.usage, cause });
/** Where in the user's file it went wrong, as `:line:column`; the parser says so in its message, a running file in its stack. */
const place = (file, error) => {
    for (const text of [error.message, error.stack ?? '']) {
        const at = text.indexOf(`${file}:`);
        const found = at < 0 ? undefined : /^:\d+(:\d+)?/.exec(text.slice(at + file.length));
        if (found)
            return found[0];
    }
    return '';
};
/** A user's file that cannot be loaded: exit code 2, with the file and the line. */
export const describeLoadFailure = (what, file, error) => {
    if (error instanceof TaskError)
        return error;
    if (!isErrorLike(error))
        return wrongFile(`${what} cannot be loaded: ${file}: ${String(error)}`);
    const reason = error.message
        .split('\n')[0]
        .replace(/^ParseError: /, '')
        .trim();
    return wrongFile(`${what} cannot be loaded: ${file}${place(file, error)}: ${reason}`, error);
};
