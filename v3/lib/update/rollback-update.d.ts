import type { Encryption, Keys } from '../backup/encryption.ts';
import type { Manifest } from '../backup/manifest.ts';
import type { MediaDirectory } from '../backup/media-directory.ts';
import type { ConnectionSettings } from '../dialects/dialect.ts';
import { type ImportResult } from '../records/import-records.ts';
import type { OnRecordProgress } from '../records/progress.ts';
import type { Store } from '../store/store.ts';
import type { KnexDirectory } from './update-run.ts';
import { type RollbackStep, type RollbackWay, type UpdateState } from './update-state.ts';
export interface RollbackOptions {
    settings: ConnectionSettings;
    /** Of the backups, and where they lie. */
    name: string;
    store: Store;
    migrations: KnexDirectory | undefined;
    keys: Keys;
    /** Come back too, where the backup has them. */
    media: readonly MediaDirectory[];
    encryption?: Encryption | undefined;
    signal?: AbortSignal | undefined;
    onProgress?: OnRecordProgress | undefined;
    onStatement?: ((sql: string) => void) | undefined;
    onStep?: ((step: RollbackStep) => void) | undefined;
}
export interface RollbackPlan {
    state: UpdateState;
    way: RollbackWay;
    /** Of the backup that comes back. */
    manifest: Manifest | undefined;
}
export interface RollbackResult {
    run: string;
    way: RollbackWay;
    /** Id of the backup that is back. */
    backup: string | undefined;
    /** Id of the backup of what was replaced. */
    safetyId: string | undefined;
    records: ImportResult | undefined;
    media: {
        files: number;
        bytes: number;
    } | undefined;
    /** Records that were compared with those of the backup, and are equal. */
    compared: number;
    /** What of the schema is not as it was, a sentence each. */
    differences: string[];
    /** Tables whose records are not in the backup, and not in the database any more. */
    without: string[];
    notes: string[];
}
/** What rollbackUpdate() would do. TaskError where it would refuse before anything is touched. Changes nothing. */
export declare function planRollback(options: RollbackOptions): Promise<RollbackPlan>;
/**
 * Brings a database back to what it was before its last update, and proves it. Everything is checked before anything is
 * touched, and what is replaced is backed up first. One that is killed is completed by the next.
 * TaskError 12 where the schema has changed and only its framework can change it back; TaskError 1 without a backup.
 */
export declare function rollbackUpdate(options: RollbackOptions): Promise<RollbackResult>;
