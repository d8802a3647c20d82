import type { RunBackupResult } from '../lib/backup/run-backup.ts';
import type { OnRecordProgress } from '../lib/records/progress.ts';
import type { TaskContext } from '../lib/task/context.ts';
export interface BackupChoice {
    database: string | undefined;
    path: readonly string[];
    skipRecords?: boolean;
    skipMedia?: boolean;
    label?: string | undefined;
    pin?: boolean;
    floor?: number | undefined;
    /** Old ones stay, whatever the configuration says. */
    skipRetention?: boolean;
}
type Context = Pick<TaskContext, 'config' | 'cwd' | 'env' | 'signal' | 'echo'>;
/** One backup as the configuration says, in all locations, with retention. */
export declare function runConfiguredBackup(context: Context, choice: BackupChoice, onProgress?: OnRecordProgress): Promise<RunBackupResult>;
/** What a backup was, and what is to be known about it. */
export declare function tellBackup(context: Pick<TaskContext, 'note' | 'partial' | 'result' | 'summary'>, { manifest, locations, notes }: RunBackupResult, start: number): void;
export {};
