import type { ConnectionSettings } from '../lib/dialects/dialect.ts';
import type { DatabaseAddress } from './database-address.ts';
/** The first line of a file, as containers hand secrets over. */
export declare const readSecret: (file: string, what: string) => string;
/**
 * An address made ready to connect: files read, defaults filled in. `name` is undefined for one that came as a URL.
 * TaskError 2 where something is missing.
 */
export declare const connectionSettings: (address: DatabaseAddress, name: string | undefined) => ConnectionSettings;
