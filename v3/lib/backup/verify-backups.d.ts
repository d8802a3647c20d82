import type { Store } from '../store/store.ts';
import type { Keys } from './encryption.ts';
import type { Manifest } from './manifest.ts';
export interface VerifyOptions {
    store: Store;
    name?: string | undefined;
    /** Restore the records into a scratch database, too, and compare. */
    drill?: boolean;
    /** For a drill of encrypted ones. */
    keys: Keys;
    signal?: AbortSignal | undefined;
    /** Called when one has been verified. */
    onVerified?: ((backup: VerifiedBackup) => void) | undefined;
}
export interface VerifiedBackup {
    id: string;
    /** Of its files. */
    size: number;
    manifest: Manifest | undefined;
    /** Why it is no good, a sentence each; empty where it is whole. */
    faults: string[];
    /** Of a drill, though it is whole: no key fits, SQLite cannot hold its records, a restore will ask about orphans. */
    notes: string[];
}
/** Reads every backup of the location through, newest first, against the digests of its manifest. */
export declare function verifyBackups(options: VerifyOptions): Promise<VerifiedBackup[]>;
