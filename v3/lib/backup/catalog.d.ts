import type { Store } from '../store/store.ts';
import { type BackupId } from './backup-name.ts';
import { type Manifest, type StoredPart } from './manifest.ts';
/** A backup as its location has it. */
export interface CataloguedBackup extends BackupId {
    /** Undefined where the manifest itself is damaged. */
    manifest: Manifest | undefined;
    /** Names of all its files that are there, the manifest's last. */
    files: string[];
    /** Bytes of these. */
    size: number;
    /** Why it is none to restore from, a sentence each; what is in the files is not looked at. */
    faults: string[];
}
/**
 * The backups of one name, newest first; of all names without one. What has no manifest is none: files of a backup
 * that is being made or was cut off are not listed.
 */
export declare function readCatalog(store: Store, name?: string): Promise<CataloguedBackup[]>;
export declare const partsOf: ({ records, media }: Manifest) => StoredPart[];
export declare const isGood: (backup: CataloguedBackup) => backup is CataloguedBackup & {
    manifest: Manifest;
};
/** Which backup is meant; without any of these the newest good one. */
export interface BackupChoice {
    /** `latest`, or an id, or what an id ends with. */
    id?: string | undefined;
    /** The newest at or before this moment. */
    at?: Date | undefined;
    /** The newest with this label. */
    label?: string | undefined;
}
/** TaskError 1 names what there is, where nothing fits; TaskError 10 where the one that is meant is damaged. */
export declare function chooseBackup(backups: readonly CataloguedBackup[], { id, at, label }: BackupChoice, place: string): CataloguedBackup & {
    manifest: Manifest;
};
