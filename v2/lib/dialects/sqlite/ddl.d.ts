import type { Ddl, DdlSource } from '../dialect.ts';
/** See Dialect.ddl. All of it is one transaction. */
export declare function ddl({ engine, tables, sequences }: DdlSource): Ddl;
