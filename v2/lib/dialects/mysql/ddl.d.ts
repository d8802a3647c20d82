import type { Ddl, DdlSource } from '../dialect.ts';
import { type Flavor } from './flavor.ts';
type Engine = Flavor['engine'];
/** See Dialect.ddl. Foreign keys are in the tables, and are not looked at until all are there. */
export declare const ddlOf: (engine: Engine) => (source: DdlSource) => Ddl;
export {};
