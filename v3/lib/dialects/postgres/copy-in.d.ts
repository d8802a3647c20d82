import type { Connection, Submittable } from 'pg';
/**
 * COPY … FROM STDIN of bytes that are all there. Statement and data go out together: a stream that waits for the
 * server's invitation (pg-copy-streams) gets it only when the event loop is free, and by then the next batch is
 * being decoded instead of this one loaded. Where the statement fails, the server drops the data, as the protocol
 * promises ("COPY operations").
 */
export declare class CopyIn implements Submittable {
    #private;
    readonly rows: Promise<number>;
    constructor(sql: string, bytes: Buffer);
    submit(connection: Connection): void;
    handleCopyInResponse(): void;
    handleCommandComplete(message: {
        text?: string;
    }): void;
    handleReadyForQuery(): void;
    handleError(error: Error): void;
}
