/**
 * Makes a folder and those above it, for this user alone. Level by level: Node's own recursive mkdir never ends where a
 * file system refuses names (as below /proc).
 */
export declare function makeFolder(folder: string): Promise<void>;
