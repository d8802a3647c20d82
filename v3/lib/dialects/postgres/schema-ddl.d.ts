import type { Ddl, DdlSource } from '../dialect.ts';
/** See Dialect.ddl. All of it is one transaction. */
export declare function ddl(source: DdlSource): Ddl;
