import type { Store } from '../store/store.ts';
import type { Keys } from './encryption.ts';
import type { Manifest } from './manifest.ts';
/**
 * Loads the records of a backup into a scratch SQLite database, reads them back and compares counts and digests with
 * the manifest's. TaskError 10 where anything differs. Gives what a restore will ask about, a sentence each.
 */
export declare function drillBackup(store: Store, manifest: Manifest, { keys, signal }: {
    keys: Keys;
    signal?: AbortSignal | undefined;
}): Promise<string[]>;
