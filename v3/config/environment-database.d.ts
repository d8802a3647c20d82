import type { DatabaseAddress } from './database-address.ts';
/**
 * The default database as the environment has it: DATABASE_URL in place of the configured one, or DATABASE_ENGINE
 * with the parts, and DATABASE_HOST, _PORT, _USER, _PASSWORD, _NAME in place of single parts; each also as the
 * name of a file in a variable that ends in _FILE. undefined where the environment says nothing of it.
 * `settled`: the configured one was made from DATABASE_URL already, so only parts are to be added.
 */
export declare const environmentDatabase: (env: NodeJS.ProcessEnv, directory: string, configured: DatabaseAddress | undefined, settled: boolean) => DatabaseAddress | undefined;
/** DATABASE_URL as it stands, for telling whether the configuration has it already. */
export declare const environmentUrl: (env: NodeJS.ProcessEnv, directory: string) => string | undefined;
