import { type MediaDirectory } from './media-directory.ts';
/** What a folder has besides its entries. */
export interface FolderDress {
    mode: number;
    uid: number;
    gid: number;
    /** Microseconds since 1970. */
    mtime: number;
}
/**
 * Where the new content of a media folder is unpacked, and the way from there to its place:
 *
 *     .record-tasks-<folder>-<mark>/
 *       lock     held by the kernel while the run lives
 *       fresh/   the new content
 *       old/     what was there
 *       state    how far the swap came
 *
 * It lies beside the folder, and the swap is two renames. A mount point cannot be renamed, and where the parent may not
 * be written nothing can be beside: there it lies within the folder, and the entries are renamed one by one.
 */
export declare class MediaStage {
    #private;
    readonly directory: MediaDirectory;
    readonly fresh: string;
    private constructor();
    /** TaskError 13 while another run has one of that folder. */
    static make(given: MediaDirectory): Promise<MediaStage>;
    /** What runs that died left of a folder, in the order of their names. TaskError 13 where one of them lives. */
    static left(given: MediaDirectory): Promise<MediaStage[]>;
    /** Puts the new content in the place of the old; when it rejects, the old is back. */
    swap(dress: FolderDress | undefined): Promise<void>;
    /** After the swap: removes what was replaced. Without one: removes what is not in place. Idempotent. */
    end(): Promise<void>;
    /** Brings a swap that was cut off to an end, or undoes it, and removes the stage. A sentence where there was one. */
    recover(): Promise<string | undefined>;
}
/** Whether an entry of a media folder, or one beside it, is ours and not media. */
export declare const isStageName: (name: string) => boolean;
/** Entries of a mount point that belong to the file system, and stages, are nobody's media. */
export declare const isForeignEntry: (name: string, isMounted: boolean) => boolean;
/** A folder's entries change its times, and its mode may forbid to change them: this comes after them. */
export declare function putOn(folder: string, { mode, uid, gid, mtime }: FolderDress): Promise<void>;
/**
 * Node takes seconds, cuts them after the microsecond (half of one more, and a double's error does no harm), and takes
 * a number below zero for the present moment, though not a Date.
 */
export declare const timeToSet: (microseconds: number) => number | Date;
