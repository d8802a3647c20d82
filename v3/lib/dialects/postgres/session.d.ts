import type { Client, QueryResultRow } from 'pg';
import type { ConnectionSettings, OpenOptions } from '../dialect.ts';
/** What a server says about an error, beyond its message (pg's DatabaseError). */
export interface ServerError extends Error {
    code: string;
    severity: string;
    detail?: string;
    where?: string;
    column?: string;
    table?: string;
    constraint?: string;
}
/** The one connection of an open database: statements, COPY in both directions, and their end on abort. */
export declare class Session {
    #private;
    constructor(client: Client, settings: ConnectionSettings, options: OpenOptions);
    get isLost(): boolean;
    prepare(schemas: readonly string[]): Promise<void>;
    /**
     * Does work while names are seen from the first schema alone: the server then writes those of all others in full,
     * so that they mean the same elsewhere.
     */
    seenFromFirst<Result>(schemas: readonly string[], work: () => Promise<Result>): Promise<Result>;
    query<Row extends QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
    execute(sql: string): Promise<void>;
    /** Runs an UPDATE or DELETE; gives how many rows it changed. */
    change(sql: string): Promise<number>;
    /** For rolling back: also after an abort, and without an error where the connection is gone. */
    executeLast(sql: string): Promise<void>;
    /**
     * The CopyData messages of COPY … TO STDOUT as they come (see CopyOut), with back-pressure. Leaves the connection usable
     * when it is left early.
     */
    copyOut(sql: string): AsyncGenerator<Buffer>;
    /** Sends the bytes through COPY … FROM STDIN; gives how many rows the server took. */
    copyIn(sql: string, bytes: Buffer): Promise<number>;
    /** Asks the server, through a connection of its own as the protocol wants it, to end what runs. */
    cancel(): Promise<void>;
    /** Cuts the connection: the server rolls back. */
    cut(): void;
    close(): void;
}
/** The server's own error in `error` or behind it. */
export declare function serverError(error: unknown): ServerError | undefined;
