import type { Config } from './config.ts';
export interface ConfigPlace {
    /** Where the command was given, to say where the file is. */
    cwd: string;
    configFile: string | undefined;
    directory: string;
}
/**
 * The configuration that tasks work with: defaults, overlaid by the file, overlaid by the environment, into which
 * the .env was loaded before (load-environment.ts). TaskError 2 names the file and the key that is wrong.
 */
export declare const loadConfig: (place: ConfigPlace, env: NodeJS.ProcessEnv) => Promise<Config>;
