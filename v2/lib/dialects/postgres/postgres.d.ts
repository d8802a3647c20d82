import type { Dialect } from '../dialect.ts';
/** PostgreSQL 13 to 18. */
export declare const postgres: Dialect;
