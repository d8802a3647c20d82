import { TaskError } from '../lib/errors.ts';
/** `what` would go to standard output beside the result of --json. */
export declare const twoResults: (what: string) => TaskError;
