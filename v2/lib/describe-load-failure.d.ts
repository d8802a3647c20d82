import { TaskError } from './errors.ts';
/** A user's file that cannot be loaded: exit code 2, with the file and the line. */
export declare const describeLoadFailure: (what: string, file: string, error: unknown) => TaskError;
