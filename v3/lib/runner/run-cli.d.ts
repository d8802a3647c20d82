import { type ExitCode } from '../errors.ts';
import type { Io } from './io.ts';
/** Where the command is given, and what was found from there. */
export interface Place {
    cwd: string;
    configFile: string | undefined;
    /** Where tasks/ and .env lie: beside the configuration, else the current directory. */
    directory: string;
}
/** Runs a command line. Never rejects; gives the exit code. */
export declare const runCli: (argv: readonly string[], io: Io) => Promise<ExitCode>;
