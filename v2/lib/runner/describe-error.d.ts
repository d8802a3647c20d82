import { type ExitCode } from '../errors.ts';
export interface ErrorReport {
    message: string;
    hint: string | undefined;
    exitCode: ExitCode;
    /** With its causes; for `--debug`. */
    stack: string;
}
/** Under `--debug` it is not shown: the stack is. */
export declare const debugHint = "run it again with --debug to see where";
/** Every error as the user is told of it; the one place that does so. No password is in it. */
export declare const describeError: (error: unknown) => ErrorReport;
