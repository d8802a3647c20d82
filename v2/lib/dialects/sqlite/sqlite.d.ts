import type { Dialect } from '../dialect.ts';
/** SQLite files. Reading never makes, changes or recovers a file that is whole. */
export declare const sqlite: Dialect;
