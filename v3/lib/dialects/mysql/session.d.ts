import type { ConnectionSettings } from '../dialect.ts';
import { type Flavor } from './flavor.ts';
import { type Outcome, type StatementOptions, type WireConnection } from './wire-statement.ts';
export type TextRow = Record<string, string | null>;
/**
 * One connection, set up so that the server neither shifts, rounds, coerces nor gives up: UTC, strict,
 * utf8mb4, patient.
 */
export declare class Session {
    #private;
    readonly settings: ConnectionSettings;
    readonly flavor: Flavor;
    private constructor();
    static open(settings: ConnectionSettings, onStatement?: ((sql: string) => void) | undefined): Promise<Session>;
    get threadId(): number;
    /** Stops and starts the packets of a running statement. */
    get stream(): WireConnection['stream'];
    run(sql: string, options?: StatementOptions): Promise<Outcome>;
    /** For statements that hold records: `shown` is what --echo shows of it. */
    runQuietly(sql: string | Buffer, shown: string, options?: StatementOptions): Promise<Outcome>;
    /** Small results only. */
    rows<Row extends TextRow = TextRow>(sql: string): Promise<Row[]>;
    /** The first cell of the first row. */
    value(sql: string): Promise<string | null>;
    /** Ends the connection at once; the server rolls back what it had not committed. */
    close(): void;
}
/**
 * Strict, but with the zero dates, the 31st of February and id 0 that a MySQL source may hold. Neither ANSI_QUOTES nor
 * NO_BACKSLASH_ESCAPES nor PAD_CHAR_TO_FULL_LENGTH, which would change what our statements mean.
 */
export declare const sqlMode = "STRICT_ALL_TABLES,ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION";
/** Whether a statement failed because the connection is gone, rather than by the server's judgement. */
export declare function isConnectionLost(error: unknown): boolean;
