import type { Knex } from './migration-history.ts';
/** Does `work` and tells of each statement that `knex` runs for it, without its values. */
export declare function announced<Result>(knex: Knex, onStatement: ((sql: string) => void) | undefined, work: () => Promise<Result>): Promise<Result>;
