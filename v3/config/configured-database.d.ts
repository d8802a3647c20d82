import type { DatabaseAddress } from './database-address.ts';
import type { DatabaseConfig } from './define-config.ts';
/** One entry of `databases`, checked by its form, as an address with absolute paths. */
export declare const configuredDatabase: (config: string | DatabaseConfig, directory: string, path: string) => DatabaseAddress;
