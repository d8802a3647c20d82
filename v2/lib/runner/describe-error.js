import { isNativeError } from 'node:util/types';
import { redact } from '../../config/secrets.js';
import { exitCodes, TaskError } from '../errors.js';
import { printable } from '../printable.js';
import { printableLines } from './printable-lines.js';
const oneLine = (text) => printable(text.replaceAll(/\s*\n\s*/g, ' ').trim());
const stackOf = (error) => {
    if (!isNativeError(error) && !(error instanceof Error))
        return String(error);
    const own = error.stack ?? `${error.name}: ${error.message}`;
    return error.cause === undefined ? own : `${own}\nCaused by: ${stackOf(error.cause)}`;
};
/** A command of zx that failed. Known by its shape, for a user's zx may be another copy than ours. */
const failedCommand = (error) => {
    const output = error;
    const looksIt = typeof output === 'object' && output !== null && typeof output.stderr === 'string' && 'exitCode' in output;
    return looksIt ? output : undefined;
};
const describeCommand = (error) => {
    const ending = error.signal ? `was ended by ${error.signal}` : `ended with exit code ${error.exitCode}`;
    const lines = error.stderr.trim().split('\n').filter(Boolean);
    return {
        message: `the command ${error.cmd ? `"${oneLine(error.cmd)}" ` : ''}${ending}`,
        hint: lines.length === 0 ? undefined : `it said: ${lines.slice(-3).join(' / ')}`,
    };
};
/** A user's copy of TaskError counts too. */
const asTaskError = (error) => error instanceof TaskError || error?.name === 'TaskError'
    ? error
    : undefined;
/** Under `--debug` it is not shown: the stack is. */
export const debugHint = 'run it again with --debug to see where';
/** Every error as the user is told of it; the one place that does so. No password is in it. */
export const describeError = (error) => {
    const stack = printableLines(redact(stackOf(error)));
    const ours = asTaskError(error);
    if (ours) {
        const hint = ours.hint === undefined ? undefined : printableLines(redact(ours.hint));
        return { message: redact(oneLine(ours.message)), hint, exitCode: ours.exitCode, stack };
    }
    const command = failedCommand(error);
    if (command) {
        const { message, hint } = describeCommand(command);
        return {
            message: redact(message),
            hint: hint && printableLines(redact(hint)),
            exitCode: exitCodes.failed,
            stack,
        };
    }
    const message = isNativeError(error) || error instanceof Error ? error.message || error.name : String(error);
    return {
        message: redact(oneLine(message)),
        hint: debugHint,
        exitCode: exitCodes.failed,
        stack,
    };
};
