import { exitCodes, TaskError } from '../lib/errors.js';
/** `what` would go to standard output beside the result of --json. */
export const twoResults = (what) => new TaskError(`Standard output cannot hold both the ${what} (-f -) and the result (--json)`, {
    exitCode: exitCodes.usage,
    hint: 'Name a file with -f, or leave --json out.',
});
