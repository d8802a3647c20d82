import { Readable } from 'node:stream';
import type { Store, StoreOptions } from '../store/store.ts';
import { type Keys } from './encryption.ts';
import type { Manifest, StoredPart } from './manifest.ts';
/** A part as it was before it was encrypted and compressed. Its errors come as it is read. */
export declare function readPart(store: Store, manifest: Manifest, part: StoredPart, keys: Keys, options?: StoreOptions): Promise<Readable>;
/** Reads all of a part as it is stored. TaskError 10 where it is not what the manifest says. */
export declare function verifyPart(store: Store, part: StoredPart, options?: StoreOptions): Promise<void>;
