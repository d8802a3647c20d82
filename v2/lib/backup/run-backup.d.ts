import type { KeepConfig } from '../../config/define-config.ts';
import type { Store } from '../store/store.ts';
import { type BackupOptions } from './make-backup.ts';
import type { Manifest } from './manifest.ts';
export interface RunBackupOptions extends Omit<BackupOptions, 'store'> {
    /** At least one. */
    stores: readonly Store[];
    /** Retention, in each location that has the new backup. Left out: none. */
    keep?: KeepConfig | undefined;
    timezone?: string | undefined;
}
export interface RunBackupResult {
    manifest: Manifest;
    /** In the order of the stores. */
    locations: LocationResult[];
    notes: string[];
}
export interface LocationResult {
    location: string;
    /** Bytes stored; undefined where it failed. */
    size: number | undefined;
    /** Ids that retention removed. */
    pruned: string[];
    error: unknown;
}
/**
 * Makes one backup and puts it into every location. A location that fails does not keep it from the others, and sees no
 * retention. Rejects where no location has it, with the first one's error.
 */
export declare function runBackup(options: RunBackupOptions): Promise<RunBackupResult>;
