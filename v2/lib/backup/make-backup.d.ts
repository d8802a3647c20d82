import type { ConnectionSettings } from '../dialects/dialect.ts';
import type { OnRecordProgress } from '../records/progress.ts';
import type { Store } from '../store/store.ts';
import { type Encryption } from './encryption.ts';
import { type Manifest } from './manifest.ts';
import type { MediaDirectory } from './media-directory.ts';
export interface BackupOptions {
    /** Of the backup: what its files' names begin with. */
    name: string;
    store: Store;
    /** Left out: no records. */
    database?: ConnectionSettings | undefined;
    /** Globs of tables whose records stay at home. */
    leaveOut?: readonly string[] | undefined;
    /** Empty: no media. */
    media: readonly MediaDirectory[];
    encryption?: Encryption | undefined;
    label?: string | undefined;
    pinned?: boolean;
    /** Of what is about to be replaced. */
    safety?: boolean;
    /** The least part of the last backup's rows that this one must have; 0 takes anything. Default 0.1. */
    floor?: number | undefined;
    signal?: AbortSignal | undefined;
    onProgress?: OnRecordProgress | undefined;
    onStatement?: ((sql: string) => void) | undefined;
}
export interface BackupResult {
    manifest: Manifest;
    /** Bytes stored, the manifest included. */
    size: number;
    notes: string[];
}
/**
 * Stores the records of one snapshot, the media files, and last the manifest that makes a backup of them. Whatever
 * goes wrong, and however the process ends, there is either a whole backup more or none, and the earlier ones are
 * as they were. TaskError 13 while another run is at work on backups of this name here.
 */
export declare function makeBackup(options: BackupOptions): Promise<BackupResult>;
/** For who holds the lock already. */
export declare function makeLocked(options: BackupOptions): Promise<BackupResult>;
/** What is wrong before anything is begun. */
export declare function refuseWhatCannotBe(options: BackupOptions): void;
/**
 * What lies within a media folder goes into every backup with it, and is replaced with it by every restore: that must be
 * neither the backups, nor the database, nor another media folder.
 */
export declare function refuseEntangledMedia({ store, database, media, }: Pick<BackupOptions, 'store' | 'database' | 'media'>): void;
/** Under the lock, whatever of this name has no manifest is of a run that died. */
export declare function clearLeftovers(store: Store, name: string): Promise<void>;
/** The last file of a backup: with it, it is one. Gives the bytes of all. */
export declare function storeManifest(store: Store, manifest: Manifest): Promise<number>;
