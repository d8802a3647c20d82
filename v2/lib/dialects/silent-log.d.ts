import type { Knex } from 'knex';
/** For every knex that a dialect makes: errors are thrown and printed once, by the runner; knex would print them too. */
export declare const silentLog: Knex.Logger;
