import type { ConnectionSettings } from '../dialects/dialect.ts';
export interface WaitOptions {
    database: ConnectionSettings;
    /** Milliseconds. */
    timeout: number;
    signal?: AbortSignal | undefined;
    /** Called with each attempt that failed. */
    onAttempt?: (message: string) => void;
}
/** Until the database answers. A wrong password or a missing database will not heal by waiting, and fails at once. */
export declare function waitForDatabase(options: WaitOptions): Promise<{
    engine: string;
    version: string;
}>;
