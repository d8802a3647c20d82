import type { Store, StoreOptions } from '../store/store.ts';
import type { Manifest } from './manifest.ts';
/**
 * Brings a backup to a second location, byte for byte, under that one's lock, which the caller holds. What arrives is
 * compared with the manifest; the manifest comes last. Gives the bytes stored.
 */
export declare function copyBackup(manifest: Manifest, from: Store, to: Store, options?: StoreOptions): Promise<number>;
