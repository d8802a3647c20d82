/** As much of mysql2's connection as is used here. */
export interface WireConnection {
    stream: {
        pause(): void;
        resume(): void;
        destroy(): void;
        cork(): void;
        uncork(): void;
    };
    threadId: number;
    addCommand(command: WireCommand): unknown;
    write(bytes: Uint8Array): void;
    _resetSequenceId(): void;
    _bumpSequenceId(packets: number): void;
    sequenceId: number;
}
interface WireCommand {
    execute(packet: WirePacket | undefined, connection: WireConnection): boolean;
    onResult(error: Error): void;
}
interface WirePacket {
    buffer: Buffer;
    offset: number;
    end: number;
}
/** What an error packet says; `errno` is the server's number. */
export declare class ServerError extends Error {
    readonly name = "ServerError";
    readonly errno: number;
    /** The statement, cut. */
    readonly statement: string;
    constructor(errno: number, message: string, statement: string);
}
export interface Outcome {
    affectedRows: number;
    /** Errors turned into warnings, warnings and notes. */
    warnings: number;
}
/** Gets each row of a result as length-coded strings: `buffer` from `start` to `end`, valid during the call. */
export type RowSink = (buffer: Buffer, start: number, end: number) => void;
export interface StatementOptions {
    onColumns?: (names: string[]) => void;
    onRow?: RowSink;
    /** What a LOAD DATA LOCAL reads: no file is ever opened. Without it, a server that asks for one gets nothing. */
    infile?: readonly Buffer[];
}
/** Runs one statement. Rejects with ServerError, or with the driver's error where the connection is lost. */
export declare function runStatement(connection: WireConnection, sql: string | Buffer, options?: StatementOptions): Promise<Outcome>;
/** A length-coded number and the position after it. */
export declare function readLength(buffer: Buffer, at: number): {
    value: number;
    next: number;
};
/** A row as texts, for the small results of catalog queries. */
export declare function textRow(buffer: Buffer, start: number, end: number): (string | null)[];
export {};
