import { type Knex } from 'knex';
import type { ConnectionSettings } from '../dialect.ts';
import type { WireConnection } from './wire-statement.ts';
/** Opens one connection outside any pool. TaskError 14 where it cannot, with `cause.code` as in OpenFailure. */
export declare const connect: (settings: ConnectionSettings) => Promise<WireConnection>;
/** A knex of its own for migrations, with the application's usual session rather than ours. */
export declare function makeKnex(settings: ConnectionSettings): Knex;
