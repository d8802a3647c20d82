/** A folder of media files. */
export interface MediaDirectory {
    /** As in the configuration, relative to its folder, with `/`: what the archive and the manifest call it. */
    name: string;
    /** Absolute. */
    path: string;
}
/** A media folder may be a link: the one behind it is meant, also while that one is not there. */
export declare function behindLinks(folder: string): Promise<string>;
