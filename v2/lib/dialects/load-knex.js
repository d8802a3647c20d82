import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
/** knex, when it is first needed: loading it takes a tenth of a second, and only migrations use it. */
export const loadKnex = () => require('knex');
