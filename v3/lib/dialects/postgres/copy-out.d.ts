import type { Connection, Submittable } from 'pg';
/** What stands before a message's content: its kind and, in four bytes, its length without the kind. */
export declare const messageHeader = 5;
/** Where the message that begins at `at` ends. */
export declare const messageEnd: (bytes: Buffer, at: number) => number;
/** The contents of whole messages. */
export declare function contentsOf(messages: Buffer): Generator<Buffer>;
/**
 * COPY … TO STDOUT in the text format. Gives the server's CopyData messages as they lie in what the socket reads,
 * headers and all: the server sends one a row, and a view and a copy of each (pg, pg-copy-streams) cost as much as
 * encoding them. While data flows, the socket is listened to here instead of by pg, which gets every other message.
 */
export declare class CopyOut implements Submittable {
    #private;
    constructor(sql: string);
    /** Buffers of whole CopyData messages, each of whole rows. */
    messages(): AsyncGenerator<Buffer>;
    /** Lets what still comes go by, so that the connection can be used again. */
    discard(): void;
    submit(connection: Connection): void;
    handleCommandComplete(): void;
    handleReadyForQuery(): void;
    handleError(error: Error): void;
}
