import type { Knex } from 'knex';
import { type Client } from 'pg';
import { TaskError } from '../../errors.ts';
import type { ConnectionSettings } from '../dialect.ts';
type Tls = false | Record<string, unknown>;
export interface Connection {
    client: Client;
    /** Whether the connection is encrypted, so that further ones are made alike. */
    tls: Tls;
    end(): Promise<void>;
}
/** Without knex, which takes a tenth of a second to load: records need none of it. */
export declare function connect(settings: ConnectionSettings): Promise<Connection>;
export declare function makePool(settings: ConnectionSettings, tls: Tls, pool: {
    min: number;
    max: number;
}): Knex;
/** The TaskError of an open that failed; names the place and never the password. */
export declare function openError(error: unknown, settings: ConnectionSettings): TaskError;
export {};
