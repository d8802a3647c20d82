import type { DatabaseLock } from '../dialects/dialect.ts';
import type { Knex } from './migration-history.ts';
import type { Migration } from './migration-source.ts';
export declare const lockTable: (table: string) => string;
/** Frees what a killed run of this tool left; gives whether there was such. `lock` is proof that none runs. */
export declare function freeDeadLock(knex: Knex, table: string, _lock: DatabaseLock): Promise<boolean>;
/** The same migration, which says in knex's lock who holds it, in the transaction that took it. */
export declare function marked(migration: Migration, table: string, lock: DatabaseLock): Migration;
/** Gives an error of knex's that its lock is held as one that the user can act on. */
export declare function explainLocked(error: unknown, table: string): unknown;
