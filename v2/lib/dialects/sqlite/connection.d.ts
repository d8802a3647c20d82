import { type Knex } from 'knex';
import { TaskError } from '../../errors.ts';
import type { ConnectionSettings, OpenOptions } from '../dialect.ts';
type Mode = 'ro' | 'rw' | 'rwc';
export type Row = Record<string, unknown>;
/** knex on the file: one connection, and in `ro` and `rw` never a new file. */
export declare function openKnex(settings: ConnectionSettings, mode: Mode): Knex;
/** As a file name of ATTACH, too. */
export declare function uriOf(settings: ConnectionSettings, mode: Mode): string;
/** A statement that runs many times. */
export interface PreparedStatement {
    all(...values: unknown[]): Promise<Row[]>;
    /** Gives the number of changed rows. */
    run(...values: unknown[]): Promise<number>;
    finalize(): Promise<void>;
}
/** The one connection of a knex pool, with its driver's own handle: knex buffers whole results and copies binds. */
export declare class SqliteConnection {
    #private;
    private constructor();
    static open(settings: ConnectionSettings, mode: Mode, options: OpenOptions): Promise<SqliteConnection>;
    /** A database that nobody else sees, and that ends with its connection. */
    static openPrivate(settings: ConnectionSettings, options: OpenOptions): Promise<SqliteConnection>;
    all(sql: string, ...values: unknown[]): Promise<Row[]>;
    run(sql: string, ...values: unknown[]): Promise<void>;
    /** As run(); gives the number of changed rows. */
    change(sql: string, ...values: unknown[]): Promise<number>;
    /** As run(), also when the signal has been aborted: for what undoes. */
    undo(sql: string): Promise<void>;
    /** Page by page, in one transaction: afterwards this database is what the other file is. */
    copyFrom(filename: string): Promise<void>;
    prepare(sql: string): Promise<PreparedStatement>;
    /** Idempotent. SQLite rolls back what is open. */
    close(): Promise<void>;
}
export declare function lockedError(settings: ConnectionSettings, cause: unknown): TaskError;
/** Whether there is a file to open. A missing one, or something else in its place: TaskError 14. */
export declare function checkFile(settings: ConnectionSettings, mayBeMissing: boolean): boolean;
export {};
