import type { Readable } from 'node:stream';
import type { ConnectionSettings, OrphanPolicy } from '../dialects/dialect.ts';
import { type ImportResult } from '../records/import-records.ts';
import type { KnexMigrations } from '../records/load-records.ts';
import type { OnRecordProgress } from '../records/progress.ts';
import type { Store } from '../store/store.ts';
import { type BackupChoice } from './catalog.ts';
import type { Encryption, Keys } from './encryption.ts';
import type { Manifest } from './manifest.ts';
import type { MediaDirectory } from './media-directory.ts';
export interface RestoreOptions {
    name: string;
    store: Store;
    choice: BackupChoice;
    keys: Keys;
    /** Left out: the records stay as they are. */
    database?: ConnectionSettings | undefined;
    /** Empty: media stay as they are. */
    media: readonly MediaDirectory[];
    /** What becomes of records that refer to none; `fail` where it is left out. */
    onOrphan?: OrphanPolicy | undefined;
    /** Let the shape of the tables alone decide, whatever migrations backup and database have been through. */
    ignoreVersion?: boolean | undefined;
    /** The application's own: an empty database gets the schema of the backup's version from them. */
    migrations?: KnexMigrations | undefined;
    /** Another way for the records than an import that replaces those of the backup's tables. */
    recordsWay?: RecordsWay | undefined;
    /** Back up what is about to be replaced, encrypted like any other. */
    safety?: {
        encryption?: Encryption | undefined;
    } | undefined;
    signal?: AbortSignal | undefined;
    onProgress?: OnRecordProgress | undefined;
    onStatement?: ((sql: string) => void) | undefined;
    /** What it is about to do. */
    onPhase?: ((phase: RestorePhase) => void) | undefined;
}
/** `open` reads the dump from its beginning, each time that it is called. */
export interface RecordsWay {
    /** Everything that can be known before anything is touched. */
    check(open: () => Promise<Readable>): Promise<void>;
    /** `safetyId` is of the backup of what it replaces, where one was made. */
    load(open: () => Promise<Readable>, safetyId: string | undefined): Promise<ImportResult>;
}
export type RestorePhase = 'verify' | 'check' | 'unpack' | 'safety' | 'load' | 'swap';
export interface RestoreResult {
    manifest: Manifest;
    /** The id of the backup of what was replaced; undefined where there was nothing, or none was asked for. */
    safetyId: string | undefined;
    records: ImportResult | undefined;
    media: {
        files: number;
        bytes: number;
    } | undefined;
    notes: string[];
}
/**
 * Brings a backup back. Everything in it is verified, its records are checked against the target and its media unpacked
 * beside their folders before anything is touched. Then the safety backup; the records in one transaction; the media
 * by rename. A run that dies leaves the database as it was or wholly restored, and another run completes it.
 */
export declare function restoreBackup(options: RestoreOptions): Promise<RestoreResult>;
