import type { KeepConfig } from '../../config/define-config.ts';
/** What retention looks at of a backup. */
export interface RetainedBackup {
    id: string;
    created: Date;
    /** Which one of its second. */
    attempt: number;
    /** Whole as far as its manifest and the sizes of its files tell. */
    good: boolean;
    pinned: boolean;
    /** An update may still go back to it. */
    held?: boolean;
    /** Backups of other parts, and safety backups, do not stand in for each other. */
    group: string;
}
export interface Verdict<Backup extends RetainedBackup = RetainedBackup> {
    backup: Backup;
    keep: boolean;
    /** Why, for people: `daily 2 of 7`, `pinned`. */
    reasons: string[];
}
export interface RetentionOptions {
    now: Date;
    /** Where days and hours begin; UTC by default. */
    timezone?: string | undefined;
}
/**
 * Which backups stay, newest first, each with its reasons. In each group: the newest of each of the last so many hours,
 * days, weeks, months and years that have one, the last so many, and all within a span before the newest. The newest
 * good one, pinned ones, those that are not good (they count for nothing) and those of the future always stay; without
 * any rule all do.
 *
 * Time is counted from the newest backup that is not of the future, never from the clock: while the owner is away, or
 * when the clock has jumped, nothing becomes too old.
 */
export declare function applyRetention<Backup extends RetainedBackup>(backups: readonly Backup[], keep: KeepConfig, options: RetentionOptions): Verdict<Backup>[];
