/** Names of a backup's files: `<name>-<UTC time>[-<number>].<part>`. */
export interface BackupId {
    id: string;
    name: string;
    /** From its name, to the second. */
    created: Date;
    /** Which one of that second, from 1. */
    attempt: number;
}
export declare const manifestEnding = ".backup.json";
/** `inventory-20261120T030000Z`; a second one in that second ends with `-2`. */
export declare function backupId(name: string, created: Date, attempt?: number): string;
/** The next one of that second: above all that are left of it, so that it is the newest. */
export declare function nextBackupId(name: string, created: Date, earlier: readonly BackupId[]): string;
/** Undefined where it is no id. */
export declare function parseBackupId(id: string): BackupId | undefined;
/** For sorting: by when they were made, and of one second by their numbers. */
export declare const newestFirst: (a: Pick<BackupId, 'created' | 'attempt'>, b: Pick<BackupId, 'created' | 'attempt'>) => number;
/** The backup that a file is a part of, by its name; undefined for everybody else's files. */
export declare const backupOfFile: (file: string) => BackupId | undefined;
/** A database's own name as the name of backups: characters that a file name may lack become `%2F` and the like. */
export declare const backupNameOf: (database: string) => string;
