import type { knex } from 'knex';
/** knex, when it is first needed: loading it takes a tenth of a second, and only migrations use it. */
export declare const loadKnex: () => typeof knex;
