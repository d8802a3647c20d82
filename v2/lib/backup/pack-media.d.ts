import type { OnRecordProgress } from '../records/progress.ts';
import type { MediaPart } from './manifest.ts';
import { type MediaDirectory } from './media-directory.ts';
export interface PackOptions {
    signal?: AbortSignal | undefined;
    /** `rows` are files. */
    onProgress?: OnRecordProgress | undefined;
}
export interface PackedMedia {
    /** A tar archive (POSIX.1-2001), in which every entry is under its folder's name. */
    stream: AsyncIterable<Buffer>;
    /** When the stream has ended. */
    summary(): Pick<MediaPart, 'files' | 'bytes' | 'disturbed'>;
}
/**
 * Everything in the folders as one archive, with modes, owners and times to the nanosecond, in the order of the names'
 * bytes. A missing folder is a TaskError. A file that changes or vanishes meanwhile does not stop it: what is in the
 * archive is what was read, and the summary names the file; links, devices and sockets are named too, and not stored.
 */
export declare function packMedia(directories: readonly MediaDirectory[], options: PackOptions): PackedMedia;
