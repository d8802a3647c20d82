import type { Encryption, Keys } from '../lib/backup/encryption.ts';
import type { MediaDirectory } from '../lib/backup/media-directory.ts';
import type { Store } from '../lib/store/store.ts';
import type { TaskContext } from '../lib/task/context.ts';
type Place = Pick<TaskContext, 'config' | 'cwd' | 'env'>;
/** Of the configuration; else the database's own, which needs one. */
export declare function backupName({ config, cwd }: Place, databaseOption: string | undefined): string;
/** `-p`, relative to the current directory; else those of the configuration. */
export declare function locationsOf({ config, cwd }: Place, given: readonly string[]): readonly string[];
/** The first of the locations: where a backup is read from. */
export declare function openFirst(place: Place, given: readonly string[]): Promise<Store>;
/** A folder outside the configuration's goes by its own name. */
export declare const mediaOf: ({ config }: Place) => MediaDirectory[];
export declare function encryptionOf({ config, env }: Place): Encryption | undefined;
/** What may open an encrypted backup: from the environment, and the passphrase that backups are made with. */
export declare function keysOf(place: Place): Keys;
export {};
