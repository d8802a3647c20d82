import type { Config } from './config.ts';
/**
 * The environment of a command that is to work on the database of `nameOrUrl`: DATABASE_URL is its address, password
 * included, for an environment is seen by its user alone. A DATABASE_URL that names that database already stays.
 */
export declare function commandEnvironment(config: Config, nameOrUrl: string | undefined, { cwd, env }: {
    cwd: string;
    env: NodeJS.ProcessEnv;
}): NodeJS.ProcessEnv;
