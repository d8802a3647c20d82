import type { ConnectionSettings } from '../lib/dialects/dialect.ts';
import type { Config } from './config.ts';
import type { DatabaseAddress } from './database-address.ts';
/**
 * The database that an option names, by a name of the configuration or by a URL, whose relative paths start at
 * `cwd`; without either, the default one. TaskError 2 where there is none such. Reads password and certificate files.
 */
export declare const resolveDatabase: (config: Config, nameOrUrl: string | undefined, cwd: string) => ConnectionSettings;
/** The same as an address: files of passwords and certificates are not read. `name` is undefined for a URL. */
export declare const resolveAddress: (config: Config, nameOrUrl: string | undefined, cwd: string) => {
    address: DatabaseAddress;
    name: string | undefined;
};
