import type { DatabaseAddress } from './database-address.ts';
/**
 * An address as a URL that other programs read too: `postgresql://` and `mysql://`, which MariaDB's drivers know as
 * well, and `sqlite:////absolute/path`. It holds the password. What only this tool knows (schemas, pragmas) is not in it.
 */
export declare function renderDatabaseUrl(address: DatabaseAddress, password: string | undefined): string;
