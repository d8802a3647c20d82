import type { CastKind } from '../lib/canonical/cast-kinds.ts';
import type { DatabaseAddress } from './database-address.ts';
import type { BackupConfig, MigrationsConfig } from './define-config.ts';
/** The configuration that tasks work with: checked, completed from the environment, its paths absolute. */
export interface Config {
    /** The file it came from; undefined where there is none. */
    readonly file: string | undefined;
    /** Where relative paths of the configuration start: the file's folder, else the current directory. */
    readonly directory: string;
    readonly name: string | undefined;
    /** Checked for form only: resolve-database.ts reads password and certificate files when a database is used. */
    readonly databases: Readonly<Record<string, DatabaseAddress>>;
    /** A key of `databases`; undefined where there is none, or more than one and none called `default`. */
    readonly defaultDatabase: string | undefined;
    readonly migrations: MigrationsConfig | undefined;
    readonly seeds: {
        directory: string;
    } | undefined;
    readonly exclude: readonly string[];
    readonly casts: Readonly<Record<string, CastKind>>;
    readonly rename: Readonly<Record<string, string>>;
    readonly media: readonly string[];
    /** Each of `locations` is absolute, or an `s3:` URL. */
    readonly backup: Omit<BackupConfig, 'location'> & {
        locations: readonly string[];
    };
    readonly update: {
        readonly before: readonly string[];
        readonly after: readonly string[];
    };
}
