import type { SchemaHistory } from '../dump/format.ts';
/** A schema version in few words: `knex, 20260301_stock (4 migrations)`. */
export declare function describeHistory(history: SchemaHistory | null): string;
