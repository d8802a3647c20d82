import type { MediaDirectory } from './media-directory.ts';
/** Media that are unpacked, flushed to disk, and not in place yet. */
export interface StagedMedia {
    /** Regular files, and their bytes. */
    readonly files: number;
    readonly bytes: number;
    /** Of swaps of earlier runs that were cut off: a sentence each. */
    readonly notes: readonly string[];
    /** Puts each folder in the place of the one that is there, by rename; that one is gone then. */
    swap(): Promise<void>;
    /** Removes what is not in place. Idempotent. */
    discard(): Promise<void>;
}
export interface StageOptions {
    /** What the manifest says of the archive: with the first file or byte more it is refused. */
    expected?: {
        files: number;
        bytes: number;
    } | undefined;
    signal?: AbortSignal | undefined;
}
/**
 * Unpacks an archive of media beside the folders that it is to replace. Nothing outside the stage is written whatever
 * the archive says: a link, a device, an absolute path, `..`, a name outside the folders, one that comes twice or
 * differs from another only by case on a file system that cannot tell, more than was expected: that is a TaskError 10,
 * and the stage is removed. TaskError 13 while another run is restoring one of the folders.
 */
export declare function stageMedia(content: AsyncIterable<Buffer>, directories: readonly MediaDirectory[], { expected, signal }?: StageOptions): Promise<StagedMedia>;
/** What restores that died left of the folders is brought to an end or undone: a sentence for each that had begun to swap. */
export declare function recoverMedia(directories: readonly MediaDirectory[]): Promise<string[]>;
