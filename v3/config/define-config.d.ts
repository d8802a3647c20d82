import type { CastKind } from '../lib/canonical/cast-kinds.ts';
/** What a `tasks.config` file holds. Relative paths start at that file's folder. */
export interface UserConfig {
    /** Of backups. The database's name by default. */
    name?: string;
    /** URLs or addresses by name. `default` is the one meant when none is named; with only one, that. */
    databases?: Record<string, string | DatabaseConfig>;
    /** Knex migrations in a directory, or another framework's command. */
    migrations?: MigrationsConfig;
    seeds?: {
        directory: string;
    };
    /** Globs of tables whose records stay at home. */
    exclude?: readonly string[];
    /** Columns that hold something else than their type says: `'events.at': 'epoch-milliseconds'`, `'type char(36)': 'uuid'`. */
    casts?: Record<string, CastKind>;
    /** Tables, or columns as `table.column`, by their old name. */
    rename?: Record<string, string>;
    /** Directories. */
    media?: readonly string[];
    backup?: BackupConfig;
    /** Commands, or names of tasks, around the migrations of `update`. */
    update?: {
        before?: readonly string[];
        after?: readonly string[];
    };
}
export type MigrationsConfig = {
    directory: string;
    table?: string;
    command?: never;
} | {
    command: string;
    directory?: never;
    table?: never;
};
export interface DatabaseConfig {
    /** Other keys complete it and win over it. */
    url?: string;
    engine?: 'sqlite' | 'mysql' | 'mariadb' | 'postgres';
    host?: string;
    port?: number;
    user?: string;
    password?: string;
    /** A file whose first line is the password. */
    passwordFile?: string;
    database?: string;
    socketPath?: string;
    /** SQLite. */
    filename?: string;
    /** PostgreSQL: the first is where tables without a schema in their name live. */
    schemas?: readonly string[];
    /** SQLite: set after opening. */
    pragmas?: Record<string, string | number | boolean>;
    tls?: TlsConfig;
    /** Milliseconds; 10,000 by default. */
    connectTimeout?: number;
}
export interface TlsConfig {
    mode?: 'disable' | 'prefer' | 'require' | 'verify-ca' | 'verify-full';
    /** Paths of PEM files. */
    ca?: string;
    cert?: string;
    key?: string;
}
export interface KeepConfig {
    last?: number;
    hourly?: number;
    daily?: number;
    weekly?: number;
    monthly?: number;
    yearly?: number;
    /** A span such as `30d`, `12h`, `1y6m`. */
    within?: string;
}
export type EncryptionConfig = {
    recipients: readonly string[];
    passphraseFile?: never;
} | {
    passphraseFile: string;
    recipients?: never;
};
export interface BackupConfig {
    /** A directory, or `s3://bucket/prefix`; or several of them. */
    location?: string | readonly string[];
    keep?: KeepConfig;
    /** A cron expression. */
    schedule?: string;
    timezone?: string;
    /** age recipients; or a file whose first line is a passphrase. */
    encryption?: EncryptionConfig;
    /** The least part of the last backup's rows that a new one must have, 0 to 1; 0.1 by default. */
    floor?: number;
    /** Commands around a scheduled backup; one that fails fails the run. */
    before?: readonly string[];
    after?: readonly string[];
    /** URLs that are fetched when a scheduled backup has ended. */
    ping?: {
        success?: string;
        failure?: string;
    };
    /** A file that a scheduler touches while it lives. */
    heartbeat?: string;
}
/** Types a configuration; gives it back as it is. */
export declare const defineConfig: (config: UserConfig) => UserConfig;
