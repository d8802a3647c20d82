import { type ErrorReport } from './describe-error.ts';
import type { Io } from './io.ts';
/** An error's one line and its hint; its stack only under `--debug`. The one place that prints errors. */
export declare const printError: (io: Io, report: ErrorReport, debug: boolean) => void;
