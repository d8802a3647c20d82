import type { Compression } from '../dump/compression.ts';
import type { Integrity, SchemaHistory } from '../dump/format.ts';
import type { StoredDigest } from '../store/store.ts';
export declare const manifestFormat = "record-backup";
/** The version that is written, and the newest that is read. */
export declare const manifestVersion = 1;
/** What makes files a backup: written last, when everything else is stored and was read back. */
export interface Manifest {
    format: typeof manifestFormat;
    version: number;
    /** `<name>-<UTC time>`, and what the files' names begin with: `inventory-20261120T030000Z`. */
    id: string;
    name: string;
    /** Of the database's snapshot; UTC, to the second. */
    created: string;
    /** `record-tasks 1.0.0` */
    tool: string;
    label?: string;
    /** Never removed by retention. */
    pinned?: true;
    /** Made before a restore or an update, of what that was about to replace. */
    safety?: true;
    /** Missing in a backup of media alone. */
    source?: {
        engine: string;
        version: string;
        database: string;
    };
    schema?: SchemaHistory | null;
    records?: RecordsPart;
    media?: MediaPart;
    /** Of every part; the standard `age` program opens them. */
    encryption?: 'age-recipients' | 'age-passphrase';
}
/** A file of the backup, as it is stored: compressed, and encrypted where the manifest says so. */
export interface StoredPart extends StoredDigest {
    /** Its name, without a folder. */
    file: string;
    compression: Compression;
}
export interface RecordsPart extends StoredPart {
    rows: number;
    tables: Integrity;
}
export interface MediaPart extends StoredPart {
    /** As in the configuration, relative to its folder; `/` on every platform. */
    directories: string[];
    /** Regular files, and their bytes before compression. */
    files: number;
    bytes: number;
    /** Files that changed or vanished while they were read; what is stored of them is what was read. At most 1000. */
    disturbed: string[];
}
/** One JSON object a line for each key, and at the end the digest of everything before it. */
export declare function renderManifest(manifest: Manifest): string;
/** TaskError 10 where it is none, or was changed; TaskError 2 where it is of a newer version. */
export declare function parseManifest(text: string, file: string): Manifest;
