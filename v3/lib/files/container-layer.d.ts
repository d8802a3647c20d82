/** Where the system says what it is; given by tests. */
export interface ContainerPlace {
    /** Files that an engine puts into its containers. */
    markers: readonly string[];
    /** proc(5), mountinfo. */
    mounts: string;
}
/**
 * Whether a file of this name would lie in a container's own layer, which goes with the container: in one, and under
 * no mount but the root. A file system in memory (tmpfs) goes with it too.
 */
export declare function isInContainerLayer(filename: string, place?: ContainerPlace): Promise<boolean>;
/** In words for who is about to lose a file. */
export declare const containerLayerNote: (what: string) => string;
