/** `skipBackup` is written `--skip-backup`. */
export declare const optionName: (key: string) => string;
