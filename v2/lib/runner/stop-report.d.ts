import { type ErrorReport } from './describe-error.ts';
/** The report of a run that was stopped. What a task says of itself, such as a rollback that failed, stays in it. */
export declare const stopReport: (reason: unknown, error: unknown) => ErrorReport;
